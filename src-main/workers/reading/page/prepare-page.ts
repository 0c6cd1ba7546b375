import { READING_LIMITS } from '../../../engine/reading/limits.ts';
import { measureSpots, type SpotReport } from '../capital-height.ts';
import type { OwnReader } from '../own-reader/own-reader.ts';
import { type Raster, scaleGray, smoothGray, toGray } from '../raster.ts';
import type { PreparedPage, Size, UprightPage } from './prepared-page.ts';

export type { PreparedPage, UprightPage } from './prepared-page.ts';

/** Height of capitals in px at which a line is about 32 px high, the height that the recogniser reads at. */
const READ_CAPITAL_HEIGHT = 22;

/** Makes a page ready to be read: finds the paper, evens out the light, turns it upright and finds its lines. */
export async function preparePage(page: UprightPage, reader: OwnReader): Promise<PreparedPage> {
  const started = performance.now();
  const measured = await measurePage(toGray(page.colour));
  if (measured === undefined) return { ...blank(page), ms: performance.now() - started };
  const { gray, spots, isSmoothed } = measured;
  const size = readingSize(gray, page.original, spots.capitalHeight);
  const source = page.finer === undefined || isSmoothed || size.width <= gray.width ? gray : await page.finer(size);
  const raster = await scaleGray(source, size.width / source.width);
  const capitalHeight = spots.capitalHeight === undefined ? undefined : (spots.capitalHeight * raster.width) / gray.width;
  const lines = await reader.findLines(raster, capitalHeight);
  return { colour: page.colour, gray: raster, lines, quality: { score: 1, problems: [] }, ms: performance.now() - started };
}

type MeasuredPage = { readonly gray: Raster; readonly spots: SpotReport; readonly isSmoothed: boolean };

/** Camera noise drowns the letters in spots; a median filter takes it away. Undefined for what is noise even then. */
async function measurePage(gray: Raster): Promise<MeasuredPage | undefined> {
  const spots = measureSpots(gray);
  if (spots.blobs <= READING_LIMITS.blobs) return { gray, spots, isSmoothed: false };
  const smooth = await smoothGray(gray);
  const smoothed = measureSpots(smooth);
  return smoothed.blobs > READING_LIMITS.smoothedBlobs ? undefined : { gray: smooth, spots: smoothed, isSmoothed: true };
}

/** The size to read at: never larger than the page is, because enlarged pixels say nothing new. */
function readingSize(gray: Size, original: Size, capitalHeight: number | undefined): Size {
  const wanted = capitalHeight === undefined ? 1 : READ_CAPITAL_HEIGHT / capitalHeight;
  const scale = Math.min(wanted, original.width / gray.width);
  return { width: Math.max(1, Math.round(gray.width * scale)), height: Math.max(1, Math.round(gray.height * scale)) };
}

function blank(page: UprightPage): Omit<PreparedPage, 'ms'> {
  return { colour: page.colour, gray: toGray(page.colour), lines: [], quality: { score: 0, problems: [] } };
}
