export { type Changes, correct } from './correct.ts';
export { approve, reject, type Seen, undo } from './decide.ts';
export { listExamples } from './labelled-examples.ts';
export { queue } from './queue.ts';
