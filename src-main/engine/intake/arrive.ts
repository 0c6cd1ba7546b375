import type { DocumentId } from '../../contract/index.ts';
import { DocumentId as DocumentIdSchema, EngineError, MAX_FILE_BYTES } from '../../contract/index.ts';
import { getClient } from '../clients/index.ts';
import { type EngineContext, record } from '../context.ts';
import { insertDocument } from '../documents/index.ts';
import { enqueue, PRIORITY } from '../pipeline/index.ts';
import type { WrittenBlob } from '../storage/index.ts';
import { crashpoint, registerBlob, type Work } from '../storage/index.ts';

/** Where something came from, for the intake ledger. */
export type Provenance = {
  readonly clientId: string;
  readonly via: 'folder' | 'mailbox' | 'upload' | 'command';
  readonly sourceId?: string;
  readonly name: string;
  readonly origin: string;
  readonly actor: string;
};

export type ArrivalOutcome =
  | { readonly outcome: 'document'; readonly documentId: DocumentId }
  | { readonly outcome: 'duplicate'; readonly documentId: DocumentId }
  | { readonly outcome: 'ignored'; readonly reason: string };

/**
 * Takes bytes in: first into the store, then, in one transaction, the arrival, the document with its first job, and whatever the source wants
 * committed with it (its cursor). The same bytes again at the same client are one document with one more arrival, never a second one.
 */
export async function arrive(
  context: EngineContext,
  from: Provenance,
  bytes: Uint8Array,
  alongside?: (work: Work) => Promise<void>,
): Promise<ArrivalOutcome> {
  const blob = await storeBytes(context, bytes);
  crashpoint('intake.before-commit');
  const outcome = await context.store.write(async (work) => {
    const result = await enterDocument(context, work, from, blob);
    await alongside?.(work);
    return result;
  });
  crashpoint('intake.after-commit');
  return outcome;
}

/** The bytes in the store. Empty files have a place there too: they are kept and named, not dropped. */
export async function storeBytes(context: EngineContext, bytes: Uint8Array): Promise<WrittenBlob> {
  if (bytes.byteLength > MAX_FILE_BYTES) throw new EngineError('file_too_large', { note: 'The limit is 100 MB.' });
  return context.store.blobs.write(bytes);
}

/**
 * Enters a stored byte sequence as a document, or as one more arrival of the document that has the same bytes.
 * @throws EngineError `not_found` where there is no such client
 */
export async function enterDocument(context: EngineContext, work: Work, from: Provenance, blob: WrittenBlob): Promise<ArrivalOutcome> {
  const now = context.clock.now();
  await getClient(work.tx, from.clientId);
  await registerBlob(work, blob, 'original', now);
  const existing = await work.tx
    .selectFrom('documents')
    .select('id')
    .where('client_id', '=', from.clientId)
    .where('sha256', '=', blob.sha256)
    .executeTakeFirst();
  const documentId = DocumentIdSchema.parse(existing?.id ?? context.ids.next());
  await insertArrival(context, work, from, {
    sha256: blob.sha256,
    outcome: existing ? 'duplicate' : 'document',
    documentId,
    reason: existing ? 'the same bytes arrived before' : null,
  });
  if (existing) {
    await record(context, work, {
      actor: from.actor,
      event: 'document.arrived-again',
      subject: documentId,
      words: `The same file arrived again as ${from.name} (${from.origin}).`,
    });
    return { outcome: 'duplicate', documentId };
  }
  const priority = from.via === 'upload' || from.via === 'command' ? PRIORITY.person : PRIORITY.normal;
  const row = await insertDocument(work, emptyDocument({ id: documentId, from, blob, priority, now }));
  await enqueue(context, work, { subject: documentId, step: 'read', inputVersion: row.version, priority });
  await record(context, work, {
    actor: from.actor,
    event: 'document.arrived',
    subject: documentId,
    words: `${from.name} arrived (${from.origin}).`,
    data: { sha256: blob.sha256, size: blob.size },
  });
  return { outcome: 'document', documentId };
}

function emptyDocument(input: { id: string; from: Provenance; blob: WrittenBlob; priority: number; now: string }) {
  const { id, from, blob, priority, now } = input;
  return {
    id,
    client_id: from.clientId,
    version: 1,
    state: 'queued' as const,
    sha256: blob.sha256,
    name: from.name,
    size: blob.size,
    media_type: 'application/octet-stream',
    pages: 0,
    type: null,
    supplier: null,
    supplier_key: null,
    date: null,
    number: null,
    total_minor: null,
    currency: null,
    iban: null,
    account: null,
    route: null,
    reason: null,
    group_name: null,
    severity: null,
    touchless: 0,
    priority,
    search_text: '',
    problem_json: null,
    undo_until: null,
    arrived_at: now,
    changed_at: now,
  };
}

/** Enters something that is here but makes no document: junk, a mail message, a file too large to take in. */
export async function insertArrival(
  context: EngineContext,
  work: Work,
  from: Provenance,
  what: {
    sha256: string | null;
    outcome: 'document' | 'duplicate' | 'ignored' | 'message';
    reason: string | null;
    documentId: string | null;
  },
): Promise<void> {
  await work.tx
    .insertInto('arrivals')
    .values({
      id: context.ids.next(),
      at: context.clock.now(),
      client_id: from.clientId,
      source_id: from.sourceId ?? null,
      via: from.via,
      name: from.name,
      origin: from.origin,
      sha256: what.sha256,
      outcome: what.outcome,
      reason: what.reason,
      document_id: what.documentId,
    })
    .execute();
}
