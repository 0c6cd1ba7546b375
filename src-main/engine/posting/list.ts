import { type DocumentSummary, EngineError, type Posting, type PostingState } from '../../contract/index.ts';
import { type EngineContext, record } from '../context.ts';
import { getDocument, summaryOf } from '../documents/index.ts';
import { reopenJob } from '../pipeline/index.ts';
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

/** Counts of postings: those that need a person, those in their ledgers, and those of them that were read back. */
export async function postingCounts(
  context: EngineContext,
  clientId: string | undefined,
): Promise<{ rejected: number; uncertain: number; posted: number; verified: number }> {
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
    posted: sum(({ document, state }) => document === 'posted' && state !== 'rejected' && state !== 'cancelled'),
    verified: sum(({ state }) => state === 'verified'),
  };
}

/** Looks again at an entry whose outcome is uncertain: searches the ledger by key, and sends only where it holds none. */
export async function retryPosting(context: EngineContext, key: string, actor: string): Promise<Posting> {
  await context.store.write(async (work) => {
    const posting = await work.tx.selectFrom('postings').selectAll().where('key', '=', key).executeTakeFirst();
    if (!posting) throw new EngineError('not_found', { details: { posting: key } });
    if (posting.state !== 'uncertain')
      throw new EngineError('not_allowed_in_state', {
        note: 'Only an uncertain entry can be looked at again; approve a refused one in the queue.',
        details: { state: posting.state },
      });
    await work.tx
      .updateTable('postings')
      .set({ state: posting.reference === null ? 'sent' : 'posted' })
      .where('key', '=', key)
      .execute();
    await reopenJob(context, work, key, 'post');
    await record(context, work, {
      actor,
      event: 'posting.retried',
      subject: posting.document_id,
      words: 'Asked to look in the ledger again.',
    });
  });
  const row = await context.store.db.selectFrom('postings').selectAll().where('key', '=', key).executeTakeFirstOrThrow();
  return describePosting(context, row);
}

export async function postingOf(context: EngineContext, documentId: string): Promise<Posting | undefined> {
  const row = await latestPosting(context.store.db, documentId);
  return row && row.state !== 'cancelled' ? describePosting(context, row) : undefined;
}
