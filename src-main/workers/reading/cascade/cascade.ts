import type { CascadeOptions } from '../../reader-protocol.ts';
import type { RecognisedPage } from '../document-reader.ts';
import type { UprightPage } from '../page/prepared-page.ts';
import { createSecondReader } from '../second-reader/second-reader.ts';
import { recogniseByTesseract } from './recognise-page.ts';

/** The readers of pages that have no text of their own, cheapest first. */
export type Cascade = {
  /** Name of the reader that looks first. */
  readonly name: string;
  recognise(page: UprightPage, options: CascadeOptions): Promise<RecognisedPage>;
};

export type CascadeSetup = {
  readonly readerModelDir: string;
  readonly tessdata: string;
  readonly warn: (note: string) => void;
};

/** Starts what every page needs; the second reader starts with the first row that needs it. */
export async function startCascade({ tessdata, warn }: CascadeSetup): Promise<Cascade> {
  const second = createSecondReader({ tessdata, warn });
  return { name: 'tesseract.js', recognise: (page, { languages }) => recogniseByTesseract(page, second, languages) };
}
