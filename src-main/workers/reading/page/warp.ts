import type { Raster } from '../raster.ts';
import type { Homography } from './homography.ts';
import type { Size } from './prepared-page.ts';

/**
 * Draws a raster of the given size: each pixel is looked up in `source` at `toSource` of its centre, bilinearly. What lies outside of the
 * source is white. The source should not be more than about 1.5 times as fine as the result, or its detail turns into noise.
 */
export function warp(source: Raster, toSource: Homography, { width, height }: Size): Raster {
  const { channels } = source;
  const data = new Uint8Array(width * height * channels).fill(255);
  const [a, b, c, d, e, f, g, h, i] = toSource;
  for (let y = 0; y < height; y++) {
    const cy = y + 0.5;
    for (let x = 0, at = y * width * channels; x < width; x++, at += channels) {
      const cx = x + 0.5;
      const w = g * cx + h * cy + i;
      blend(source, (a * cx + b * cy + c) / w - 0.5, (d * cx + e * cy + f) / w - 0.5, data, at);
    }
  }
  return { data, width, height, channels };
}

/** Writes the pixel at (x, y) of `source`, in pixel centres, to `out[at]` and leaves it as it is outside. */
function blend({ data, width, height, channels }: Raster, x: number, y: number, out: Uint8Array, at: number): void {
  if (!(x > -0.5 && y > -0.5 && x < width - 0.5 && y < height - 0.5)) return;
  const left = Math.max(0, Math.floor(x));
  const top = Math.max(0, Math.floor(y));
  const fx = Math.round(Math.max(0, x - left) * 256);
  const fy = Math.round(Math.max(0, y - top) * 256);
  const right = left + 1 < width ? channels : 0;
  const below = top + 1 < height ? width * channels : 0;
  const from = (top * width + left) * channels;
  for (let channel = 0; channel < channels; channel++) {
    const p = from + channel;
    const upper = (data[p] ?? 0) * (256 - fx) + (data[p + right] ?? 0) * fx;
    const lower = (data[p + below] ?? 0) * (256 - fx) + (data[p + below + right] ?? 0) * fx;
    out[at + channel] = (upper * (256 - fy) + lower * fy + 32768) >> 16;
  }
}

/** The rectangle of a raster, pixel by pixel. */
export function cut(source: Raster, left: number, top: number, { width, height }: Size): Raster {
  const { channels } = source;
  const data = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * source.width + left) * channels;
    data.set(source.data.subarray(from, from + width * channels), y * width * channels);
  }
  return { data, width, height, channels };
}
