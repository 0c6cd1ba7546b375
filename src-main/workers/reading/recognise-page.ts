import type { Word } from '../../contract/index.ts';
import { READING_LIMITS } from '../../engine/reading/limits.ts';
import { measureSpots, type SpotReport } from './capital-height.ts';
import { isJunk } from './junk-words.ts';
import { groupIntoLines } from './lines.ts';
import type { Ocr } from './ocr.ts';
import { type Raster, scaleGray, smoothGray } from './raster.ts';
import type { OcrWord } from './tsv.ts';

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

/** A page that was measured: the gray raster to read from, what its spots say, and whether it had to be smoothed first. */
type MeasuredPage = { readonly gray: Raster; readonly spots: SpotReport; readonly isSmoothed: boolean };

/** Camera noise drowns the letters in spots; a median filter takes it away and leaves letters of readable size. */
async function measurePage(gray: Raster): Promise<MeasuredPage> {
  const spots = measureSpots(gray);
  if (spots.blobs <= READING_LIMITS.blobs) return { gray, spots, isSmoothed: false };
  const smooth = await smoothGray(gray);
  return { gray: smooth, spots: measureSpots(smooth), isSmoothed: true };
}

/** The upright page: `gray` at most as large as the preview, and the way to a finer raster of it of about the given width, if there is one. */
export type PageToRecognise = {
  readonly gray: Raster;
  readonly finer: ((size: { width: number; height: number }) => Promise<Raster>) | undefined;
  readonly ocr: Ocr;
};

/** Words of a page in reading order, boxes as fractions of the page, and the milliseconds that recognition alone took. */
export async function recognisePage({ gray, finer, ocr }: PageToRecognise): Promise<{ words: Word[]; ms: number }> {
  const page = await measurePage(gray);
  // Still more spots than any document has: this is noise, and recognising it takes minutes and finds nothing.
  if (page.isSmoothed && page.spots.blobs > READING_LIMITS.smoothedBlobs) return { words: [], ms: 0 };
  const scale = ocrScale(page.gray, page.spots);
  const wanted = { width: Math.round(gray.width * scale), height: Math.round(gray.height * scale) };
  const source = finer === undefined || page.isSmoothed || scale <= PREVIEW_SUFFICES ? page.gray : await finer(wanted);
  const raster = await scaleGray(source, wanted.width / source.width);
  const started = performance.now();
  const words = toWords(await ocr.recognise(raster), raster);
  return { words, ms: performance.now() - started };
}

/** Shrinking the preview to less than this loses nothing against shrinking the original. */
const PREVIEW_SUFFICES = 0.75;

function toWords(found: readonly OcrWord[], raster: Raster): Word[] {
  const words = found.filter((word) => !isJunk(word));
  const lines = groupIntoLines(words, (word) => ({ left: word.left, top: word.top, bottom: word.top + word.height }));
  return lines
    .flatMap((line, index) =>
      line.map((word) => ({
        text: word.text.slice(0, 200),
        box: [
          word.left / raster.width,
          word.top / raster.height,
          word.width / raster.width,
          word.height / raster.height,
        ] satisfies Word['box'],
        p: Math.min(1, Math.max(0, word.confidence / 100)),
        line: index,
      })),
    )
    .slice(0, READING_LIMITS.wordsPerPage);
}
