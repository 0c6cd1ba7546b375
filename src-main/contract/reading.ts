import { z } from 'zod';

/** A rectangle on an upright page: `[x, y, width, height]`, each a fraction of the page, origin top left. */
export const Box = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type Box = z.infer<typeof Box>;

/** A word as it was read. `p` is the reader's own confidence, 0 to 1 (1 for a text layer); `line` counts from 0 down the page. */
export const Word = z.object({
  text: z.string().min(1).max(200),
  box: Box,
  p: z.number().min(0).max(1),
  line: z.int().min(0),
});
export type Word = z.infer<typeof Word>;

/** How the words of a page were obtained. */
export const ReadingSource = z.enum(['ocr', 'text', 'e-invoice']);
export type ReadingSource = z.infer<typeof ReadingSource>;

/** One page: words in reading order. `width` and `height` are pixels of the raster that was read or shown; `page` counts from 1. */
export const PageReading = z.object({
  page: z.int().min(1),
  width: z.int().min(1),
  height: z.int().min(1),
  source: ReadingSource,
  words: z.array(Word).max(20_000),
});
export type PageReading = z.infer<typeof PageReading>;

/** The words of a document and how they were obtained. */
export const Reading = z.object({
  source: ReadingSource,
  reader: z.string(),
  pages: z.array(PageReading).min(1).max(200),
});
export type Reading = z.infer<typeof Reading>;
