import type { Word } from '../../contract/index.ts';
import { READING_LIMITS } from '../../engine/reading/limits.ts';
import type { SpotReport } from './capital-height.ts';
import { isJunk } from './junk-words.ts';
import { groupIntoLines } from './lines.ts';
import type { Ocr } from './ocr.ts';
import type { Raster } from './raster.ts';

/** Height of capitals in pixels at which the recogniser reads best (n=12: 22 px .762 word recall, 18 px .758, 30 px .750). */
const TARGET_CAPITAL_HEIGHT = 22;
/** Width to read at where the height of the letters is unknown. */
const FALLBACK_WIDTH = 1500;
const MIN_SCALE = 0.2;
const MAX_SCALE = 3;

/** Scale from the measured raster to the one that is recognised, within the pixel limit. */
export function ocrScale(measured: { width: number; height: number }, spots: SpotReport): number {
  const wanted =
    spots.capitalHeight === undefined ? Math.min(1, FALLBACK_WIDTH / measured.width) : TARGET_CAPITAL_HEIGHT / spots.capitalHeight;
  const scale = Math.min(MAX_SCALE, Math.max(MIN_SCALE, wanted));
  const limit = Math.sqrt(READING_LIMITS.ocrPixels / (measured.width * measured.height));
  return Math.min(scale, limit);
}

/**
 * Words of a gray page in reading order, boxes as fractions of the raster. A page with more spots than any document has is
 * noise: it is not recognised (minutes of work for nothing) and has no words.
 */
export async function recognisePage(gray: Raster, spots: SpotReport, ocr: Ocr): Promise<Word[]> {
  if (spots.blobs > READING_LIMITS.blobs) return [];
  const words = (await ocr.recognise(gray)).filter((word) => !isJunk(word));
  const lines = groupIntoLines(words, (word) => ({ left: word.left, top: word.top, bottom: word.top + word.height }));
  return lines
    .flatMap((line, index) =>
      line.map((word) => ({
        text: word.text.slice(0, 200),
        box: [word.left / gray.width, word.top / gray.height, word.width / gray.width, word.height / gray.height] satisfies Word['box'],
        p: Math.min(1, Math.max(0, word.confidence / 100)),
        line: index,
      })),
    )
    .slice(0, READING_LIMITS.wordsPerPage);
}
