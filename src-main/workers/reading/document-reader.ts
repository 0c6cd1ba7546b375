import type { PageReading, ReadingSource } from '../../contract/index.ts';
import type { PageImage } from '../../engine/ports.ts';
import type { Ocr } from './ocr.ts';

/** What a page costs and gives. `ms` are wall milliseconds: `ocr` is recognition alone, `decode` everything else. */
export type ReadPage = { readonly reading: PageReading; readonly image: PageImage; readonly ms: { decode: number; ocr: number } };

/** A file that was opened: its pages come one after the other, so that only one raster is held at a time. */
export type OpenedDocument = {
  readonly mediaType: string;
  readonly pages: number;
  /** Reads page `index` (from 0). */
  readPage(index: number): Promise<ReadPage>;
  close(): void;
};

/** Gives the recogniser, starting it on first use: a PDF with text never needs it. */
export type OcrSource = () => Promise<Ocr>;

/** What a page was read from and how many words it had. */
export type PageSource = { readonly source: ReadingSource; readonly words: number };

/** Source of a document as a whole: `ocr` as soon as one page with words was recognised. An empty page decides nothing beside full ones. */
export function sourceOf(pages: readonly PageSource[]): ReadingSource {
  const full = pages.filter(({ words }) => words > 0);
  return (full.length > 0 ? full : pages).some(({ source }) => source === 'ocr') ? 'ocr' : 'text';
}
