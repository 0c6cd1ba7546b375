import type { Insertable, Selectable, Updateable } from 'kysely';
import {
  ClientId,
  Currency,
  DocumentId,
  type DocumentState,
  type DocumentSummary,
  DocumentType,
  EngineError,
  formatMoney,
  Instant,
  money,
} from '../../contract/index.ts';
import type { EngineContext } from '../context.ts';
import { IN_PROGRESS, mayFollow } from '../domain/index.ts';
import type { DocumentsTable, Reads, Work } from '../storage/index.ts';

export type DocumentRow = Selectable<DocumentsTable>;

/** Adds a document. Its first state is `queued`. */
export async function insertDocument(work: Work, row: Insertable<DocumentsTable>): Promise<DocumentRow> {
  const inserted = await work.tx
    .insertInto('documents')
    .values({ ...row, search_text: searchText(row) })
    .returningAll()
    .executeTakeFirstOrThrow();
  work.emit({ kind: 'document', document: summaryOf(inserted) });
  return inserted;
}

/** @throws EngineError `not_found` */
export async function getDocument(db: Reads, id: string): Promise<DocumentRow> {
  const row = await db.selectFrom('documents').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new EngineError('not_found', { details: { document: id } });
  return row;
}

export type DocumentChange = Omit<Updateable<DocumentsTable>, 'id' | 'version' | 'changed_at' | 'search_text'>;

/**
 * Changes a document, counting its version up, and tells live screens. A state that may not follow the present one is a bug and throws.
 * Called within the transaction that holds the reason for the change.
 */
export async function changeDocument(
  context: EngineContext,
  work: Work,
  before: DocumentRow,
  change: DocumentChange,
): Promise<DocumentRow> {
  if (change.state !== undefined && !mayFollow(before.state, change.state)) {
    throw new Error(`a document cannot go from ${before.state} to ${change.state}`);
  }
  const next = { ...before, ...change };
  const row = await work.tx
    .updateTable('documents')
    .set({ ...change, version: before.version + 1, changed_at: context.clock.now(), search_text: searchText(next) })
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw new EngineError('version_conflict', { details: { document: before.id } });
  work.emit({ kind: 'document', document: summaryOf(row) });
  if (row.state !== before.state) work.emit({ kind: 'counts', ...(await liveCounts(work.tx)) });
  return row;
}

async function liveCounts(db: Reads): Promise<{ waiting: number; inProgress: number }> {
  const counts = await countByState(db, undefined);
  return { waiting: counts.review, inProgress: IN_PROGRESS.reduce((sum, state) => sum + counts[state], 0) };
}

/** How many documents stand in each state. */
export async function countByState(db: Reads, clientId: string | undefined): Promise<Record<DocumentState, number>> {
  let query = db
    .selectFrom('documents')
    .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('state');
  if (clientId !== undefined) query = query.where('client_id', '=', clientId);
  const counts: Record<DocumentState, number> = { queued: 0, reading: 0, checking: 0, review: 0, posting: 0, posted: 0, rejected: 0 };
  for (const { state, count } of await query.execute()) counts[state] = count;
  return counts;
}

/** The row as lists and the queue show it. */
export function summaryOf(row: DocumentRow): DocumentSummary {
  const currency = row.currency === null ? undefined : Currency.parse(row.currency);
  return {
    id: DocumentId.parse(row.id),
    clientId: ClientId.parse(row.client_id),
    version: row.version,
    state: row.state,
    name: row.name,
    mediaType: row.media_type,
    pages: row.pages,
    touchless: row.touchless === 1,
    arrivedAt: Instant.parse(row.arrived_at),
    changedAt: Instant.parse(row.changed_at),
    ...(row.type === null ? {} : { type: DocumentType.parse(row.type) }),
    ...(row.supplier === null ? {} : { supplier: row.supplier }),
    ...(row.date === null ? {} : { date: row.date }),
    ...(row.number === null ? {} : { number: row.number }),
    ...(currency === undefined ? {} : { currency }),
    ...(row.total_minor === null || currency === undefined ? {} : { total: formatMoney(money(row.total_minor, currency)) }),
    ...(row.account === null ? {} : { account: row.account }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.group_name === null ? {} : { group: row.group_name }),
    ...(row.undo_until === null ? {} : { undoUntil: Instant.parse(row.undo_until) }),
  };
}

type Searchable = {
  name?: string | undefined;
  supplier?: string | null | undefined;
  number?: string | null | undefined;
  total_minor?: number | null | undefined;
  currency?: string | null | undefined;
};

function searchText(row: Searchable): string {
  const currency = Currency.safeParse(row.currency);
  const total = row.total_minor != null && currency.success ? formatMoney(money(row.total_minor, currency.data)) : '';
  return [row.name ?? '', row.supplier ?? '', row.number ?? '', total].join(' ').toLowerCase().slice(0, 1_000);
}
