import type { Raster } from '../raster.ts';

/** Pixels that the detector looks at, at most: an A4 page of small print at its capital height takes 1.6 million. */
const MAX_PIXELS = 2_500_000;
/** Width that a page is looked at where the height of its letters is unknown. */
const UNKNOWN_WIDTH = 800;
const MIN_SCALE = 0.1;
const MAX_SCALE = 3;
/** The detector halves its input five times. */
const STRIDE = 32;

type Size = { readonly width: number; readonly height: number };

/** G2: size of the raster that the detector looks at, and its scale against the page, so that capitals are `wanted` px high. */
export function detectorSize(
  page: Size,
  capitalHeight: number | undefined,
  wanted: number,
): { readonly width: number; readonly height: number; readonly scale: number } {
  const ideal = capitalHeight === undefined || capitalHeight <= 0 ? UNKNOWN_WIDTH / page.width : wanted / capitalHeight;
  const clamped = Math.min(MAX_SCALE, Math.max(MIN_SCALE, ideal));
  const limit = Math.sqrt(MAX_PIXELS / (page.width * page.height));
  const scale = Math.min(clamped, limit);
  return {
    width: Math.max(1, Math.floor(page.width * scale + 0.5)),
    height: Math.max(1, Math.floor(page.height * scale + 0.5)),
    scale,
  };
}

/** Size of the detector's input and, in cells, of its output: the raster padded to whole strides. */
export function paddedSize(raster: Size): { readonly width: number; readonly height: number } {
  return { width: Math.ceil(raster.width / STRIDE) * STRIDE, height: Math.ceil(raster.height / STRIDE) * STRIDE };
}

/** Pixels that go through the detector at once, about: most receipts go whole; 2.5 million at once take 125 MB, a million 70 MB. */
const STRIP_PIXELS = 1_000_000;
/** What a strip sees beyond the rows that are taken from it, px. With this much no edge of a line moved by more than 0.03 px (10 pages). */
const STRIP_MARGIN = 64;

/** A horizontal strip of the padded raster: the rows that go in, and those of them that the output is taken from, px. */
export type Strip = { readonly from: number; readonly height: number; readonly keepFrom: number; readonly keepTo: number };

/** Splits a padded raster into overlapping strips of one height, so that large pages take no more memory than a receipt. */
export function stripsOf({ width, height }: Size): Strip[] {
  const most = Math.max(4 * STRIP_MARGIN, Math.floor(STRIP_PIXELS / width / STRIDE) * STRIDE);
  if (height <= most) return [{ from: 0, height, keepFrom: 0, keepTo: height }];
  const count = Math.ceil((height - 2 * STRIP_MARGIN) / (most - 2 * STRIP_MARGIN));
  const fresh = Math.ceil((height - 2 * STRIP_MARGIN) / count / STRIDE) * STRIDE;
  const high = fresh + 2 * STRIP_MARGIN;
  return Array.from({ length: count }, (_, n) => {
    const from = Math.min(n * fresh, height - high);
    const keepFrom = n === 0 ? 0 : n * fresh + STRIP_MARGIN;
    return { from, height: high, keepFrom, keepTo: n === count - 1 ? height : (n + 1) * fresh + STRIP_MARGIN };
  });
}

/**
 * The detector's input for some rows of the padded raster: float32 [1, 1, height, width], 0 is white and 1 black, 0 beyond the raster.
 * `into` has to be zero there; it holds `strip.height` rows of `width`.
 */
export function fillStrip(into: Float32Array, raster: Raster, { from, height }: Pick<Strip, 'from' | 'height'>, width: number): void {
  for (let y = from; y < from + height; y++) {
    const to = (y - from) * width;
    if (y >= raster.height) {
      into.fill(0, to, to + width);
      continue;
    }
    const at = y * raster.width;
    for (let x = 0; x < raster.width; x++) into[to + x] = DARKNESS[raster.data[at + x] ?? 255] ?? 0;
  }
}

/** Darkness of each gray value: (255 - gray) / 255 in single precision. */
const DARKNESS = Float32Array.from({ length: 256 }, (_, gray) => (255 - gray) / 255);
