import { type Cells, histogram, quantile, spread } from './cells.ts';
import type { Overview } from './overview.ts';

/** Bleached cells have (nearly) the brightest level and no structure. */
const BLEACHED = { level: 250, detail: 12 } as const;
/** On paper that is hardly darker than that, a reflection cannot be told from paper; scanners' white is such paper. */
const WHITE_PAPER = 236;
/** Cells with print in them, and how far from a bleached one print is looked for: over the rim of a reflection, where print is faint. */
const PRINT = { detail: 50, reach: 8 } as const;

/**
 * Share of the overview that a reflection has bleached: regions of pure white inside the paper with print around them. Regions at the
 * border are a scanner's lid or a window behind the page.
 */
export function glareShare({ width, height, paper, detail }: Overview): number {
  if (quantile(histogram(paper), 0.5) >= WHITE_PAPER) return 0;
  const bleached = paper.map((value, at) => (value >= BLEACHED.level && (detail[at] ?? 0) <= BLEACHED.detail ? 1 : 0));
  const print: Cells = { width, height, data: detail.map((value) => (value >= PRINT.detail ? 1 : 0)) };
  const nearPrint = spread(print, PRINT.reach, 1).data;
  return regions(bleached, width, height, nearPrint) / (width * height);
}

/** Regions must touch print along this share of their cells' rim; a logo's white middle is smaller than the least size. */
const LEAST_CELLS = 40;
const TOUCHING = 0.03;

/** Cells in regions (4-connected) that lie away from the border and touch print. */
function regions(marked: Uint8Array, width: number, _height: number, nearPrint: Uint8Array): number {
  const seen = new Uint8Array(marked.length);
  let total = 0;
  for (let start = 0; start < marked.length; start++) {
    if (marked[start] !== 1 || seen[start] === 1) continue;
    const cells = [start];
    seen[start] = 1;
    let [touching, atBorder] = [0, false];
    for (let i = 0; i < cells.length; i++) {
      const at = cells[i] ?? 0;
      const x = at % width;
      if (nearPrint[at] === 1) touching++;
      if (x === 0 || x === width - 1 || at < width || at >= marked.length - width) atBorder = true;
      for (const next of [at - 1, at + 1, at - width, at + width]) {
        if (next < 0 || next >= marked.length || marked[next] !== 1 || seen[next] === 1) continue;
        seen[next] = 1;
        cells.push(next);
      }
    }
    if (!atBorder && cells.length >= LEAST_CELLS && touching >= TOUCHING * cells.length) total += cells.length;
  }
  return total;
}
