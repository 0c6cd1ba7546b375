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
  const [, , , , , , g, h, i] = toSource;
  const isAffine = g === 0 && h === 0 && i === 1;
  const places: Places = { xs: new Int32Array(width), ys: new Int32Array(width) };
  for (let y = 0; y < height; y++) {
    if (isAffine) placeAffine(toSource, y + 0.5, places);
    else placeProjective(toSource, y + 0.5, places);
    if (channels === 1) drawGray(source, places, data, y * width);
    else drawColour(source, places, data, y * width * channels);
  }
  return { data, width, height, channels };
}

/** Where the pixels of a row lie in the source: 1/256 px, in pixel centres. */
type Places = { readonly xs: Int32Array; readonly ys: Int32Array };

function placeAffine([a, b, c, d, e, f]: Homography, cy: number, { xs, ys }: Places): void {
  const [stepX, stepY] = [a * 256, d * 256];
  const startX = (0.5 * a + b * cy + c - 0.5) * 256 + 0.5;
  const startY = (0.5 * d + e * cy + f - 0.5) * 256 + 0.5;
  for (let x = 0; x < xs.length; x++) {
    xs[x] = Math.floor(stepX * x + startX);
    ys[x] = Math.floor(stepY * x + startY);
  }
}

/** Pixels that lie nowhere, or further out than can be counted, are outside as well. */
const OUTSIDE = -256;
const FARTHEST = 2 ** 30;

function placeProjective([a, b, c, d, e, f, g, h, i]: Homography, cy: number, { xs, ys }: Places): void {
  const [by, ey, hy] = [b * cy, e * cy, h * cy];
  for (let x = 0; x < xs.length; x++) {
    const cx = x + 0.5;
    const w = g * cx + hy + i;
    const atX = Math.floor(((a * cx + by + c) / w - 0.5) * 256 + 0.5);
    const atY = Math.floor(((d * cx + ey + f) / w - 0.5) * 256 + 0.5);
    xs[x] = atX > OUTSIDE && atX < FARTHEST ? atX : OUTSIDE;
    ys[x] = atY > OUTSIDE && atY < FARTHEST ? atY : OUTSIDE;
  }
}

/** A page has millions of pixels, nearly all of them inside: they take the short way, and gray ones their own. */
function drawGray(source: Raster, { xs, ys }: Places, out: Uint8Array, from: number): void {
  const { data, width } = source;
  const [endX, endY] = [(width - 1) << 8, (source.height - 1) << 8];
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i] ?? OUTSIDE;
    const y = ys[i] ?? OUTSIDE;
    if (x >= 0 && y >= 0 && x < endX && y < endY) {
      const p = (y >> 8) * width + (x >> 8);
      out[from + i] = between(data[p] ?? 0, data[p + 1] ?? 0, data[p + width] ?? 0, data[p + width + 1] ?? 0, x & 255, y & 255);
    } else drawBorder(source, x, y, out, from + i);
  }
}

function drawColour(source: Raster, { xs, ys }: Places, out: Uint8Array, from: number): void {
  const { data, width, channels } = source;
  const [endX, endY] = [(width - 1) << 8, (source.height - 1) << 8];
  const below = width * channels;
  for (let i = 0, at = from; i < xs.length; i++, at += channels) {
    const x = xs[i] ?? OUTSIDE;
    const y = ys[i] ?? OUTSIDE;
    if (x >= 0 && y >= 0 && x < endX && y < endY) {
      for (let p = (y >> 8) * below + (x >> 8) * channels, to = at; to < at + channels; p++, to++) {
        out[to] = between(data[p] ?? 0, data[p + channels] ?? 0, data[p + below] ?? 0, data[p + below + channels] ?? 0, x & 255, y & 255);
      }
    } else drawBorder(source, x, y, out, at);
  }
}

/** The value at (fx, fy) / 256 between four pixels, first those of the upper row. */
function between(a: number, b: number, c: number, d: number, fx: number, fy: number): number {
  const upper = (a << 8) + (b - a) * fx;
  const lower = (c << 8) + (d - c) * fx;
  return ((upper << 8) + (lower - upper) * fy + 32768) >> 16;
}

/** The pixel at a border of the source, where some of the four are missing; what lies outside stays as it is. */
function drawBorder({ data, width, height, channels }: Raster, x: number, y: number, out: Uint8Array, at: number): void {
  if (!(x > -128 && y > -128 && x < (width << 8) - 128 && y < (height << 8) - 128)) return;
  const [inX, inY] = [Math.max(0, x), Math.max(0, y)];
  const [left, top] = [inX >> 8, inY >> 8];
  const right = left + 1 < width ? channels : 0;
  const below = top + 1 < height ? width * channels : 0;
  for (let channel = 0, p = (top * width + left) * channels; channel < channels; channel++, p++) {
    out[at + channel] = between(
      data[p] ?? 0,
      data[p + right] ?? 0,
      data[p + below] ?? 0,
      data[p + below + right] ?? 0,
      inX & 255,
      inY & 255,
    );
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
