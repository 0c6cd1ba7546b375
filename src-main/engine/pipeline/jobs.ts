import type { EngineContext } from '../context.ts';
import type { Reads, Work } from '../storage/index.ts';

/** The steps of a document's walk, in order. Waiting for a person is a state of the document, never a job. */
export type StepName = 'read' | 'extract' | 'code' | 'check' | 'post';

/**
 * Lanes run side by side; within one, jobs go by priority, then by time. `read` has a place for each reader process, `think` is the short
 * work on the engine's own thread, `post` writes entries: one at a time to a ledger that keeps records, several to one of files.
 */
export type Lane = 'read' | 'think' | 'post';
const LANE_OF: Readonly<Record<StepName, Lane>> = { read: 'read', extract: 'think', code: 'think', check: 'think', post: 'post' };

export type NewJob = {
  readonly subject: string;
  readonly step: StepName;
  /** Version of the document that the step works on: (subject, step, input version) is done at most once. */
  readonly inputVersion: number;
  readonly priority: number;
  /** Jobs of a group share a limit within their lane: a ledger is a group, so that a slow one cannot fill the places of all. */
  readonly group?: string;
  /** Not before this instant; at once where it is absent. */
  readonly dueAt?: string;
};

/** Priorities: what a person just dropped or decided goes before what a folder brought. */
export const PRIORITY = { background: 0, normal: 10, person: 20 } as const;

/** Adds a job in the transaction that makes it necessary. Adding the same one again changes nothing. */
export async function enqueue(context: EngineContext, work: Work, job: NewJob): Promise<void> {
  const now = context.clock.now();
  await work.tx
    .insertInto('jobs')
    .values({
      subject: job.subject,
      step: job.step,
      input_version: job.inputVersion,
      lane: LANE_OF[job.step],
      priority: job.priority,
      due_at: job.dueAt ?? now,
      state: 'due',
      starts: 0,
      failures: 0,
      created_at: now,
      last_code: null,
      lease_owner: null,
      lease_until: null,
      ended_at: null,
      group_name: job.group ?? null,
    })
    .onConflict((conflict) => conflict.columns(['subject', 'step', 'input_version']).doNothing())
    .execute();
}

/** Takes back the jobs of a subject that have not started. Returns false where one is running right now. */
export async function cancelJobs(context: EngineContext, work: Work, subject: string, steps: readonly StepName[]): Promise<boolean> {
  const running = await work.tx
    .selectFrom('jobs')
    .select('id')
    .where('subject', '=', subject)
    .where('step', 'in', steps)
    .where('state', '=', 'running')
    .executeTakeFirst();
  if (running) return false;
  await work.tx
    .updateTable('jobs')
    .set({ state: 'cancelled', ended_at: context.clock.now() })
    .where('subject', '=', subject)
    .where('step', 'in', steps)
    .where('state', '=', 'due')
    .execute();
  return true;
}

/** Number of jobs that are due now or within `horizonMs`, or running. */
export async function openJobs(db: Reads, now: string, horizonMs: number): Promise<number> {
  const until = new Date(Date.parse(now) + horizonMs).toISOString();
  const { open } = await db
    .selectFrom('jobs')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where((where) => where.or([where('state', '=', 'running'), where.and([where('state', '=', 'due'), where('due_at', '<=', until)])]))
    .executeTakeFirstOrThrow();
  return open;
}

/** Makes an ended job due again, for a person who asks to try once more. */
export async function reopenJob(context: EngineContext, work: Work, subject: string, step: StepName): Promise<void> {
  await work.tx
    .updateTable('jobs')
    .set({ state: 'due', due_at: context.clock.now(), starts: 0, failures: 0, ended_at: null })
    .where('subject', '=', subject)
    .where('step', '=', step)
    .where('state', '!=', 'running')
    .execute();
}

/** What waits for a ledger is tried at once: its settings were changed, or a person asks. */
export async function wakeJobs(context: EngineContext, work: Work, group: string): Promise<void> {
  const now = context.clock.now();
  await work.tx
    .updateTable('jobs')
    .set({ due_at: now })
    .where('group_name', '=', group)
    .where('state', '=', 'due')
    .where('failures', '>', 0)
    .where('due_at', '>', now)
    .execute();
}

/** A step of several parts has come further: what happened before says nothing against what is left. */
export async function noteProgress(work: Work, subject: string, step: StepName): Promise<void> {
  await work.tx
    .updateTable('jobs')
    .set({ starts: 1 })
    .where('subject', '=', subject)
    .where('step', '=', step)
    .where('state', '=', 'running')
    .execute();
}
