import type { Raster } from '../raster.ts';

/** The page in coarse cells: what is paper and what lies around it shows at this size already, and letters no longer do. */
export type Overview = {
  readonly width: number;
  readonly height: number;
  /** Side of a cell in px of the page. */
  readonly cell: number;
  /** How much a cell looks like paper, 0 to 255: bright and without colour. Letters are left out (the brightest pixels of the cell count). */
  readonly paper: Uint8Array;
  /** Difference of the brightest and the darkest pixel of a cell, 0 to 255: high where there is print or texture. */
  readonly detail: Uint8Array;
};

/** Cells along the longer side. */
const CELLS = 360;
/** Levels of brightness that one level of colour is worth: wood and cloth are coloured, paper hardly is, even under a warm lamp. */
const COLOUR_COST = 1;

/** Time is linear in the pixels. */
export function overlook({ data, width, height, channels }: Raster): Overview {
  const cell = Math.max(1, Math.ceil(Math.max(width, height) / CELLS));
  const columns = Math.max(1, Math.floor(width / cell));
  const rows = Math.max(1, Math.floor(height / cell));
  const paper = new Uint8Array(columns * rows);
  const detail = new Uint8Array(columns * rows);
  // A sample of every second pixel each way is enough where a cell has many.
  const step = cell >= 4 ? 2 : 1;
  const samples = Math.ceil(cell / step) ** 2;
  const [second, third] = channels === 1 ? [0, 0] : [1, 2];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let brightest = 0;
      let darkest = 255;
      let colour = 0;
      for (let y = row * cell; y < (row + 1) * cell; y += step) {
        let at = (y * width + column * cell) * channels;
        for (let x = 0; x < cell; x += step, at += step * channels) {
          const r = data[at] ?? 0;
          const g = data[at + second] ?? 0;
          const b = data[at + third] ?? 0;
          const luma = (77 * r + 150 * g + 29 * b) >> 8;
          if (luma > brightest) brightest = luma;
          if (luma < darkest) darkest = luma;
          colour += Math.max(r, g, b) - Math.min(r, g, b);
        }
      }
      const at = row * columns + column;
      paper[at] = Math.max(0, Math.round(brightest - (COLOUR_COST * colour) / samples));
      detail[at] = brightest - darkest;
    }
  }
  return { width: columns, height: rows, cell, paper, detail };
}
