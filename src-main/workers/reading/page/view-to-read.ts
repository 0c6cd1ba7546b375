import { READING_LIMITS } from '../../../engine/reading/limits.ts';
import { measureSpots } from '../capital-height.ts';
import { type Raster, scaleGray, toGray } from '../raster.ts';
import { chain, scaling } from './homography.ts';
import { makeLegible } from './legible.ts';
import type { View } from './paper-view.ts';
import type { Size, UprightPage } from './prepared-page.ts';
import { warp } from './warp.ts';

/** Height of capitals in px at which a line with its margins is about 32 px high, the height that the recogniser reads at. */
const READ_CAPITAL_HEIGHT = 22;
/** Letters of less than 6 px are not measured; three times as fine they are as high as they are read best. */
const MOST_REFINING = 3;
/** A raster is made smaller only where that saves much work, and fetched finer only where that shows much more. */
const WORTH = { shrinking: 0.65, refining: 1.15 } as const;

/**
 * A gray raster to read a view from. `capitalHeight` in px of it, undefined where there are too few letters to tell; `pxOfOriginal` is how
 * many px of the page in its file one px of it stands for, `gain` how much stronger its print is than on the page.
 */
export type GrayView = {
  readonly gray: Raster;
  readonly capitalHeight: number | undefined;
  readonly pxOfOriginal: number;
  readonly gain: number;
};

/** The view's gray raster, in letters of about the height that is read best; undefined for noise: reading it takes long and finds nothing. */
export async function grayView(view: View, page: UprightPage): Promise<GrayView | undefined> {
  const measured = await makeLegible(toGray(view.colour));
  if (measured === undefined) return undefined;
  const { gray, spots, isRepaired, gain } = measured;
  const { capitalHeight } = spots;
  const pxOfOriginal = (page.original.width / page.colour.width) * pxOfPreview(view);
  if (capitalHeight === undefined) return unmeasured(view, page, { gray, capitalHeight, pxOfOriginal, gain });
  const scale = Math.min(READ_CAPITAL_HEIGHT / capitalHeight, isRepaired ? 1 : pxOfOriginal, pixelLimit(gray));
  if (scale > WORTH.shrinking && scale < WORTH.refining) return { gray, capitalHeight, pxOfOriginal, gain };
  const raster = scale < 1 ? await scaleGray(gray, scale) : await refine(view, page, gray, scale);
  const factor = raster.width / gray.width;
  return { gray: raster, capitalHeight: capitalHeight * factor, pxOfOriginal: pxOfOriginal / factor, gain };
}

/** Letters that are too small to be measured in the preview are looked for as fine as the picture is. */
async function unmeasured(view: View, page: UprightPage, seen: GrayView): Promise<GrayView> {
  const scale = Math.min(MOST_REFINING, seen.pxOfOriginal, pixelLimit(seen.gray));
  if (page.finer === undefined || scale < WORTH.refining) return seen;
  const gray = await refine(view, page, seen.gray, scale);
  const { capitalHeight, blobs } = measureSpots(gray);
  if (capitalHeight === undefined || blobs > READING_LIMITS.blobs) return seen;
  return { gray, capitalHeight, pxOfOriginal: seen.pxOfOriginal / (gray.width / seen.gray.width), gain: 1 };
}

/** Pixels of the preview that a pixel of the view stands for, along its width. */
function pxOfPreview({ colour, toPicture }: View): number {
  const [a, , , d, , , g, , i] = toPicture;
  return Math.hypot(a, d) / Math.max(1e-9, Math.abs(i + (g * colour.width) / 2));
}

function pixelLimit({ width, height }: Size): number {
  return Math.sqrt(READING_LIMITS.ocrPixels / (width * height));
}

/** The same view of a finer picture. */
async function refine(view: View, page: UprightPage, gray: Raster, scale: number): Promise<Raster> {
  if (page.finer === undefined) return gray;
  const factor = scale / pxOfPreview(view);
  const size = { width: Math.round(gray.width * scale), height: Math.round(gray.height * scale) };
  if (view.isWhole) return page.finer(size);
  const picture = await page.finer({ width: Math.round(page.colour.width * factor), height: Math.round(page.colour.height * factor) });
  const [fx, fy] = [picture.width / page.colour.width, picture.height / page.colour.height];
  return warp(picture, chain(scaling(fx, fy), view.toPicture, scaling(gray.width / size.width, gray.height / size.height)), size);
}
