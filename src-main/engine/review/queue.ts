import type { DocumentSummary, LocalDate } from '../../contract/index.ts';
import type { EngineContext } from '../context.ts';
import { countByState, summaryOf } from '../documents/index.ts';

/** Headings of the queue, most serious first; others follow by name. */
const ORDER = [
  'Payee changed',
  'Look-alike supplier',
  'Refused by the ledger',
  'Probably a duplicate',
  'Does not add up',
  'Date is odd',
  'Not sure what it says',
  'Which account?',
  'New supplier',
  'Unusual amount',
  'Other currency',
  'Credit note',
  'Always shown to you',
  'Is it a bill?',
  'Could not be read',
];

/** The queue shows this many; what lies beyond comes up as the first are decided. */
const SHOWN = 10_000;

export type Queue = { left: number; arrivedToday: number; groups: { group: string; documents: DocumentSummary[] }[] };

/** What waits for a person, grouped by reason; within a group the oldest first. */
export async function queue(context: EngineContext, clientId: string | undefined): Promise<Queue> {
  const { db } = context.store;
  let waiting = db.selectFrom('documents').selectAll().where('state', '=', 'review').orderBy('id').limit(SHOWN);
  let today = db
    .selectFrom('documents')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('id', '>=', firstIdOf(context.clock.today()));
  if (clientId !== undefined) {
    waiting = waiting.where('client_id', '=', clientId);
    today = today.where('client_id', '=', clientId);
  }
  const rows = await waiting.execute();
  const groups = new Map<string, DocumentSummary[]>();
  for (const row of rows) {
    const group = row.group_name ?? 'Other';
    const documents = groups.get(group) ?? [];
    documents.push(summaryOf(row));
    groups.set(group, documents);
  }
  const rank = (group: string) => (ORDER.includes(group) ? ORDER.indexOf(group) : ORDER.length);
  const sorted = [...groups].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const { count } = await today.executeTakeFirstOrThrow();
  const left = (await countByState(db, clientId)).review;
  return { left, arrivedToday: count, groups: sorted.map(([group, documents]) => ({ group, documents })) };
}

/** UUIDv7 begins with the milliseconds of its making, so that a day's documents are a range of ids. The day is the user's, not UTC's. */
function firstIdOf(day: LocalDate): string {
  const midnight = new Date(`${day}T00:00:00`).getTime().toString(16).padStart(12, '0');
  return `${midnight.slice(0, 8)}-${midnight.slice(8)}-0000-0000-000000000000`;
}
