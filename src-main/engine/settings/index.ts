export { policyOptions, readOptions } from './read-options.ts';
export { changeSettings, demandInstalled, getSettings } from './settings.ts';
