import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import { ClientId, Currency, DocumentId, EngineError, Instant, LocalDate, type Posting } from '../../contract/index.ts';
import { getClient } from '../clients/index.ts';
import { loadCoding } from '../coding/index.ts';
import { type EngineContext, record } from '../context.ts';
import type { DocumentRow } from '../documents/index.ts';
import { canonicalJson } from '../domain/index.ts';
import { loadExtraction } from '../extraction/index.ts';
import { cancelJobs, enqueue, PRIORITY } from '../pipeline/index.ts';
import type { LedgerEntry, PostingKey } from '../ports.ts';
import type { PostingsTable, Reads, Work } from '../storage/index.ts';
import { buildEntry } from './build-entry.ts';
import { connectionFor } from './connections.ts';

export type PostingRow = Selectable<PostingsTable>;

const Entry = z.object({
  key: z.string().transform((key) => key as PostingKey),
  date: LocalDate,
  payee: z.string(),
  number: z.string().optional(),
  description: z.string(),
  currency: Currency,
  legs: z.array(z.object({ account: z.string(), minor: z.int() })),
  document: z.object({ name: z.string(), sha256: z.string() }),
  accounts: z.array(z.object({ account: z.string(), kind: z.enum(['expense', 'asset', 'liability', 'equity', 'income']) })),
});

/** SHA-256 of the entry's canonical JSON: what was approved is what is posted, or nothing is. */
export function entryHash(entry: LedgerEntry): string {
  return createHash('sha256').update(canonicalJson(entry)).digest('hex');
}

/** The stored entry. @throws EngineError `internal` where it is not the one that was approved */
export function entryOf(row: PostingRow): LedgerEntry {
  const { number, ...rest } = Entry.parse(JSON.parse(row.entry_json));
  const entry: LedgerEntry = { ...rest, ...(number === undefined ? {} : { number }) };
  if (entryHash(entry) !== row.entry_sha256)
    throw new EngineError('internal', { note: 'The entry differs from the one that was approved.' });
  return entry;
}

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
  const stored = await loadExtraction(work.tx, document.id);
  const coded = await loadCoding(work.tx, document.id);
  if (!stored) throw new EngineError('fields_missing', { note: 'Missing: date, total, supplier.' });
  if (!coded) throw new EngineError('fields_missing', { note: 'Missing: account.', details: { fields: 'account' } });
  const earlier = await latestPosting(work.tx, document.id);
  const generation = (earlier?.generation ?? 0) + 1;
  const key = `${document.id}:g${generation}` as PostingKey;
  const entry = buildEntry({
    key,
    client,
    extraction: stored.extraction,
    coding: coded.coding,
    document: { name: document.name, sha256: document.sha256 },
  });
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
  };
  await work.tx.insertInto('postings').values(row).execute();
  const dueAt = new Date(Date.parse(now) + how.delaySeconds * 1_000).toISOString();
  await enqueue(context, work, { subject: key, step: 'post', inputVersion: generation, priority: PRIORITY.normal, dueAt });
  await record(context, work, {
    actor: how.actor,
    event: 'posting.intended',
    subject: document.id,
    words: `To be posted to ${client.ledger} as ${key}.`,
    data: { key, entry: row.entry_sha256 },
  });
  return row;
}

/** Takes an intent back that has not been sent. @throws EngineError `not_allowed_in_state` where it is too late */
export async function withdraw(context: EngineContext, work: Work, document: DocumentRow, actor: string): Promise<void> {
  const posting = await latestPosting(work.tx, document.id);
  if (!posting || posting.state === 'cancelled' || posting.state === 'rejected') return;
  const free = posting.state === 'queued' && (await cancelJobs(context, work, posting.key, ['post']));
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
  return {
    key: row.key,
    documentId: DocumentId.parse(row.document_id),
    clientId: ClientId.parse(row.client_id),
    state: row.state,
    ledger: row.ledger,
    attempts: row.attempts,
    createdAt: Instant.parse(row.created_at),
    ...(row.reference === null ? {} : { reference: row.reference }),
    ...(row.problem === null ? {} : { problem: row.problem }),
    ...(row.posted_at === null ? {} : { postedAt: Instant.parse(row.posted_at) }),
    ...(preview === undefined ? {} : { preview }),
  };
}

async function previewOf(context: EngineContext, row: PostingRow): Promise<string | undefined> {
  try {
    return connectionFor(context, row.ledger).preview(entryOf(row));
  } catch (error) {
    context.log.warn('no preview', { key: row.key, reason: String(error) });
    return undefined;
  }
}
