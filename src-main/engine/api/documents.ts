import { type DocumentDetail, EngineError, ErrorInfo, type PageQuality, type Reading, Sha256 } from '../../contract/index.ts';
import { historyOf } from '../audit/index.ts';
import { loadCoding } from '../coding/index.ts';
import type { EngineContext } from '../context.ts';
import { loadFindings } from '../controls/index.ts';
import { getDocument, listDocuments, summaryOf } from '../documents/index.ts';
import { loadExtraction } from '../extraction/index.ts';
import { arrivalsOf, arrive } from '../intake/index.ts';
import { postingOf } from '../posting/index.ts';
import { loadReading, originalBytes, pagesOf, readAgain, readBlob } from '../reading/index.ts';
import { type ApiParts, os } from './base.ts';

export function documentHandlers({ context, pipeline }: ApiParts) {
  const { db } = context.store;
  return {
    list: os.documents.list.handler(({ input }) => listDocuments(db, input)),
    get: os.documents.get.handler(({ input }) => documentDetail(context, input.id)),
    page: os.documents.page.handler(async ({ input }) => {
      const page = (await pagesOf(db, input.id)).find((candidate) => candidate.page === input.page);
      if (!page) throw new EngineError('not_found', { details: { page: String(input.page) } });
      return asFile(await readBlob(context, page.sha256), `page-${input.page}.webp`, 'image/webp');
    }),
    words: os.documents.words.handler(async ({ input }) => {
      const stored = await loadReading(db, input.id);
      const page = stored?.reading.pages.find((candidate) => candidate.page === input.page);
      return page?.words ?? [];
    }),
    original: os.documents.original.handler(async ({ input }) => {
      const document = await getDocument(db, input.id);
      return asFile(await originalBytes(context, document), document.name, document.media_type);
    }),
    upload: os.documents.upload.handler(async ({ input, context: call }) => {
      const bytes = new Uint8Array(await input.file.arrayBuffer());
      const from = {
        clientId: input.clientId,
        via: input.via,
        name: baseName(input.file.name),
        origin: input.origin ?? (input.via === 'command' ? 'handed in on the command line' : 'dropped into the window'),
        actor: call.actor,
      };
      const result = await arrive(context, from, bytes);
      pipeline.wake();
      if (result.outcome === 'ignored') return { outcome: result.outcome, words: result.reason };
      const words = result.outcome === 'duplicate' ? 'The same file is here already.' : 'Taken in.';
      return { outcome: result.outcome, documentId: result.documentId, words };
    }),
    readAgain: os.documents.readAgain.handler(async ({ input, context: call }) => {
      await readAgain(context, input.id, input.reader, call.actor);
      pipeline.wake();
      return { done: true as const };
    }),
  };
}

/** Everything about one document, gathered from the rooms that own it. */
export async function documentDetail(context: EngineContext, id: string): Promise<DocumentDetail> {
  const { db } = context.store;
  const row = await getDocument(db, id);
  const [stored, coded, reading, pages, posting] = await Promise.all([
    loadExtraction(db, id),
    loadCoding(db, id),
    loadReading(db, id),
    pagesOf(db, id),
    postingOf(context, id),
  ]);
  const extractMs = stored?.extractMs ?? 0;
  return {
    ...summaryOf(row),
    sha256: Sha256.parse(row.sha256),
    size: row.size,
    pageSizes: pages.map(({ page, width, height }) => ({ page, width, height, ...qualityOf(reading?.reading, page) })),
    findings: await loadFindings(db, id),
    arrivals: await arrivalsOf(db, id),
    history: await historyOf(context.store, id),
    ...(reading
      ? {
          source: reading.reading.source,
          reader: reading.reading.reader,
          times: {
            decode: reading.decodeMs,
            ocr: reading.ocrMs,
            extract: extractMs,
            total: reading.decodeMs + reading.ocrMs + extractMs,
            tiers: reading.tiers,
          },
        }
      : {}),
    ...(stored ? { extraction: stored.extraction } : {}),
    ...(coded ? { coding: coded.coding } : {}),
    ...(row.route === 'clear' || row.route === 'review' ? { route: row.route } : {}),
    ...(row.problem_json === null ? {} : { problem: ErrorInfo.parse(JSON.parse(row.problem_json)) }),
    ...(posting ? { posting } : {}),
  };
}

function qualityOf(reading: Reading | undefined, page: number): { quality?: PageQuality } {
  const quality = reading?.pages.find((candidate) => candidate.page === page)?.quality;
  return quality === undefined ? {} : { quality };
}

/** Original names are for display: no folders, no control or direction-changing characters. */
export function baseName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const clean = last
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 200);
  return clean === '' || clean === '.' || clean === '..' ? 'unnamed' : clean;
}

function asFile(bytes: Uint8Array, name: string, type: string): File {
  return new File([bytes.slice()], name, { type });
}
