export { readOptions } from './read-options.ts';
export { changeSettings, getSettings } from './settings.ts';
