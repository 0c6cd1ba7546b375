export { buildEntry } from './build-entry.ts';
export { connectionFor } from './connections.ts';
export { listPostings, postingCounts, postingOf, retryPosting } from './list.ts';
export { postStep } from './post-step.ts';
export { intend, withdraw } from './postings.ts';
