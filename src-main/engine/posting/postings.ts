import type { Selectable } from 'kysely';
import { z } from 'zod';
import { ClientId, DocumentId, EngineError, ERRORS, Instant, type Posting, PostingStep, SupplierChoice } from '../../contract/index.ts';
import { getClient } from '../clients/index.ts';
import { loadCoding } from '../coding/index.ts';
import { type EngineContext, record } from '../context.ts';
import type { DocumentRow } from '../documents/index.ts';
import { loadExtraction } from '../extraction/index.ts';
import { connectionFor } from '../ledgers/index.ts';
import { cancelJobs, enqueue, PRIORITY } from '../pipeline/index.ts';
import type { LedgerEntry, PostingKey } from '../ports.ts';
import type { PostingsTable, Reads, Work } from '../storage/index.ts';
import { buildEntry } from './build-entry.ts';
import { entryHash, entryOf } from './entry.ts';
import { addSteps } from './saga/saga-run.ts';

const Choices = z.array(SupplierChoice);

export type PostingRow = Selectable<PostingsTable>;

/**
 * Writes down the intent to post a document, with the job that carries it out after `delaySeconds`. In the transaction of the approval.
 * The key is permanent: `<document>:g<generation>`; an approval after an undone one is the next generation.
 * @throws EngineError `fields_missing`, `invalid_input`
 */
export async function intend(
  context: EngineContext,
  work: Work,
  document: DocumentRow,
  how: { actor: string; delaySeconds: number },
): Promise<PostingRow> {
  const client = await getClient(work.tx, document.client_id);
  const earlier = await latestPosting(work.tx, document.id);
  const generation = (earlier?.generation ?? 0) + 1;
  const key = `${document.id}:g${generation}` as PostingKey;
  // Approved again after the ledger was found to hold such a bill: a person has compared the two.
  const acceptsDuplicate = earlier?.state === 'rejected' && earlier.problem_code === 'ledger_duplicate';
  const entry = await entryFor(work.tx, document, { key, acceptsDuplicate });
  const now = context.clock.now();
  const row: PostingRow = {
    key,
    document_id: document.id,
    client_id: document.client_id,
    generation,
    state: 'queued',
    ledger: client.ledger,
    entry_json: JSON.stringify(entry),
    entry_sha256: entryHash(entry),
    sent_at: null,
    reference: null,
    problem: null,
    attempts: 0,
    created_at: now,
    posted_at: null,
    stage: 'queued',
    reference_name: null,
    is_draft: 0,
    supplier_id: null,
    choices_json: null,
    problem_code: null,
    undo_json: null,
    accepted: null,
    compared_at: null,
  };
  await work.tx.insertInto('postings').values(row).execute();
  const dueAt = new Date(Date.parse(now) + how.delaySeconds * 1_000).toISOString();
  await addSteps(work, key, [{ stage: 'queued', words: `Approved by ${how.actor === 'policy' ? 'the policy' : how.actor}.`, at: now }]);
  await enqueue(context, work, {
    subject: key,
    step: 'post',
    inputVersion: generation,
    priority: PRIORITY.normal,
    dueAt,
    group: client.ledger,
  });
  await record(context, work, {
    actor: how.actor,
    event: 'posting.intended',
    subject: document.id,
    words: `To be posted to ${client.ledger} as ${key}.`,
    data: { key, entry: row.entry_sha256 },
  });
  return row;
}

/** The entry that a document would be posted as. @throws EngineError `fields_missing`, `invalid_input` */
export async function entryFor(
  db: Reads,
  document: DocumentRow,
  how: { readonly key: PostingKey; readonly acceptsDuplicate: boolean },
): Promise<LedgerEntry> {
  const client = await getClient(db, document.client_id);
  const stored = await loadExtraction(db, document.id);
  const coded = await loadCoding(db, document.id);
  if (!stored) throw new EngineError('fields_missing', { note: 'Missing: date, total, supplier.' });
  if (!coded) throw new EngineError('fields_missing', { note: 'Missing: account.', details: { fields: 'account' } });
  return buildEntry({
    ...how,
    client,
    extraction: stored.extraction,
    coding: coded.coding,
    document: { name: document.name, sha256: document.sha256, mediaType: document.media_type, size: document.size },
  });
}

/** Takes an intent back that has not been sent. @throws EngineError `not_allowed_in_state` where it is too late */
export async function withdraw(context: EngineContext, work: Work, document: DocumentRow, actor: string): Promise<void> {
  const posting = await latestPosting(work.tx, document.id);
  if (!posting || ['cancelled', 'rejected', 'undone'].includes(posting.state)) return;
  const free =
    (posting.state === 'queued' || posting.state === 'asking') &&
    posting.sent_at === null &&
    (await cancelJobs(context, work, posting.key, ['post']));
  if (!free) throw new EngineError('not_allowed_in_state', { note: 'It is already on its way to the ledger.' });
  await work.tx.updateTable('postings').set({ state: 'cancelled' }).where('key', '=', posting.key).execute();
  await record(context, work, { actor, event: 'posting.withdrawn', subject: document.id, words: `Not to be posted (${posting.key}).` });
}

export async function latestPosting(db: Reads, documentId: string): Promise<PostingRow | undefined> {
  return db
    .selectFrom('postings')
    .selectAll()
    .where('document_id', '=', documentId)
    .orderBy('generation', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The posting as the window shows it, with the entry in the ledger's own form. */
export async function describePosting(context: EngineContext, row: PostingRow): Promise<Posting> {
  const preview = await previewOf(context, row);
  const steps = await context.store.db
    .selectFrom('posting_steps')
    .select(['at', 'stage', 'words'])
    .where('posting_key', '=', row.key)
    .orderBy('sequence')
    .execute();
  return {
    key: row.key,
    documentId: DocumentId.parse(row.document_id),
    clientId: ClientId.parse(row.client_id),
    state: row.state,
    stage: row.stage,
    ledger: row.ledger,
    draft: row.is_draft === 1,
    steps: z.array(PostingStep).parse(steps),
    attempts: row.attempts,
    createdAt: Instant.parse(row.created_at),
    ...(row.reference === null ? {} : { reference: row.reference_name ?? row.reference }),
    ...(row.state === 'asking' && row.choices_json !== null ? { choices: Choices.parse(JSON.parse(row.choices_json)) } : {}),
    ...(row.problem === null ? {} : { problem: row.problem }),
    ...(row.problem === null || row.problem_code === null ? {} : { todo: ERRORS[row.problem_code].todo }),
    ...(row.posted_at === null ? {} : { postedAt: Instant.parse(row.posted_at) }),
    ...(preview === undefined ? {} : { preview }),
  };
}

async function previewOf(context: EngineContext, row: PostingRow): Promise<string | undefined> {
  try {
    return (await connectionFor(context, row.client_id, row.ledger)).preview(entryOf(row));
  } catch (error) {
    context.log.warn('no preview', { key: row.key, reason: String(error) });
    return undefined;
  }
}
