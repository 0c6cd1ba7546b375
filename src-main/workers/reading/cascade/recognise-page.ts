import { READING_LIMITS } from '../../../engine/reading/limits.ts';
import type { RecognisedPage } from '../document-reader.ts';
import type { UprightPage } from '../page/prepared-page.ts';
import { rasterForTesseract, readWholePage } from '../second-reader/read-whole-page.ts';
import type { SecondReader } from '../second-reader/second-reader.ts';
import { wordsOfTesseract } from './page-words.ts';

/** Reads a page by Tesseract alone: the fallback switch. Throws where Tesseract cannot be started or breaks. */
export async function recogniseByTesseract(page: UprightPage, second: SecondReader, languages: readonly string[]): Promise<RecognisedPage> {
  const started = performance.now();
  const prepared = await rasterForTesseract(page);
  const blank = { words: [], shown: page.colour, quality: undefined, tiers: {}, readers: [] };
  if (prepared === undefined) return { ...blank, ms: 0 };
  const read = await second.use(languages, READING_LIMITS.pageMs, async (tesseract) => ({
    readers: [tesseract.name],
    words: wordsOfTesseract(await readWholePage(prepared.raster, tesseract)),
  }));
  if (read === undefined) throw new Error('The second reader does not work.');
  const ms = performance.now() - started;
  return { ...blank, ...read, tiers: { second: { count: 1, ms } }, ms };
}
