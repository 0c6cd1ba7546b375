export { buildEntry } from './build-entry.ts';
export { connectionFor } from './connections.ts';
export { listPostings, postingOf, postingTroubles, retryPosting } from './list.ts';
export { postStep } from './post-step.ts';
export { intend, withdraw } from './postings.ts';
