import { createRequire } from 'node:module';
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js';
import { findLanguageData } from './language-data.ts';
import type { Raster } from './raster.ts';
import { type OcrWord, parseTsv } from './tsv.ts';

/** Page segmentation 6 reads the page as one block of text: best on receipts by 5 points of word recall. Inverted text is rare and costs 20 % time. */
const PARAMETERS = { tessedit_pageseg_mode: PSM.SINGLE_BLOCK, tessedit_do_invert: '0' } as const;

/** A recogniser of text on gray pages. One page at a time. */
export type Ocr = {
  /** Name and version for `Reading.reader`. */
  readonly name: string;
  /** Words with boxes in pixels of the given raster and confidences of 0 to 100, in the recogniser's own order. */
  recognise(gray: Raster): Promise<readonly OcrWord[]>;
  close(): Promise<void>;
};

/** Starts the recogniser in a thread of this process; nothing is downloaded or cached. Takes about 0.3 s. */
export async function startOcr(tessdata: string): Promise<Ocr> {
  const data = findLanguageData(tessdata);
  const worker: Worker = await createWorker('eng', OEM.LSTM_ONLY, {
    langPath: data.folder,
    gzip: data.packed,
    cacheMethod: 'none',
    // Without a handler a failed page would be thrown where nobody can catch it; the promise is rejected as well.
    errorHandler: () => undefined,
  });
  await worker.setParameters(PARAMETERS);
  return {
    name: `tesseract.js ${packageVersion('tesseract.js')} eng ${data.label}`,
    recognise: async (gray) => {
      const { data: result } = await worker.recognize(toPgm(gray), {}, { text: false, tsv: true });
      return parseTsv(result.tsv ?? '');
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

function packageVersion(name: string): string {
  const manifest: unknown = createRequire(import.meta.url)(`${name}/package.json`);
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : undefined;
  return typeof version === 'string' ? version : 'unknown';
}

/** Portable graymap: the recogniser's library reads it as it is, which saves packing and unpacking a PNG. */
function toPgm(gray: Raster): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${gray.width} ${gray.height}\n255\n`, 'latin1'), gray.data]);
}
