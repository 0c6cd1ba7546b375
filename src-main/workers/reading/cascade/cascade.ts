import { EngineError } from '../../../contract/index.ts';
import type { CascadeOptions } from '../../reader-protocol.ts';
import type { RecognisedPage } from '../document-reader.ts';
import { loadOwnReader, type OwnReader } from '../own-reader/own-reader.ts';
import type { UprightPage } from '../page/prepared-page.ts';
import { createSecondReader } from '../second-reader/second-reader.ts';
import { recogniseByOwn, recogniseByTesseract } from './recognise-page.ts';

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

/**
 * Starts what every page needs; the second reader starts with the first row that needs it. Without the own reader's networks the second
 * one reads everything.
 */
export async function startCascade({ readerModelDir, tessdata, warn }: CascadeSetup): Promise<Cascade> {
  const second = createSecondReader({ tessdata, warn });
  const own = await ownReader(readerModelDir, warn);
  return {
    name: own?.name ?? 'tesseract.js',
    recognise(page, options) {
      if (own === undefined || options.reader === 'tesseract') return recogniseByTesseract(page, second, options.languages);
      return recogniseByOwn(page, { own, second }, options);
    },
  };
}

async function ownReader(modelDir: string, warn: (note: string) => void): Promise<OwnReader | undefined> {
  try {
    return await loadOwnReader(modelDir);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    warn(`The own reader is not there, so that the second reader reads everything: ${error.message}`);
    return undefined;
  }
}
