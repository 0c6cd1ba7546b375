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

/** Source of a document as a whole: recognised as soon as one page was. */
export function sourceOf(pages: readonly PageReading[]): ReadingSource {
  return pages.some((page) => page.source === 'ocr') ? 'ocr' : 'text';
}
