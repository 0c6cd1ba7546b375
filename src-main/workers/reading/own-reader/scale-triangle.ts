import type { Raster } from '../raster.ts';
import { maxTaps, TAP_EDGE, type Taps, triangleTaps } from './triangle-taps.ts';

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
  const columns = columnTaps(width, stepX);
  const out = new Uint8Array(width * height);
  const sums = new Float64Array(gray.width);
  // Beyond its ends a row goes on with its last pixels, so that every output pixel is made of neighbours.
  const padded = new Float32Array(gray.width + 2 * columns.most);
  const row = padded.subarray(columns.most, columns.most + gray.width);
  for (let y = 0; y < height; y++) {
    mixRows(row, sums, gray, rows, y);
    padded.fill(row[0] ?? 0, 0, columns.most).fill(row[row.length - 1] ?? 0, columns.most + gray.width);
    if (columns.most === FEW) mixFewColumns(padded, columns, out, y * width);
    else mixColumns(padded, columns, out, y * width);
  }
  return { data: out, width, height, channels: 1 };
}

/** The weighted sum of the rows that row `y` is made of, from the first to the last; the last two of them go straight into `row`. */
function mixRows(row: Float32Array, sums: Float64Array, gray: Raster, { start, index, weight }: Taps, y: number): void {
  const last = Math.max(start[y] ?? 0, (start[y + 1] ?? 0) - 2);
  const isLone = last + 1 === start[y + 1];
  sums.fill(0);
  for (let k = start[y] ?? 0; k < last; k++) addRow(sums, gray.data, (index[k] ?? 0) * gray.width, weight[k] ?? 0);
  const [from, from2] = [(index[last] ?? 0) * gray.width, (index[last + (isLone ? 0 : 1)] ?? 0) * gray.width];
  const [weight1, weight2] = [weight[last] ?? 0, isLone ? 0 : (weight[last + 1] ?? 0)];
  const { data } = gray;
  for (let x = 0; x < row.length; x++) row[x] = (sums[x] ?? 0) + weight1 * (data[from + x] ?? 0) + weight2 * (data[from2 + x] ?? 0);
}

function addRow(sums: Float64Array, data: Uint8Array, from: number, weight: number): void {
  for (let x = 0; x < sums.length; x++) sums[x] = (sums[x] ?? 0) + weight * (data[from + x] ?? 0);
}

/** Taps of the columns: those of output o begin at `first[o]` of the padded row, `most` of them, as many without weight as are not needed. */
type ColumnTaps = { readonly most: number; readonly first: Int32Array; readonly weight: Float64Array };

/** Up to so many taps are written out: pages are seldom shrunk to less than half. */
const FEW = 4;

function columnTaps(width: number, step: number): ColumnTaps {
  const radius = Math.max(1, step);
  const most = Math.max(FEW, maxTaps(radius));
  const first = new Int32Array(width);
  const weight = new Float64Array(width * most);
  const taps = triangleTaps(width, (o) => (o + 0.5) * step - 0.5, step, Math.round(width * step));
  for (let o = 0; o < width; o++) {
    const from = taps.start[o] ?? 0;
    first[o] = Math.ceil((o + 0.5) * step - 0.5 - radius + TAP_EDGE) + most;
    weight.set(taps.weight.subarray(from, taps.start[o + 1]), o * most);
  }
  return { most, first, weight };
}

function mixFewColumns(row: Float32Array, { first, weight }: ColumnTaps, out: Uint8Array, at: number): void {
  for (let x = 0, k = 0; x < first.length; x++, k += FEW) {
    const i = first[x] ?? 0;
    const sum =
      (weight[k] ?? 0) * (row[i] ?? 0) +
      (weight[k + 1] ?? 0) * (row[i + 1] ?? 0) +
      (weight[k + 2] ?? 0) * (row[i + 2] ?? 0) +
      (weight[k + 3] ?? 0) * (row[i + 3] ?? 0);
    out[at + x] = roundToByte(sum);
  }
}

function mixColumns(row: Float32Array, { most, first, weight }: ColumnTaps, out: Uint8Array, at: number): void {
  for (let x = 0, k = 0; x < first.length; x++) {
    const from = first[x] ?? 0;
    let sum = 0;
    for (let i = from; i < from + most; i++, k++) sum += (weight[k] ?? 0) * (row[i] ?? 0);
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
