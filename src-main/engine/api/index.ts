export type { ApiParts } from './base.ts';
export { createRouter } from './router.ts';
