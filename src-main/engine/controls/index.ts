export { type Assessment, assess, runChecks, saveFindings } from './assess.ts';
export type { Check, CheckInput } from './check.ts';
export { checkStep, loadFindings } from './check-step.ts';
export { pageFacts } from './gather.ts';
export { checkInfos, getPolicy, policySchema, route, setPolicy } from './policy.ts';
