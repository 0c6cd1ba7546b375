/**
 * Messages between the pool and a reader process. Both sides check what they receive: the reader handles untrusted bytes,
 * so its answers are untrusted too. Bytes travel in pieces, because a message is copied in one go on the sender's thread.
 */
import { z } from 'zod';
import { EmbeddedInvoice, ErrorCode, PageReading, Probability, ReadingSource, TierUse } from '../contract/index.ts';
import { READING_LIMITS } from '../engine/reading/limits.ts';

const Id = z.int().min(1);
const Floats = z.custom<Float32Array>((value) => value instanceof Float32Array);
const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** How the pages of a file are to be read where they have no text of their own. */
export const CascadeOptions = z.object({
  reader: z.enum(['own', 'tesseract']),
  secondReader: z.enum(['doubtful', 'never']),
  /** Rows of a page for the second reader, and its wall milliseconds for them. */
  maxSecondRows: z.int().min(0).max(1_000),
  secondMs: z.number().min(0).max(READING_LIMITS.pageMs),
  languages: z.array(z.string().max(30)).min(1).max(6),
});
export type CascadeOptions = z.infer<typeof CascadeOptions>;

export const ToReader = z.discriminatedUnion('type', [
  /** First message: where the language data, the text classifier, the own reader's networks and the field tagger lie. */
  z.object({
    type: z.literal('configure'),
    tessdata: z.string(),
    modelDir: z.string(),
    readerModelDir: z.string(),
    taggerModelDir: z.string(),
  }),
  /** A file of `size` bytes follows in pieces; reading starts with the last one. */
  z.object({ type: z.literal('open'), id: Id, size: z.int().min(0).max(READING_LIMITS.fileBytes), options: CascadeOptions }),
  z.object({ type: z.literal('bytes'), id: Id, chunk: Bytes }),
  z.object({ type: z.literal('classify'), id: Id, texts: z.array(z.string()).max(READING_LIMITS.classifyTexts) }),
  z.object({
    type: z.literal('tag'),
    id: Id,
    count: z.int().min(1).max(READING_LIMITS.taggerWords),
    pieces: z.custom<Int32Array>((value) => value instanceof Int32Array),
    numbers: Floats,
    neighbours: z.custom<Int32Array>((value) => value instanceof Int32Array),
  }),
]);
export type ToReader = z.infer<typeof ToReader>;

const Image = z.object({
  page: z.int().min(1),
  mediaType: z.literal('image/webp'),
  bytes: Bytes,
  width: z.int().min(1).max(READING_LIMITS.previewWidth),
  height: z.int().min(1).max(READING_LIMITS.previewHeight),
  dhash: z.string().regex(/^[0-9a-f]{64}$/),
  sharpness: z.number().min(0),
});

export const FromReader = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** Something that went wrong without costing a document, in whole sentences. */
  z.object({ type: z.literal('warning'), note: z.string().max(500) }),
  /** The file was recognised and opened. */
  z.object({ type: z.literal('opened'), id: Id, mediaType: z.string().max(100), pages: z.int().min(1).max(READING_LIMITS.pages) }),
  z.object({ type: z.literal('page'), id: Id, reading: PageReading, image: Image }),
  z.object({
    type: z.literal('read'),
    id: Id,
    source: ReadingSource,
    reader: z.string().min(1).max(200),
    eInvoice: EmbeddedInvoice.optional(),
    ms: z.object({ decode: z.number().min(0), ocr: z.number().min(0), tiers: TierUse.default({}) }),
    /** Resident bytes of the process after the file. */
    resident: z.number().min(0),
  }),
  z.object({
    type: z.literal('classified'),
    id: Id,
    guesses: z.array(z.array(z.object({ category: z.string(), p: Probability })).max(50)),
  }),
  z.object({
    type: z.literal('tagged'),
    id: Id,
    model: z.string().max(100),
    tags: Floats,
    begins: Floats,
    types: Floats,
    languages: Floats,
  }),
  /** `broken`: the process can no longer be trusted to read on and wants to be replaced. */
  z.object({
    type: z.literal('failed'),
    id: Id,
    code: ErrorCode,
    note: z.string().max(500).optional(),
    details: z.record(z.string(), z.string()).optional(),
    broken: z.boolean(),
    resident: z.number().min(0),
  }),
]);
export type FromReader = z.infer<typeof FromReader>;
