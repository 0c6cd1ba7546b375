import { READING_LIMITS } from '../../../engine/reading/limits.ts';
import { measureSpots, type SpotReport } from '../capital-height.ts';
import { type Raster, smoothGray } from '../raster.ts';
import { histogram, quantile } from './cells.ts';
import { measureEdges } from './edge-width.ts';
import { flatten, measureLight } from './flat-field.ts';

/** Assumed where letters were not measured (yet): that of a receipt 800 px wide. */
export const USUAL_CAPITAL_HEIGHT = 18;
/** Print is strengthened to this contrast (levels between paper and ink), at most so many times: noise grows as much. */
const STRONG_CONTRAST = 90;
const MOST_GAIN = 3.5;

/** `gain` is how much stronger the print of `gray` is than on the page; `isRepaired` where it is not the page's own raster any more. */
export type Legible = { readonly gray: Raster; readonly spots: SpotReport; readonly isRepaired: boolean; readonly gain: number };

/**
 * Measures the letters of a gray page. Camera noise is smoothed away, and print that is too faint to be told from specks strengthened;
 * undefined for what is nothing but noise: reading it takes long and finds nothing.
 */
export async function makeLegible(gray: Raster): Promise<Legible | undefined> {
  // In shadows letters are too faint to be spots.
  const lit = flatten(gray, measureLight(gray, USUAL_CAPITAL_HEIGHT));
  const spots = measureSpots(lit);
  if (spots.blobs > READING_LIMITS.blobs) return (await smoothed(gray, lit)) ?? (lit === gray ? undefined : unmeasured(gray));
  if (spots.capitalHeight !== undefined) return { gray, spots, isRepaired: false, gain: 1 };
  const gain = gainFor(lit);
  const strong = strengthen(lit, gain);
  const found = gain === 1 ? spots : measureSpots(strong);
  const isBetter = found.capitalHeight !== undefined && found.blobs <= READING_LIMITS.blobs;
  return isBetter ? { gray: strong, spots: found, isRepaired: true, gain } : { gray, spots, isRepaired: false, gain: 1 };
}

/** Camera noise drowns the letters in spots; a median filter takes it away. */
async function smoothed(gray: Raster, lit: Raster): Promise<Legible | undefined> {
  const smooth = await smoothGray(lit);
  const spots = measureSpots(smooth);
  if (spots.blobs > READING_LIMITS.smoothedBlobs) return undefined;
  return { gray: lit === gray ? smooth : await smoothGray(gray), spots, isRepaired: true, gain: 1 };
}

/** A page so dark that brightening it shows nothing but noise: read as it is, unless it is noise already. */
function unmeasured(gray: Raster): Legible | undefined {
  const { blobs } = measureSpots(gray);
  return blobs > READING_LIMITS.smoothedBlobs ? undefined : { gray, spots: { blobs, capitalHeight: undefined }, isRepaired: true, gain: 1 };
}

/** By how much faint print has to be strengthened; 1 where it is strong, or where there is none. */
function gainFor(gray: Raster): number {
  const contrast = measureEdges(gray, USUAL_CAPITAL_HEIGHT)?.contrast ?? STRONG_CONTRAST;
  return Math.min(MOST_GAIN, Math.max(1, STRONG_CONTRAST / contrast));
}

function strengthen(gray: Raster, gain: number): Raster {
  const paper = quantile(histogram(gray.data), 0.5);
  return { ...gray, data: gray.data.map((value) => Math.max(0, Math.min(255, Math.round(paper + (value - paper) * gain)))) };
}
