export { backOffMs, MAX_STARTS } from './back-off.ts';
export { cancelJobs, enqueue, type NewJob, noteProgress, openJobs, PRIORITY, reopenJob, type StepName, wakeJobs } from './jobs.ts';
export { createPipeline, type Job, type Pipeline, type Step } from './pipeline.ts';
