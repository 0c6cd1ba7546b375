import type { Raster } from '../raster.ts';
import { triangleTaps } from './triangle-taps.ts';

/**
 * G1: a gray raster resampled to `width` x `height` with triangles, to the pixel as `scale_triangle` in models/training/reader/geometry.py
 * does it: rows first (kept as float32), then columns, rounded half up. Own code, because the nets have to see in the application what
 * they saw in training, and image libraries change their resampling from version to version.
 */
export function scaleTriangle(gray: Raster, width: number, height: number): Raster {
  if (gray.channels !== 1) throw new TypeError('scaleTriangle takes gray rasters only.');
  const stepY = gray.height / height;
  const stepX = gray.width / width;
  const rows = triangleTaps(height, (o) => (o + 0.5) * stepY - 0.5, stepY, gray.height);
  const columns = triangleTaps(width, (o) => (o + 0.5) * stepX - 0.5, stepX, gray.width);
  const out = new Uint8Array(width * height);
  const sums = new Float64Array(gray.width);
  const row = new Float32Array(gray.width);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let k = rows.start[y] ?? 0; k < (rows.start[y + 1] ?? 0); k++) {
      addRow(sums, gray.data, (rows.index[k] ?? 0) * gray.width, rows.weight[k] ?? 0);
    }
    row.set(sums);
    mixColumns(row, columns.start, columns.index, columns.weight, out, y * width, width);
  }
  return { data: out, width, height, channels: 1 };
}

function addRow(sums: Float64Array, data: Uint8Array, from: number, weight: number): void {
  for (let x = 0; x < sums.length; x++) sums[x] = (sums[x] ?? 0) + weight * (data[from + x] ?? 0);
}

function mixColumns(
  row: Float32Array,
  start: Int32Array,
  index: Int32Array,
  weight: Float64Array,
  out: Uint8Array,
  at: number,
  width: number,
): void {
  let k = 0;
  for (let x = 0; x < width; x++) {
    const end = start[x + 1] ?? 0;
    let sum = 0;
    for (; k < end; k++) sum += (weight[k] ?? 0) * (row[index[k] ?? 0] ?? 0);
    out[at + x] = roundToByte(sum);
  }
}

/** Gray values closer than this to a half count as one: the mean of two pixels is, however the last bit of the sum came out. */
const TIE = 1e-6;

/** A gray value as a byte, halves rounded up. */
export function roundToByte(value: number): number {
  const rounded = Math.floor(value + (0.5 + TIE));
  return rounded < 0 ? 0 : rounded > 255 ? 255 : rounded;
}
