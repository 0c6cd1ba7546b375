import type { Raster } from '../raster.ts';
import { lineEnds, type TextLine } from './line.ts';
import { roundToByte } from './scale-triangle.ts';
import { maxTaps, TAP_EDGE, triangleTaps } from './triangle-taps.ts';

/** Rows of a crop. */
export const CROP_HEIGHT = 32;
const MIN_WIDTH = 8;

/** How much of a line's surroundings its crop takes in, as shares of the line's height, and how wide it may get (columns). */
export type CropMargins = { readonly marginX: number; readonly marginY: number; readonly maxWidth: number };

/** Where a crop lies: x of its left edge, and px of the raster per column and per row; `width` in columns. */
export type CropFrame = { readonly left: number; readonly stepX: number; readonly stepY: number; readonly width: number };

/** A line straightened to 32 rows of gray values, row by row, and the place it was taken from. */
export type LineCrop = { readonly data: Uint8Array; readonly frame: CropFrame };

/** The place of a line's crop. */
export function cropFrame(line: TextLine, { marginX, marginY, maxWidth }: CropMargins): CropFrame {
  const ends = lineEnds(line);
  const left = ends.left - marginX * line.height;
  const right = ends.right + marginX * line.height;
  const stepY = (line.height * (1 + 2 * marginY)) / CROP_HEIGHT;
  const width = Math.min(maxWidth, Math.max(MIN_WIDTH, Math.floor((right - left) / stepY + 0.5)));
  return { left, stepX: (right - left) / width, stepY, width };
}

/**
 * G4: a line (px of `gray`) straightened to 32 rows, every column moved along the line's centre; to the pixel as `crop_line` in
 * models/training/reader/geometry.py does it.
 */
export function cropLine(gray: Raster, line: TextLine, margins: CropMargins): LineCrop {
  const frame = cropFrame(line, margins);
  const { left, stepX, stepY, width } = frame;
  const columns = triangleTaps(width, (k) => left + (k + 0.5) * stepX - 0.5, stepX, gray.width);
  const tops = columnTops(line, frame, margins.marginY);
  const rows = rowTaps(stepY);
  const data = new Uint8Array(width * CROP_HEIGHT);
  for (let k = 0; k < width; k++) {
    placeRows(rows, tops[k] ?? 0, stepY, gray);
    fillColumn(data, k, gray, { columns, rows, width });
  }
  return { data, frame };
}

/** y of the upper edge of each column of the crop: the line's centre there, less half the height of the crop. */
function columnTops({ knots, height }: TextLine, { left, stepX, width }: CropFrame, marginY: number): Float64Array {
  const tops = new Float64Array(width);
  let at = 0;
  for (let k = 0; k < width; k++) {
    const x = left + (k + 0.5) * stepX;
    while (at + 2 < knots.length && (knots[at + 1]?.x ?? 0) <= x) at++;
    const from = knots[at];
    const to = knots[at + 1] ?? from;
    if (from === undefined || to === undefined) continue;
    const here = (from.top + from.bottom) / 2;
    const slope = (to.top + to.bottom) / 2 - here;
    tops[k] = here + (to === from ? 0 : slope * ((x - from.x) / (to.x - from.x))) - height * (0.5 + marginY);
  }
  return tops;
}

/** Taps of the 32 rows of one column: `counts[o]` taps each, from `o * most` on; `offsets` are the starts of rows of the raster. */
type RowTaps = {
  readonly most: number;
  readonly radius: number;
  readonly counts: Int32Array;
  readonly offsets: Int32Array;
  readonly weights: Float64Array;
};

function rowTaps(stepY: number): RowTaps {
  const radius = Math.max(1, stepY);
  const most = maxTaps(radius);
  return {
    most,
    radius,
    counts: new Int32Array(CROP_HEIGHT),
    offsets: new Int32Array(CROP_HEIGHT * most),
    weights: new Float64Array(CROP_HEIGHT * most),
  };
}

/** The triangle taps of the rows of a column whose upper edge lies at y = `top`. In place: it runs once for every column of every line. */
function placeRows({ most, radius, counts, offsets, weights }: RowTaps, top: number, step: number, gray: Raster): void {
  for (let o = 0; o < CROP_HEIGHT; o++) {
    const centre = top + (o + 0.5) * step - 0.5;
    const from = Math.ceil(centre - radius + TAP_EDGE);
    const count = Math.floor(centre + radius - TAP_EDGE) - from + 1;
    const at = o * most;
    let total = 0;
    for (let i = 0; i < count; i++) {
      const y = from + i;
      const weight = Math.max(0, 1 - Math.abs(y - centre) / radius);
      offsets[at + i] = (y < 0 ? 0 : y >= gray.height ? gray.height - 1 : y) * gray.width;
      weights[at + i] = weight;
      total += weight;
    }
    for (let i = 0; i < count; i++) weights[at + i] = (weights[at + i] ?? 0) / total;
    counts[o] = count;
  }
}

function fillColumn(
  out: Uint8Array,
  k: number,
  { data }: Raster,
  { columns, rows, width }: { columns: ReturnType<typeof triangleTaps>; rows: RowTaps; width: number },
): void {
  const start = columns.start[k] ?? 0;
  const end = columns.start[k + 1] ?? 0;
  const { most, counts, offsets, weights } = rows;
  for (let o = 0; o < CROP_HEIGHT; o++) {
    const from = o * most;
    const to = from + (counts[o] ?? 0);
    let sum = 0;
    for (let tap = start; tap < end; tap++) {
      const x = columns.index[tap] ?? 0;
      let column = 0;
      for (let i = from; i < to; i++) column += (weights[i] ?? 0) * (data[(offsets[i] ?? 0) + x] ?? 0);
      sum += (columns.weight[tap] ?? 0) * column;
    }
    out[o * width + k] = roundToByte(sum);
  }
}

/** Share of the pixels of a crop that are at most as bright as its paper and its ink. */
const PAPER = 0.9;
const INK = 0.02;
/** Gray levels between ink and paper that are taken at least: an empty crop must not be blown up to letters. */
const MIN_CONTRAST = 30;

/** What the recogniser sees for each gray value of a crop: 0 is its paper, 1 its ink, clipped to -0.5 .. 1.5. */
export function inkValues(crop: Uint8Array): Float32Array {
  const histogram = new Int32Array(256);
  for (const gray of crop) histogram[gray] = (histogram[gray] ?? 0) + 1;
  const high = percentile(histogram, PAPER * crop.length);
  const range = Math.max(MIN_CONTRAST, high - percentile(histogram, INK * crop.length));
  return Float32Array.from({ length: 256 }, (_, gray) => Math.min(1.5, Math.max(-0.5, (high - gray) / range)));
}

/** The smallest gray value that at least `wanted` pixels do not exceed. */
function percentile(histogram: Int32Array, wanted: number): number {
  let count = 0;
  for (let gray = 0; gray < 256; gray++) {
    count += histogram[gray] ?? 0;
    if (count >= wanted) return gray;
  }
  return 255;
}
