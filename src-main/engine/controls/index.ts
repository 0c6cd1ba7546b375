export { type Assessment, assess, loadFindings, runChecks, saveFindings } from './assess.ts';
export type { Check, CheckInput } from './check.ts';
export { checkStep } from './check-step.ts';
export { pageFacts } from './gather.ts';
export { worstQuality } from './picture-quality.ts';
export { checkInfos, getPolicy, policySchema, route, setPolicy } from './policy.ts';
export { warnRepeats } from './warn-repeats.ts';
