import { EngineError, Reading, TierUse } from '../../contract/index.ts';
import { type EngineContext, record } from '../context.ts';
import { changeDocument, type DocumentRow, getDocument } from '../documents/index.ts';
import { enqueue, type Job, type Step } from '../pipeline/index.ts';
import type { PageImage, ReadOptions, ReadResult } from '../ports.ts';
import { type Reads, registerBlob, type Work, type WrittenBlob } from '../storage/index.ts';
import { readWords } from './read-words.ts';
import { unreadable } from './unreadable.ts';

type StoredPage = { readonly image: PageImage; readonly blob: WrittenBlob };

/** Step "read": bytes → pages of words and page pictures, in a reader process. `optionsOf` says how a document is to be read. */
export function readStep(context: EngineContext, optionsOf: (document: DocumentRow) => Promise<ReadOptions>): Step {
  return {
    name: 'read',
    async run(job, signal) {
      const document = await startReading(context, job);
      if (!document) return async () => undefined;
      const bytes = await originalBytes(context, document);
      if (bytes.byteLength === 0) throw new EngineError('file_empty');
      const options = await optionsOf(document);
      const onProgress = progressOf(context, document);
      const result = await context.readers.read({ bytes, name: document.name, options, signal, onProgress });
      const pages: StoredPage[] = [];
      for (const image of result.images) pages.push({ image, blob: await context.store.blobs.write(image.bytes) });
      return (work) => commitReading(context, work, document.id, result, pages);
    },
    async failed(job, error, work) {
      const document = await getDocument(work.tx, job.subject);
      if (document.state !== 'queued' && document.state !== 'reading') return;
      await unreadable(context, work, document, error);
    },
  };
}

/** The document as `reading`; undefined where it is no longer due (a person set it aside in the meantime). */
async function startReading(context: EngineContext, job: Job): Promise<DocumentRow | undefined> {
  return context.store.write(async (work) => {
    const document = await getDocument(work.tx, job.subject);
    if (document.state === 'reading') return document;
    return document.state === 'queued' ? changeDocument(context, work, document, { state: 'reading' }) : undefined;
  });
}

/** The bytes as they arrived. @throws EngineError `storage_failed` */
export async function originalBytes(context: EngineContext, document: Pick<DocumentRow, 'sha256'>): Promise<Uint8Array> {
  return readBlob(context, document.sha256);
}

/** A stored byte sequence by its hash. @throws EngineError `not_found` after an erasure, `storage_failed` where it was changed */
export async function readBlob(context: EngineContext, sha256: string): Promise<Uint8Array> {
  const row = await context.store.db.selectFrom('blobs').select('data_key').where('sha256', '=', sha256).executeTakeFirst();
  if (!row) throw new EngineError('not_found', { details: { blob: sha256 } });
  return context.store.blobs.read(sha256, row.data_key);
}

function progressOf(context: EngineContext, document: DocumentRow) {
  return ({ page, pages }: { page: number; pages: number }) => context.progress({ documentId: document.id, step: 'read', page, pages });
}

async function commitReading(
  context: EngineContext,
  work: Work,
  id: string,
  result: ReadResult,
  pages: readonly StoredPage[],
): Promise<void> {
  const document = await getDocument(work.tx, id);
  if (document.state !== 'reading') return;
  const { tx } = work;
  const reading = {
    document_id: id,
    source: result.reading.source,
    reader: result.reading.reader,
    body_json: JSON.stringify(result.reading),
    decode_ms: result.ms.decode,
    ocr_ms: result.ms.ocr,
    tiers_json: JSON.stringify(result.ms.tiers),
    created_at: context.clock.now(),
  };
  await tx.deleteFrom('readings').where('document_id', '=', id).execute();
  await tx.insertInto('readings').values(reading).execute();
  await tx.deleteFrom('pages').where('document_id', '=', id).execute();
  for (const { image, blob } of pages) {
    await registerBlob(work, blob, 'page', context.clock.now());
    await tx
      .insertInto('pages')
      .values({
        document_id: id,
        page: image.page,
        width: image.width,
        height: image.height,
        sha256: blob.sha256,
        dhash: image.dhash,
        sharpness: image.sharpness,
      })
      .execute();
  }
  const changed = await changeDocument(context, work, document, {
    state: 'checking',
    media_type: result.mediaType,
    pages: result.reading.pages.length,
    problem_json: null,
  });
  await enqueue(context, work, { subject: id, step: 'extract', inputVersion: changed.version, priority: document.priority });
  await record(context, work, {
    actor: 'engine',
    event: 'document.read',
    subject: id,
    words: readWords(result),
    data: {
      reader: result.reading.reader,
      source: result.reading.source,
      decodeMs: Math.round(result.ms.decode),
      ocrMs: Math.round(result.ms.ocr),
      tiers: result.ms.tiers,
    },
  });
}

export type StoredReading = { readonly reading: Reading; readonly decodeMs: number; readonly ocrMs: number; readonly tiers: TierUse };

/** The stored reading of a document; undefined where it was never read. */
export async function loadReading(db: Reads, id: string): Promise<StoredReading | undefined> {
  const row = await db.selectFrom('readings').selectAll().where('document_id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  return {
    reading: Reading.parse(JSON.parse(row.body_json)),
    decodeMs: row.decode_ms,
    ocrMs: row.ocr_ms,
    tiers: TierUse.parse(JSON.parse(row.tiers_json)),
  };
}

/** Page pictures of a document, first page first. */
export function pagesOf(db: Reads, id: string) {
  return db.selectFrom('pages').selectAll().where('document_id', '=', id).orderBy('page').execute();
}
