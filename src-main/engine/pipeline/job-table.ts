import type { Selectable } from 'kysely';
import type { EngineError } from '../../contract/index.ts';
import type { EngineContext } from '../context.ts';
import type { JobsTable, Reads, Work } from '../storage/index.ts';
import { backOffMs } from './back-off.ts';
import type { Lane } from './jobs.ts';

export type Job = Selectable<JobsTable>;

/** A running job's lease; the store has one owner, so that leases only matter where several engines share a database. */
const LEASE_MS = 10 * 60_000;
/** Failures that may be the file's own fault count as starts, so that they end in quarantine and not in endless tries. */
const COUNTED = new Set(['reader_crashed', 'reader_timeout', 'internal']);

export function countsAsStart({ code }: EngineError): boolean {
  return COUNTED.has(code);
}

/** One engine owns the store, so a job that is still "running" at the start belonged to a process that died. */
export async function takeOverJobs({ store }: EngineContext): Promise<void> {
  await store.db.updateTable('jobs').set({ state: 'due', lease_owner: null, lease_until: null }).where('state', '=', 'running').execute();
}

/**
 * The next due job of a lane, running from now on; none of the `full` groups. Counts the start before the work begins: a process that dies in
 * the middle has used one up.
 */
export async function claimJob(
  { clock, store }: EngineContext,
  lane: Lane,
  owner: string,
  full: readonly string[],
): Promise<Job | undefined> {
  const now = clock.now();
  let waiting = store.db.selectFrom('jobs').select('id').where('lane', '=', lane).where('state', '=', 'due').where('due_at', '<=', now);
  if (full.length > 0) waiting = waiting.where((where) => where.or([where('group_name', 'is', null), where('group_name', 'not in', full)]));
  const due = await waiting.orderBy('priority', 'desc').orderBy('due_at').orderBy('id').limit(1).executeTakeFirst();
  if (!due) return undefined;
  return store.db
    .updateTable('jobs')
    .set((eb) => ({ state: 'running' as const, starts: eb('starts', '+', 1), lease_owner: owner, lease_until: later(now, LEASE_MS) }))
    .where('id', '=', due.id)
    .where('state', '=', 'due')
    .returningAll()
    .executeTakeFirst();
}

/** A start that the engine itself broke off, by closing, says nothing against the document. */
export async function releaseJob({ store }: EngineContext, job: Job): Promise<void> {
  await store.db
    .updateTable('jobs')
    .set({ state: 'due', starts: job.starts - 1, lease_owner: null, lease_until: null })
    .where('id', '=', job.id)
    .where('state', '=', 'running')
    .execute();
}

/** Makes a job that failed due again, after its back-off or when the error says. */
export async function postponeJob({ clock }: EngineContext, db: Reads, job: Job, error: EngineError): Promise<void> {
  // Waiting for a lost request to end is no failure: it ends at a known time.
  const failures = error.code === 'ledger_settling' ? job.failures : job.failures + 1;
  const asked = error.retryAfterMs ?? 0;
  const wait = error.code === 'ledger_settling' && asked > 0 ? asked : Math.max(backOffMs(failures, job.id), asked);
  await db
    .updateTable('jobs')
    .set({
      state: 'due',
      due_at: later(clock.now(), wait),
      failures,
      last_code: error.code,
      lease_owner: null,
      lease_until: null,
      ...(countsAsStart(error) ? {} : { starts: 0 }),
    })
    .where('id', '=', job.id)
    .execute();
}

export async function endJob(
  { clock }: EngineContext,
  { tx }: Work,
  job: Job,
  state: 'done' | 'quarantined',
  code: string | null,
): Promise<void> {
  await tx
    .updateTable('jobs')
    .set({ state, last_code: code, lease_owner: null, lease_until: null, ended_at: clock.now() })
    .where('id', '=', job.id)
    .execute();
}

/** Jobs that wait for a later time become due `ms` earlier: the wall clock was put back by as much. */
export async function advanceJobs({ clock, store }: EngineContext, ms: number): Promise<void> {
  const waiting = await store.db
    .selectFrom('jobs')
    .select(['id', 'due_at'])
    .where('state', '=', 'due')
    .where('due_at', '>', clock.now())
    .execute();
  for (const { id, due_at: dueAt } of waiting)
    await store.db
      .updateTable('jobs')
      .set({ due_at: later(dueAt, -ms) })
      .where('id', '=', id)
      .execute();
}

/** When the next job becomes due that is not yet; undefined where none waits. */
export async function nextDueAt({ clock, store }: EngineContext): Promise<string | undefined> {
  const next = await store.db
    .selectFrom('jobs')
    .select('due_at')
    .where('state', '=', 'due')
    .where('due_at', '>', clock.now())
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  return next?.due_at;
}

function later(now: string, ms: number): string {
  return new Date(Date.parse(now) + ms).toISOString();
}
