import type { PageQuality, PageReading, ReadingSource, TierUse, Word } from '../../contract/index.ts';
import type { PageImage } from '../../engine/ports.ts';
import type { FoundInvoice } from './e-invoice/embedded-e-invoice.ts';
import type { UprightPage } from './page/prepared-page.ts';
import type { Raster } from './raster.ts';

/** What a page costs and gives. `ms` are wall milliseconds: `ocr` is recognition alone, `decode` everything else. */
export type ReadPage = {
  readonly reading: PageReading;
  readonly image: PageImage;
  readonly ms: { readonly decode: number; readonly ocr: number };
  readonly tiers: TierUse;
};

/** A file that was opened: its pages come one after the other, so that only one raster is held at a time. */
export type OpenedDocument = {
  readonly mediaType: string;
  readonly pages: number;
  /** An e-invoice that the file is or carries. */
  readonly eInvoice?: FoundInvoice | undefined;
  /** Reads page `index` (from 0). */
  readPage(index: number): Promise<ReadPage>;
  close(): void;
};

/** A page whose words were recognised. */
export type RecognisedPage = {
  /** In reading order; boxes are fractions of `shown`. */
  readonly words: readonly Word[];
  /** The page as the reviewer is to see it, in colour and within the preview limits. */
  readonly shown: Raster;
  readonly quality: PageQuality | undefined;
  /** Who looked at it, and for how long; `readers` are their names. */
  readonly tiers: TierUse;
  readonly readers: readonly string[];
  /** Wall milliseconds of recognition, decoding for it included. */
  readonly ms: number;
};

/** Recognises pages that have no text of their own. */
export type PageReader = (page: UprightPage) => Promise<RecognisedPage>;

/** What a page was read from and how many words it had. */
export type PageSource = { readonly source: ReadingSource; readonly words: number };

/** Source of a document as a whole: `ocr` as soon as one page with words was recognised. An empty page decides nothing beside full ones. */
export function sourceOf(pages: readonly PageSource[]): ReadingSource {
  const full = pages.filter(({ words }) => words > 0);
  return (full.length > 0 ? full : pages).some(({ source }) => source === 'ocr') ? 'ocr' : 'text';
}

/** Two records of tiers as one. */
export function addTiers(a: TierUse, b: TierUse): TierUse {
  const sum: TierUse = { ...a };
  for (const [tier, { count, ms }] of Object.entries(b) as [keyof TierUse, { count: number; ms: number }][]) {
    sum[tier] = { count: (sum[tier]?.count ?? 0) + count, ms: (sum[tier]?.ms ?? 0) + ms };
  }
  return sum;
}
