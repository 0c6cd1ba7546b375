import type { HomeNumbers } from '../../contract/index.ts';
import type { EngineContext } from '../context.ts';
import { intakeBalance } from '../intake/index.ts';
import { postingCounts } from '../posting/index.ts';

const DAY_MS = 86_400_000;
/** Days of the curve on the home page. */
const CURVE_DAYS = 14;

/** The numbers of the home page, for one client or for all. */
export async function homeNumbers(context: EngineContext, clientId: string | undefined): Promise<HomeNumbers> {
  const balance = await intakeBalance(context.store.db, clientId);
  const week = await decidedSince(context, clientId, ago(context, 7));
  const month = await decidedSince(context, clientId, ago(context, 30));
  const durations = await msToLedger(context, clientId, ago(context, 30));
  const troubles = await postingCounts(context, clientId);
  // What waits was not touchless either: leaving it out would flatter the rate while the queue is full.
  const ended = month.touchless + month.byPerson + balance.waiting;
  const rate = ended === 0 ? undefined : month.touchless / ended;
  return {
    waiting: balance.waiting,
    arrivedThisWeek: await arrivedSince(context, clientId, ago(context, 7)),
    touchlessThisWeek: week.touchless,
    decidedThisWeek: week.byPerson,
    ...(rate === undefined ? {} : { touchlessRate: rate }),
    touchlessCurve: await curve(context, clientId),
    verified: { entries: troubles.verified, of: troubles.posted },
    ...percentiles(durations),
    balance,
    reasons: await reasons(context, clientId),
    postingsFailed: troubles.rejected,
    postingsUncertain: troubles.uncertain,
    postingsAsking: troubles.asking,
    postingsDrifted: troubles.drifted,
  };
}

function ago(context: EngineContext, days: number): string {
  return new Date(Date.parse(context.clock.now()) - days * DAY_MS).toISOString();
}

async function arrivedSince(context: EngineContext, clientId: string | undefined, since: string): Promise<number> {
  let query = context.store.db
    .selectFrom('arrivals')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('at', '>=', since)
    .where('outcome', '!=', 'message');
  if (clientId !== undefined) query = query.where('client_id', '=', clientId);
  return (await query.executeTakeFirstOrThrow()).count;
}

/** Documents that went through: without a person, and after a person's approval or rejection. */
async function decidedSince(
  context: EngineContext,
  clientId: string | undefined,
  since: string,
): Promise<{ touchless: number; byPerson: number }> {
  let query = context.store.db
    .selectFrom('decisions')
    .innerJoin('documents', 'documents.id', 'decisions.document_id')
    .select(['decisions.kind', ({ fn }) => fn.countAll<number>().as('count')])
    .where('decisions.at', '>=', since)
    .where('decisions.undone_at', 'is', null)
    .where('decisions.kind', '!=', 'correct')
    .groupBy('decisions.kind');
  if (clientId !== undefined) query = query.where('documents.client_id', '=', clientId);
  const counts = new Map((await query.execute()).map(({ kind, count }) => [kind, count]));
  return { touchless: counts.get('clear') ?? 0, byPerson: (counts.get('approve') ?? 0) + (counts.get('reject') ?? 0) };
}

async function curve(context: EngineContext, clientId: string | undefined): Promise<HomeNumbers['touchlessCurve']> {
  let query = context.store.db
    .selectFrom('decisions')
    .innerJoin('documents', 'documents.id', 'decisions.document_id')
    .select([
      'decisions.kind',
      ({ fn, ref, lit }) => fn<string>('substr', [ref('decisions.at'), lit(1), lit(10)]).as('day'),
      ({ fn }) => fn.countAll<number>().as('count'),
    ])
    .where('decisions.at', '>=', ago(context, CURVE_DAYS))
    .where('decisions.undone_at', 'is', null)
    .where('decisions.kind', '!=', 'correct')
    .groupBy(['decisions.kind', 'day']);
  if (clientId !== undefined) query = query.where('documents.client_id', '=', clientId);
  const days = new Map<string, { clear: number; all: number }>();
  for (const { kind, day, count } of await query.execute()) {
    const entry = days.get(day) ?? { clear: 0, all: 0 };
    days.set(day, { clear: entry.clear + (kind === 'clear' ? count : 0), all: entry.all + count });
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, { clear, all }]) => ({ day, value: clear / all }));
}

/** Milliseconds from arrival to ledger of what went through without a person. */
async function msToLedger(context: EngineContext, clientId: string | undefined, since: string): Promise<number[]> {
  let query = context.store.db
    .selectFrom('postings')
    .innerJoin('documents', 'documents.id', 'postings.document_id')
    .select(['documents.arrived_at', 'postings.posted_at'])
    .where('documents.touchless', '=', 1)
    .where('postings.posted_at', '>=', since)
    .orderBy('postings.posted_at', 'desc')
    .limit(2_000);
  if (clientId !== undefined) query = query.where('documents.client_id', '=', clientId);
  const rows = await query.execute();
  return rows.map((row) => Date.parse(row.posted_at ?? '') - Date.parse(row.arrived_at)).sort((a, b) => a - b);
}

function percentiles(sorted: readonly number[]): { msArrivalToLedgerP50?: number; msArrivalToLedgerP95?: number } {
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  const [p50, p95] = [at(0.5), at(0.95)];
  return p50 === undefined || p95 === undefined ? {} : { msArrivalToLedgerP50: p50, msArrivalToLedgerP95: p95 };
}

/** Why documents wait now, most frequent first. */
async function reasons(context: EngineContext, clientId: string | undefined): Promise<HomeNumbers['reasons']> {
  let query = context.store.db
    .selectFrom('documents')
    .select(['group_name', ({ fn }) => fn.countAll<number>().as('count')])
    .where('state', '=', 'review')
    .groupBy('group_name');
  if (clientId !== undefined) query = query.where('client_id', '=', clientId);
  const rows = await query.execute();
  return rows.map(({ group_name, count }) => ({ group: group_name ?? 'Other', count })).sort((a, b) => b.count - a.count);
}
