export { readAgain } from './read-again.ts';
export { loadReading, originalBytes, pagesOf, readBlob, readStep } from './read-step.ts';
export { similarFirstPages } from './similar-pages.ts';
