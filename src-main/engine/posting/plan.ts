import { EngineError, type PostingPlan } from '../../contract/index.ts';
import { getClient } from '../clients/index.ts';
import type { EngineContext } from '../context.ts';
import { getDocument } from '../documents/index.ts';
import { connectionFor } from '../ledgers/index.ts';
import type { PostingKey } from '../ports.ts';
import { entryFor, latestPosting } from './postings.ts';

/**
 * A dry run: what posting the document as it stands would change in the ledger, and what would keep it from being posted. Nothing is written.
 * A ledger that cannot be asked now is a problem of the list, beside the entry as it would look.
 * @throws EngineError `not_found`, `fields_missing`, `invalid_input`
 */
export async function planPosting(context: EngineContext, documentId: string): Promise<PostingPlan> {
  const { db } = context.store;
  const document = await getDocument(db, documentId);
  const client = await getClient(db, document.client_id);
  const generation = ((await latestPosting(db, documentId))?.generation ?? 0) + 1;
  const entry = await entryFor(db, document, { key: `${documentId}:g${generation}` as PostingKey, acceptsDuplicate: false });
  const connection = await connectionFor(context, client.id, client.ledger);
  const plain = { changes: [{ target: client.ledger, after: connection.preview(entry) }], problems: [] };
  const finish = connection.capabilities.drafts ? client.finish : ('final' as const);
  try {
    const problems = ((await connection.preflight?.(entry)) ?? []).map(({ code, words }) => ({ code, words }));
    const changes = connection.plan === undefined ? plain.changes : [...(await connection.plan(entry)).changes];
    return { ledger: client.ledger, finish, changes, problems };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { ledger: client.ledger, finish, ...plain, problems: [{ code: error.code, words: error.message }] };
  }
}
