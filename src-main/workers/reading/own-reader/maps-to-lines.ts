import type { LineKnot, TextLine } from './line.ts';
import { CELL, type DetectorMaps, groupCells, UNIT } from './line-cells.ts';

/** Half width of the moving mean along a line, columns of cells. */
const SMOOTH = 4;
/** Columns at an end of a line that its slope beyond the end is taken from; shorter lines than the second are taken as level there. */
const END_COLUMNS = 12;
const MIN_SLOPE_COLUMNS = 4;
/** Distance of two knots, columns. */
const KNOT_COLUMNS = 4;
/** Smaller lines are no text, px of the detector's raster. */
const MIN_HEIGHT = 4;
const MIN_WIDTH = 3;

export type LineRule = { readonly threshold: number; readonly minCells: number; readonly shrink: number };

/**
 * G3: the lines in the detector's maps, in px of its raster, in raster order of their first cells; the same as `maps_to_lines` in
 * models/training/reader/geometry.py.
 */
export function mapsToLines(maps: DetectorMaps, rule: LineRule): TextLine[] {
  const lines: TextLine[] = [];
  const { groups, prob } = groupCells(maps, rule.threshold, rule.minCells);
  for (const cells of groups) {
    const line = lineOf(maps, cells, prob, rule.shrink);
    if (line !== undefined) lines.push(line);
  }
  return lines;
}

/** One line from the cells of its core; undefined if it is too small to be one. A group has a cell in every column between its ends. */
function lineOf(maps: DetectorMaps, cells: Int32Array, prob: Float64Array, shrink: number): TextLine | undefined {
  const { first, tops, bottoms, p } = columnEdges(maps, cells, prob);
  const height = median(Float64Array.from(tops, (top, j) => (bottoms[j] ?? 0) - top));
  const n = tops.length;
  const left = CELL * first - shrink * height;
  const right = CELL * (first + n) + shrink * height;
  if (!(height >= MIN_HEIGHT && right - left >= MIN_WIDTH)) return undefined;
  const x = (column: number): number => CELL * (first + column) + CELL / 2;
  const end = n < 2 * END_COLUMNS ? n : END_COLUMNS;
  const knots = [endKnot(left, { x, tops, bottoms, from: 0, to: end })];
  for (let j = 0; j < n; j += KNOT_COLUMNS) knots.push({ x: x(j), top: tops[j] ?? 0, bottom: bottoms[j] ?? 0 });
  knots.push(endKnot(right, { x, tops, bottoms, from: n - end, to: n }));
  return { knots, height, p };
}

/** Smoothed top and bottom of a line in each of its columns (from column `first` of the map), cells weighted by their probability. */
function columnEdges(
  { values, rows, columns }: DetectorMaps,
  cells: Int32Array,
  prob: Float64Array,
): { first: number; tops: Float64Array; bottoms: Float64Array; p: number } {
  let first = columns;
  let last = 0;
  for (const cell of cells) {
    first = Math.min(first, cell % columns);
    last = Math.max(last, cell % columns);
  }
  const size = rows * columns;
  const tops = new Float64Array(last - first + 1);
  const bottoms = new Float64Array(tops.length);
  const weights = new Float64Array(tops.length);
  let total = 0;
  for (const cell of cells) {
    const weight = prob[cell] ?? 0;
    const y = CELL * Math.floor(cell / columns) + CELL / 2;
    const j = (cell % columns) - first;
    tops[j] = (tops[j] ?? 0) + weight * (y - UNIT * (values[size + cell] ?? 0));
    bottoms[j] = (bottoms[j] ?? 0) + weight * (y + UNIT * (values[2 * size + cell] ?? 0));
    weights[j] = (weights[j] ?? 0) + weight;
    total += weight;
  }
  for (let j = 0; j < tops.length; j++) {
    tops[j] = (tops[j] ?? 0) / (weights[j] ?? 1);
    bottoms[j] = (bottoms[j] ?? 0) / (weights[j] ?? 1);
  }
  return { first, tops: smooth(tops), bottoms: smooth(bottoms), p: total / cells.length };
}

/** Centred moving mean; near an end the window shrinks on both sides alike, so that a slope stays a slope. */
function smooth(values: Float64Array): Float64Array {
  return values.map((_, j) => {
    const half = Math.min(SMOOTH, j, values.length - 1 - j);
    let total = 0;
    for (let k = j - half; k <= j + half; k++) total += values[k] ?? 0;
    return total / (2 * half + 1);
  });
}

function median(values: Float64Array): number {
  values.sort();
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? (values[middle] ?? 0) : ((values[middle - 1] ?? 0) + (values[middle] ?? 0)) / 2;
}

type EndColumns = {
  readonly x: (column: number) => number;
  readonly tops: Float64Array;
  readonly bottoms: Float64Array;
  readonly from: number;
  readonly to: number;
};

/** The knot at an end: the mean of the columns next to it, moved along the least-squares slope of their centres. */
function endKnot(at: number, { x, tops, bottoms, from, to }: EndColumns): LineKnot {
  const n = to - from;
  let sumX = 0;
  let sumTop = 0;
  let sumBottom = 0;
  for (let j = from; j < to; j++) {
    sumX += x(j);
    sumTop += tops[j] ?? 0;
    sumBottom += bottoms[j] ?? 0;
  }
  const meanX = sumX / n;
  const meanTop = sumTop / n;
  const meanBottom = sumBottom / n;
  let across = 0;
  let along = 0;
  for (let j = from; j < to; j++) {
    across += (x(j) - meanX) * (((tops[j] ?? 0) + (bottoms[j] ?? 0)) / 2 - (meanTop + meanBottom) / 2);
    along += (x(j) - meanX) * (x(j) - meanX);
  }
  const slope = n >= MIN_SLOPE_COLUMNS ? across / along : 0;
  return { x: at, top: meanTop + slope * (at - meanX), bottom: meanBottom + slope * (at - meanX) };
}
