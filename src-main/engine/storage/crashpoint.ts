/**
 * Named places where a test may kill the process: `TICKMARK_CRASH_AT=name:n` ends it with SIGKILL at the n-th passing.
 * The sweep test iterates over this list, so that every side effect is tried with a kill before and after it.
 */
export const CRASHPOINTS = [
  'blob.before-sync',
  'blob.before-rename',
  'blob.after-rename',
  'intake.before-commit',
  'intake.after-commit',
  'step.before-start',
  'step.before-commit',
  'step.after-commit',
  'post.before-supplier',
  'post.after-supplier',
  'post.before-sent',
  'post.after-sent',
  'post.after-create',
  'post.after-attach-sent',
  'post.after-attach',
  'post.before-finalise',
  'post.after-finalise',
  'post.after-posted',
  'post.after-verify',
  'post.before-undo',
  'post.after-undo',
] as const;
export type Crashpoint = (typeof CRASHPOINTS)[number];

const [target, count] = (process.env['TICKMARK_CRASH_AT'] ?? '').split(':');
let passed = 0;

export function crashpoint(name: Crashpoint): void {
  if (name !== target) return;
  passed += 1;
  if (passed === Number(count ?? 1)) process.kill(process.pid, 'SIGKILL');
}
