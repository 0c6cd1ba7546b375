import { type Arrival, type ArrivalRow, ClientId, DocumentId, Instant, type IntakeBalance, SourceId } from '../../contract/index.ts';
import { countByState } from '../documents/index.ts';
import type { Reads } from '../storage/index.ts';

/** How the bytes of a document came, oldest first. */
export async function arrivalsOf(db: Reads, documentId: string): Promise<Arrival[]> {
  const rows = await db.selectFrom('arrivals').selectAll().where('document_id', '=', documentId).orderBy('id').limit(100).execute();
  return rows.map((row) => ({
    at: Instant.parse(row.at),
    via: row.via,
    name: row.name,
    origin: row.origin,
    ...(row.source_id === null ? {} : { sourceId: SourceId.parse(row.source_id) }),
  }));
}

/** The intake ledger, newest first; `cursor` is the id to go on below. */
export async function listArrivals(
  db: Reads,
  query: { clientId?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ rows: ArrivalRow[]; next?: string; total: number }> {
  let filtered = db.selectFrom('arrivals');
  if (query.clientId !== undefined) filtered = filtered.where('client_id', '=', query.clientId);
  const { total } = await filtered.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  let page = filtered.selectAll().orderBy('id', 'desc').limit(query.limit);
  if (query.cursor !== undefined) page = page.where('id', '<', query.cursor);
  const rows = await page.execute();
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => ({
      at: Instant.parse(row.at),
      clientId: ClientId.parse(row.client_id),
      via: row.via,
      name: row.name,
      origin: row.origin,
      outcome: row.outcome,
      ...(row.reason === null ? {} : { reason: row.reason }),
      ...(row.document_id === null ? {} : { documentId: DocumentId.parse(row.document_id) }),
    })),
    ...(rows.length === query.limit && last ? { next: last.id } : {}),
    total,
  };
}

/** Both sides of "received = in progress + waiting + posting + posted + set aside + duplicates + ignored". Mail messages stand apart: their attachments count. */
export async function intakeBalance(db: Reads, clientId: string | undefined): Promise<IntakeBalance> {
  let query = db
    .selectFrom('arrivals')
    .select(['outcome', ({ fn }) => fn.countAll<number>().as('count')])
    .where('outcome', '!=', 'message')
    .groupBy('outcome');
  if (clientId !== undefined) query = query.where('client_id', '=', clientId);
  const outcomes = new Map((await query.execute()).map(({ outcome, count }) => [outcome, count]));
  const states = await countByState(db, clientId);
  const sides = {
    inProgress: states.queued + states.reading + states.checking,
    waiting: states.review,
    posting: states.posting,
    posted: states.posted,
    rejected: states.rejected,
    duplicates: outcomes.get('duplicate') ?? 0,
    ignored: outcomes.get('ignored') ?? 0,
  };
  const arrived = [...outcomes.values()].reduce((sum, count) => sum + count, 0);
  const accounted = Object.values(sides).reduce((sum, count) => sum + count, 0);
  return { arrived, ...sides, balances: arrived === accounted };
}
