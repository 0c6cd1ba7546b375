import type { DocumentSummary, Posting, PostingState } from '../../contract/index.ts';
import type { EngineContext } from '../context.ts';
import { getDocument, summaryOf } from '../documents/index.ts';
import { describePosting, latestPosting } from './postings.ts';

type Query = { clientId?: string | undefined; states?: readonly PostingState[] | undefined; cursor?: string | undefined; limit: number };

/** Postings, newest first, each with its document. `cursor` is the key to go on below (keys sort by the document's arrival). */
export async function listPostings(
  context: EngineContext,
  query: Query,
): Promise<{ rows: (Posting & { document: DocumentSummary })[]; next?: string; total: number }> {
  const { db } = context.store;
  let filtered = db.selectFrom('postings');
  if (query.clientId !== undefined) filtered = filtered.where('client_id', '=', query.clientId);
  if (query.states !== undefined && query.states.length > 0) filtered = filtered.where('state', 'in', query.states);
  const { total } = await filtered.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  let page = filtered.selectAll().orderBy('key', 'desc').limit(query.limit);
  if (query.cursor !== undefined) page = page.where('key', '<', query.cursor);
  const rows = await page.execute();
  const described = [];
  for (const row of rows)
    described.push({ ...(await describePosting(context, row)), document: summaryOf(await getDocument(db, row.document_id)) });
  const last = rows.at(-1);
  return { rows: described, ...(rows.length === query.limit && last ? { next: last.key } : {}), total };
}

/** Counts of postings: those that need a person, by why; those in their ledgers, and those of them that were read back right. */
export async function postingCounts(
  context: EngineContext,
  clientId: string | undefined,
): Promise<{ rejected: number; uncertain: number; asking: number; drifted: number; posted: number; verified: number }> {
  let query = context.store.db
    .selectFrom('postings')
    .innerJoin('documents', 'documents.id', 'postings.document_id')
    .select(['postings.state', 'documents.state as document', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy(['postings.state', 'documents.state']);
  if (clientId !== undefined) query = query.where('postings.client_id', '=', clientId);
  const rows = await query.execute();
  const sum = (which: (row: (typeof rows)[number]) => boolean) => rows.filter(which).reduce((total, { count }) => total + count, 0);
  return {
    // A refused entry whose document was corrected and posted since needs nobody.
    rejected: sum(({ state, document }) => state === 'rejected' && document === 'review'),
    uncertain: sum(({ state }) => state === 'uncertain'),
    asking: sum(({ state }) => state === 'asking'),
    drifted: sum(({ state }) => state === 'drifted'),
    posted: sum(({ document, state }) => document === 'posted' && !['rejected', 'cancelled', 'undone'].includes(state)),
    verified: sum(({ state }) => state === 'verified'),
  };
}

export async function postingOf(context: EngineContext, documentId: string): Promise<Posting | undefined> {
  const row = await latestPosting(context.store.db, documentId);
  return row && row.state !== 'cancelled' ? describePosting(context, row) : undefined;
}
