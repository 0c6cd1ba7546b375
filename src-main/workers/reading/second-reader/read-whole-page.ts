import { READING_LIMITS } from '../../../engine/reading/limits.ts';
import { measureSpots, type SpotReport } from '../capital-height.ts';
import type { UprightPage } from '../page/prepared-page.ts';
import { type Raster, scaleGray, smoothGray, toGray } from '../raster.ts';
import type { Tesseract } from './tesseract.ts';
import type { OcrWord } from './tsv.ts';

/** Height of capitals in pixels at which Tesseract reads best (n=12: 22 px .762 word recall, 18 px .758, 30 px .750). */
export const TARGET_CAPITAL_HEIGHT = 22;
/** Width to read at where the height of the letters is unknown. */
const FALLBACK_WIDTH = 1500;
const MIN_SCALE = 0.2;
const MAX_SCALE = 3;
/** Shrinking the preview to less than this loses nothing against shrinking the original. */
const PREVIEW_SUFFICES = 0.75;

/** A raster for Tesseract; `pixels` to divide its boxes by are its own. */
export type PageForTesseract = { readonly raster: Raster; readonly spots: SpotReport };

/** The page as Tesseract likes it; undefined for what is noise: recognising it takes minutes and finds nothing. */
export async function rasterForTesseract({ colour, finer }: Pick<UprightPage, 'colour' | 'finer'>): Promise<PageForTesseract | undefined> {
  const gray = toGray(colour);
  const page = await measurePage(gray);
  if (page.isSmoothed && page.spots.blobs > READING_LIMITS.smoothedBlobs) return undefined;
  const scale = scaleForTesseract(page.gray, page.spots);
  const wanted = { width: Math.round(gray.width * scale), height: Math.round(gray.height * scale) };
  const source = finer === undefined || page.isSmoothed || scale <= PREVIEW_SUFFICES ? page.gray : await finer(wanted);
  return { raster: await scaleGray(source, wanted.width / source.width), spots: page.spots };
}

/** Words of a page with boxes as fractions of it, unfiltered and in Tesseract's order. */
export async function readWholePage(raster: Raster, tesseract: Tesseract): Promise<OcrWord[]> {
  const words = await tesseract.recognise(raster, 'page');
  return words.map((word) => ({
    ...word,
    left: word.left / raster.width,
    top: word.top / raster.height,
    width: word.width / raster.width,
    height: word.height / raster.height,
  }));
}

/** Scale from the measured raster to the one that is recognised, within the pixel limit. */
export function scaleForTesseract(measured: { width: number; height: number }, spots: SpotReport): number {
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
