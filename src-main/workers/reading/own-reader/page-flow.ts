import { edgesAt, lineEnds, type TextLine } from './line.ts';

/** Cells of the field across the wider side of the page. A wave of paper is seldom shorter than a quarter of the page. */
const CELLS = 24;
/** Cells to either side that a slope is averaged over, along x and along y. */
const REACH_X = 1;
const REACH_Y = 4;
/**
 * Widths of text, in cells, that the slope of what is farther away counts as: a cell's neighbourhood falls back on the strip of page above
 * and below it, because waves run across the page, and the strip on the whole page.
 */
const FARTHER = 0.5;
/** Lines shorter than this, in heights, say nothing about slope. */
const MIN_LENGTH = 3;

/**
 * How the lines of a page run, bent or straight: the slope of text everywhere, so that what stands in one row can be told across a wide
 * gap. Built from the lines themselves; all in px of the lines' raster.
 */
export class PageFlow {
  readonly #cell: number;
  readonly #left: number;
  readonly #top: number;
  readonly #columns: number;
  readonly #rows: number;
  readonly #slopes: Float64Array;

  constructor(lines: readonly TextLine[]) {
    const bounds = boundsOf(lines);
    this.#left = bounds.left;
    this.#top = bounds.top;
    this.#cell = Math.max(1, Math.max(bounds.right - bounds.left, bounds.bottom - bounds.top) / CELLS);
    this.#columns = Math.floor((bounds.right - bounds.left) / this.#cell) + 1;
    this.#rows = Math.floor((bounds.bottom - bounds.top) / this.#cell) + 1;
    this.#slopes = this.#average(lines);
  }

  /** The y at which text that runs through (x, y) arrives at x = `target`. */
  follow(x: number, y: number, target: number): number {
    const step = target < x ? -this.#cell : this.#cell;
    let at = x;
    let height = y;
    while (at !== target) {
      const next = Math.abs(target - at) <= this.#cell ? target : at + step;
      height += this.#slopeAt((at + next) / 2, height) * (next - at);
      at = next;
    }
    return height;
  }

  #slopeAt(x: number, y: number): number {
    return this.#slopes[this.#index(x, y)] ?? 0;
  }

  #index(x: number, y: number): number {
    const column = Math.min(this.#columns - 1, Math.max(0, Math.floor((x - this.#left) / this.#cell)));
    const row = Math.min(this.#rows - 1, Math.max(0, Math.floor((y - this.#top) / this.#cell)));
    return row * this.#columns + column;
  }

  /** Rise and run of the text in each cell, and from them the slope of each cell's neighbourhood. */
  #average(lines: readonly TextLine[]): Float64Array {
    const rise = new Float64Array(this.#columns * this.#rows);
    const run = new Float64Array(rise.length);
    for (const line of lines) {
      const { left, right } = lineEnds(line);
      if (right - left < MIN_LENGTH * line.height) continue;
      const pieces = Math.max(1, Math.round((right - left) / this.#cell));
      const width = (right - left) / pieces;
      for (let n = 0; n < pieces; n++) {
        const from = centreAt(line, left + n * width);
        const to = centreAt(line, left + (n + 1) * width);
        const at = this.#index(left + (n + 0.5) * width, (from + to) / 2);
        rise[at] = (rise[at] ?? 0) + to - from;
        run[at] = (run[at] ?? 0) + width;
      }
    }
    const page = ratio(sumOf(rise), sumOf(run), 0, 0);
    const strips = Array.from({ length: this.#columns }, (_, column) =>
      this.#around(rise, run, { column, row: 0, reach: this.#rows }, page),
    );
    return rise.map((_, at) => {
      const column = at % this.#columns;
      return this.#around(rise, run, { column, row: Math.floor(at / this.#columns), reach: REACH_Y }, strips[column] ?? page);
    });
  }

  /** Slope of the cells up to `reach` rows above and below a cell; `farther` is that of the page beyond. */
  #around(
    rise: Float64Array,
    run: Float64Array,
    { column, row, reach }: { column: number; row: number; reach: number },
    farther: number,
  ): number {
    let sumRise = 0;
    let sumRun = 0;
    for (let i = Math.max(0, row - reach); i <= Math.min(this.#rows - 1, row + reach); i++) {
      for (let j = Math.max(0, column - REACH_X); j <= Math.min(this.#columns - 1, column + REACH_X); j++) {
        sumRise += rise[i * this.#columns + j] ?? 0;
        sumRun += run[i * this.#columns + j] ?? 0;
      }
    }
    return ratio(sumRise, sumRun, farther, FARTHER * this.#cell);
  }
}

/** Rise over run, with a prior slope that counts as `weight` of run. */
function ratio(rise: number, run: number, prior: number, weight: number): number {
  return run + weight > 0 ? (rise + prior * weight) / (run + weight) : prior;
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** y of the middle of a line at x. */
export function centreAt(line: TextLine, x: number): number {
  const { top, bottom } = edgesAt(line, x);
  return (top + bottom) / 2;
}

function boundsOf(lines: readonly TextLine[]): { left: number; right: number; top: number; bottom: number } {
  let [left, right, top, bottom] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { knots } of lines) {
    for (const knot of knots) {
      left = Math.min(left, knot.x);
      right = Math.max(right, knot.x);
      top = Math.min(top, knot.top);
      bottom = Math.max(bottom, knot.bottom);
    }
  }
  return left <= right ? { left, right, top, bottom } : { left: 0, right: 0, top: 0, bottom: 0 };
}
