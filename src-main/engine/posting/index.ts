export { buildEntry } from './build-entry.ts';
export { compareClient, compareDue } from './compare.ts';
export { acceptDrift, chooseSupplier, retryPosting, undoPosting } from './decide-posting.ts';
export { listPostings, postingCounts, postingOf } from './list.ts';
export { planPosting } from './plan.ts';
export { postStep } from './post-step.ts';
export { intend, withdraw } from './postings.ts';
