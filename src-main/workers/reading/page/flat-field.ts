import type { Raster } from '../raster.ts';
import { type Cells, histogram, quantile, smoothCells, spread } from './cells.ts';

/** Side of a cell of the background in heights of a capital: print always leaves some paper in it. */
const CELL = 0.75;
/** Cells over which print is bridged on each side: bold headings and ruled bars are darker over a whole cell. */
const BRIDGE = 2;
/** The darkest background relative to the brightest above which light is even enough: dividing would only add noise. */
const EVEN = 0.82;
/** Light is made up for down to this share of the brightest; darker is not paper in a shadow but a table or a printed field. */
const DARKEST = 0.35;
/** Paper that is darker than this is brightened: print on it is too faint to be told from specks. */
const BRIGHT = 150;
/** What paper becomes. */
const PAPER = 235;

/** How evenly a page is lit: the coarse brightness of its paper, and the darkest of it (5 %) relative to the brightest (95 %). */
export type Light = { readonly cell: number; readonly background: Cells; readonly bright: number; readonly evenness: number };

/** Estimates the paper's brightness everywhere. `capitalHeight` in px of `gray`. */
export function measureLight(gray: Raster, capitalHeight: number): Light {
  const cell = Math.max(8, 4 * Math.round((capitalHeight * CELL) / 4));
  const brightest = brightCells(gray, cell);
  const background = smoothCells(spread(spread(brightest, BRIDGE, 1), BRIDGE, -1));
  const counts = histogram(background.data);
  const bright = Math.max(1, quantile(counts, 0.95));
  return { cell, background, bright, evenness: quantile(counts, 0.05) / bright };
}

/** Divides the shadows out, and brightens a page that is dark as a whole. Returns the raster itself where the light is good. */
export function flatten(gray: Raster, { cell, background, bright, evenness }: Light): Raster {
  if (evenness >= EVEN && bright >= BRIGHT) return gray;
  const { width, height } = gray;
  const data = new Uint8Array(width * height);
  const row = new Float32Array(width);
  const darkest = DARKEST * bright;
  for (let y = 0; y < height; y++) {
    backgroundRow(background, cell, y, row);
    for (let x = 0, at = y * width; x < width; x++, at++) {
      data[at] = Math.min(255, ((gray.data[at] ?? 0) * PAPER) / Math.max(darkest, row[x] ?? 0) + 0.5);
    }
  }
  return { data, width, height, channels: 1 };
}

/** The brightest 4 x 4 mean of each cell: the mean keeps camera noise from being taken for light. */
function brightCells({ data, width, height }: Raster, cell: number): Cells {
  const columns = Math.max(1, Math.ceil(width / cell));
  const rows = Math.max(1, Math.ceil(height / cell));
  const out = new Uint8Array(columns * rows);
  for (let y = 0; y + 4 <= height; y += 4) {
    const line = Math.floor(y / cell) * columns;
    for (let x = 0; x + 4 <= width; x += 4) {
      let sum = 0;
      for (let dy = 0, at = y * width + x; dy < 4; dy++, at += width) {
        sum += (data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0) + (data[at + 3] ?? 0);
      }
      const to = line + Math.floor(x / cell);
      if (sum >> 4 > (out[to] ?? 0)) out[to] = sum >> 4;
    }
  }
  return { width: columns, height: rows, data: out };
}

/** One row of the background, linear between the cells' centres. */
function backgroundRow({ width, height, data }: Cells, cell: number, y: number, row: Float32Array): void {
  const cy = Math.min(height - 1, Math.max(0, (y + 0.5) / cell - 0.5));
  const top = Math.min(height - 1, Math.floor(cy));
  const bottom = Math.min(height - 1, top + 1);
  const fy = cy - top;
  const at = (column: number): number => {
    const x = Math.min(width - 1, Math.max(0, column));
    return (data[top * width + x] ?? 0) * (1 - fy) + (data[bottom * width + x] ?? 0) * fy;
  };
  for (let column = -1; column < width; column++) {
    const [from, to] = [at(column), at(column + 1)];
    const start = Math.max(0, Math.ceil((column + 0.5) * cell - 0.5));
    const end = Math.min(row.length, Math.ceil((column + 1.5) * cell - 0.5));
    for (let x = start; x < end; x++) row[x] = from + (to - from) * ((x + 0.5) / cell - 0.5 - column);
  }
}
