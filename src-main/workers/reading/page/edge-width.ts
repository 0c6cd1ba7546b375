import type { Raster } from '../raster.ts';
import { quantile } from './cells.ts';

/** How soft the edges of the print are and how strong the print is. Undefined measures mean that there is too little print. */
export type Edges = {
  /** Median width of an edge (its rise over its steepest slope) in heights of a capital: about 2.5 sigma of a blur on wide strokes. */
  readonly width: number;
  /** Difference of paper and ink, levels: the upper quartile over the edges. */
  readonly contrast: number;
};

/** Rows that are looked at: every second one says as much. */
const ROW_STEP = 2;
/** An edge's rise is looked for within this many heights of a capital to each side: a blurred one is that wide. */
const REACH = 0.4;
/** Weaker slopes are dust and camera noise, levels a pixel. */
const MIN_SLOPE = 6;
/** The strongest half of the edges is print; the others are its shades, bleed-through and specks. */
const STRONG = 0.5;
/** Levels that the brightness may fall back by within one edge: noise. */
const TURN = 8;
const STRONG_QUANTILE = 0.75;
const MIN_EDGES = 200;
/** Widths are counted in steps of 1/64 px. */
const STEPS = 64;

/** Measures the edges across rows, where letters have most of them. `capitalHeight` in px of `gray`. */
export function measureEdges(gray: Raster, capitalHeight: number): Edges | undefined {
  const reach = Math.max(2, Math.round(REACH * capitalHeight));
  const found: EdgeCounts = { steps: STEPS * (2 * reach + 2), counts: new Uint32Array(256 * STEPS * (2 * reach + 2)) };
  for (let y = 1; y < gray.height; y += ROW_STEP) addEdges(gray.data.subarray(y * gray.width, (y + 1) * gray.width), reach, found);
  const rises = new Uint32Array(256).map((_, rise) => widthsOf(found, rise).reduce((sum, count) => sum + count, 0));
  if (rises.reduce((sum, count) => sum + count, 0) < MIN_EDGES) return undefined;
  const contrast = quantile(rises, STRONG_QUANTILE);
  const widths = new Uint32Array(found.steps);
  for (let rise = Math.ceil(STRONG * contrast); rise < 256; rise++) {
    for (const [step, count] of widthsOf(found, rise).entries()) widths[step] = (widths[step] ?? 0) + count;
  }
  return { width: quantile(widths, 0.5) / STEPS / capitalHeight, contrast };
}

/** How many edges there are of each rise (0 to 255) and each width, in `steps` of 1/64 px: a page has hundreds of thousands of edges. */
type EdgeCounts = { readonly steps: number; readonly counts: Uint32Array };

function widthsOf({ steps, counts }: EdgeCounts, rise: number): Uint32Array {
  return counts.subarray(rise * steps, (rise + 1) * steps);
}

/** Counts each place of a row where the slope is steepest. */
function addEdges(row: Uint8Array, reach: number, { steps, counts }: EdgeCounts): void {
  let before = 0;
  let slope = Math.abs((row[2] ?? 0) - (row[0] ?? 0));
  for (let x = 1; x < row.length - 2; x++) {
    const after = Math.abs((row[x + 2] ?? 0) - (row[x] ?? 0));
    if (slope >= 2 * MIN_SLOPE && slope > before && slope >= after) {
      const rise = riseAround(row, x, reach);
      const at = rise * steps + Math.min(steps - 1, Math.round(((2 * rise) / slope) * STEPS));
      counts[at] = (counts[at] ?? 0) + 1;
    }
    before = slope;
    slope = after;
  }
}

/** How far the brightness goes on in the direction of the slope at x, until it turns or the reach ends. */
function riseAround(row: Uint8Array, x: number, reach: number): number {
  const sign = (row[x + 1] ?? 0) >= (row[x - 1] ?? 0) ? 1 : -1;
  let high = row[x] ?? 0;
  for (let at = x + 1; at <= Math.min(row.length - 1, x + reach); at++) {
    const value = row[at] ?? 0;
    if ((value - high) * sign < -TURN) break;
    if ((value - high) * sign > 0) high = value;
  }
  let low = row[x] ?? 0;
  for (let at = x - 1; at >= Math.max(0, x - reach); at--) {
    const value = row[at] ?? 0;
    if ((value - low) * sign > TURN) break;
    if ((value - low) * sign < 0) low = value;
  }
  return Math.abs(high - low);
}
