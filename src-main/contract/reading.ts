import { z } from 'zod';
import { InvoiceData } from './e-invoice.ts';
import { ErrorCode } from './errors.ts';

/** A rectangle on an upright page: `[x, y, width, height]`, each a fraction of the page, origin top left. */
export const Box = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type Box = z.infer<typeof Box>;

/** Who read a word: the project's own network, or the independent second reader. */
export const WordReader = z.enum(['own', 'second']);
export type WordReader = z.infer<typeof WordReader>;

/**
 * A word as it was read. `p` is the probability that it is right, 0 to 1 (1 for a text layer); `line` counts from 0 down the page.
 * Where two readers looked at it, `agreed` says that both read the same, and `alternatives` holds what the other one read.
 */
export const Word = z.object({
  text: z.string().min(1).max(200),
  box: Box,
  p: z.number().min(0).max(1),
  line: z.int().min(0),
  agreed: z.literal(true).optional(),
  alternatives: z
    .array(z.object({ text: z.string().min(1).max(200), reader: WordReader, p: z.number().min(0).max(1) }))
    .max(4)
    .optional(),
});
export type Word = z.infer<typeof Word>;

/** How the words of a page were obtained. */
export const ReadingSource = z.enum(['ocr', 'text', 'e-invoice']);
export type ReadingSource = z.infer<typeof ReadingSource>;

/** What keeps a picture from being read well, as it can be told before reading. */
export const QualityProblem = z.enum(['blurred', 'too-small', 'glare', 'dark', 'cut-off']);
export type QualityProblem = z.infer<typeof QualityProblem>;

/** How well a picture of a page can be read: 1 is a clean scan, below 0.3 hardly anything comes out. `capitalHeight` is in pixels of the original. */
export const PageQuality = z.object({
  score: z.number().min(0).max(1),
  capitalHeight: z.number().min(0).optional(),
  problems: z.array(QualityProblem).max(5),
});
export type PageQuality = z.infer<typeof PageQuality>;

/** One page: words in reading order. `width` and `height` are pixels of the raster that was read or shown; `page` counts from 1. */
export const PageReading = z.object({
  page: z.int().min(1),
  width: z.int().min(1),
  height: z.int().min(1),
  source: ReadingSource,
  words: z.array(Word).max(20_000),
  /** Absent for pages with a text layer: nothing was looked at. */
  quality: PageQuality.optional(),
});
export type PageReading = z.infer<typeof PageReading>;

/** An e-invoice that a document carries as data beside its pages, or why it could not be read. */
export const EmbeddedInvoice = z.object({ invoice: InvoiceData.optional(), invoiceProblem: ErrorCode.optional() });
export type EmbeddedInvoice = z.infer<typeof EmbeddedInvoice>;

/** The words of a document and how they were obtained: `e-invoice` where its values come as data. */
export const Reading = EmbeddedInvoice.extend({
  source: ReadingSource,
  reader: z.string(),
  pages: z.array(PageReading).min(1).max(200),
});
export type Reading = z.infer<typeof Reading>;

/** The ways to words, cheapest first; a page takes the next one only where the one before is not enough. */
export const ReadingTier = z.enum(['text', 'e-invoice', 'own', 'second']);
export type ReadingTier = z.infer<typeof ReadingTier>;

/** What each tier was used for: pages (for `second` also single rows), and its wall milliseconds. A tier that was not used is absent. */
export const TierUse = z.partialRecord(ReadingTier, z.object({ count: z.int().min(0), ms: z.number().min(0) }));
export type TierUse = z.infer<typeof TierUse>;
