export { backOffMs, MAX_STARTS } from './back-off.ts';
export type { Job } from './job-table.ts';
export { cancelJobs, enqueue, type NewJob, noteProgress, openJobs, PRIORITY, reopenJob, type StepName, wakeJobs } from './jobs.ts';
export { createPipeline, type Pipeline, type Step } from './pipeline.ts';
