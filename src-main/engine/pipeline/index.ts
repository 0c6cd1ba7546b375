export { backOffMs, MAX_STARTS } from './back-off.ts';
export { cancelJobs, enqueue, type NewJob, openJobs, PRIORITY, reopenJob, type StepName } from './jobs.ts';
export { createPipeline, type Job, type Pipeline, type Step } from './pipeline.ts';
