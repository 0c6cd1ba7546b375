import type { Raster } from '../raster.ts';

/** Pixels that the detector looks at, at most: an A4 page of small print at its capital height takes 1.6 million. */
const MAX_PIXELS = 2_500_000;
/** Width that a page is looked at where the height of its letters is unknown. */
const UNKNOWN_WIDTH = 800;
const MIN_SCALE = 0.1;
const MAX_SCALE = 3;
/** The detector halves its input five times. */
const STRIDE = 32;

/** G2: size of the raster that the detector looks at, and its scale against the page, so that capitals are `wanted` px high. */
export function detectorSize(
  page: { readonly width: number; readonly height: number },
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

/** What goes into the detector: float32 [1, 1, height, width], 0 is white and 1 black, padded with 0 at the right and at the bottom. */
export type DetectorInput = { readonly values: Float32Array; readonly width: number; readonly height: number };

/** The detector's input from its raster. */
export function detectorInput(raster: Raster): DetectorInput {
  const width = Math.ceil(raster.width / STRIDE) * STRIDE;
  const height = Math.ceil(raster.height / STRIDE) * STRIDE;
  const values = new Float32Array(width * height);
  for (let y = 0, from = 0; y < raster.height; y++) {
    const to = y * width;
    for (let x = 0; x < raster.width; x++, from++) values[to + x] = DARKNESS[raster.data[from] ?? 255] ?? 0;
  }
  return { values, width, height };
}

/** Darkness of each gray value: (255 - gray) / 255 in single precision. */
const DARKNESS = Float32Array.from({ length: 256 }, (_, gray) => (255 - gray) / 255);
