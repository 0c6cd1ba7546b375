import type { Raster } from './raster.ts';

/** What the dark spots of a page say: the height of its capitals in pixels (undefined: too few letters) and how many spots there are. */
export type SpotReport = { readonly capitalHeight: number | undefined; readonly blobs: number };

/** Half width of the window of the local mean, and how much darker than it ink is (gray levels). Measured on receipts. */
const WINDOW = 12;
const DARKER_BY = 18;
/** A spot that can be a letter: height in pixels, width as a share of the height, and ink pixels. */
const LETTER = { minHeight: 6, maxHeight: 120, minWidth: 0.15, maxWidth: 2.5, minArea: 10 } as const;
/** Fewer letters than this say nothing about the page. */
const MIN_LETTERS = 20;
/** Spots smaller than this are dust: they cost the recogniser little. */
const BLOB_AREA = 3;
/** Of all letter-like spots sorted by height this one is a capital: above it lie headings, below it small letters. */
const CAPITAL_QUANTILE = 0.6;

/** Finds connected dark spots in a gray page and estimates the height of its capitals. Time is linear in the pixels. */
export function measureSpots(gray: Raster): SpotReport {
  const spots = new Spots(gray.width);
  const isInk = inkRows(gray);
  for (let y = 0; y < gray.height; y++) spots.addRow(y, isInk(y));
  return spots.report();
}

/** Returns a function that marks the ink of row `y`; rows have to be asked for in order. A sliding box keeps it linear. */
function inkRows({ data, width, height }: Raster): (y: number) => Uint8Array {
  const columns = new Int32Array(width);
  const ink = new Uint8Array(width);
  for (let y = 0; y < Math.min(WINDOW, height); y++) addRow(columns, data, y * width, 1);
  return (y) => {
    if (y + WINDOW < height) addRow(columns, data, (y + WINDOW) * width, 1);
    if (y - WINDOW - 1 >= 0) addRow(columns, data, (y - WINDOW - 1) * width, -1);
    const rows = Math.min(height - 1, y + WINDOW) - Math.max(0, y - WINDOW) + 1;
    markInk(ink, columns, data, y * width, rows);
    return ink;
  };
}

function addRow(columns: Int32Array, data: Uint8Array, from: number, sign: 1 | -1): void {
  for (let x = 0; x < columns.length; x++) columns[x] = (columns[x] ?? 0) + sign * (data[from + x] ?? 0);
}

/** Marks what is darker than the mean of the box around it; `columns` are the sums of the box's rows. Whole numbers: no division a pixel. */
function markInk(ink: Uint8Array, columns: Int32Array, data: Uint8Array, from: number, rows: number): void {
  const width = ink.length;
  // The box is cut at both ends of the row, and whole between them.
  const [left, right] = [Math.min(width, WINDOW + 1), Math.max(WINDOW + 1, width - WINDOW)];
  let sum = 0;
  for (let x = 0; x < Math.min(WINDOW, width); x++) sum += columns[x] ?? 0;
  for (let x = 0; x < left; x++) {
    if (x + WINDOW < width) sum += columns[x + WINDOW] ?? 0;
    const count = rows * (Math.min(width - 1, x + WINDOW) + 1);
    ink[x] = ((data[from + x] ?? 0) + DARKER_BY) * count < sum ? 1 : 0;
  }
  const whole = rows * (2 * WINDOW + 1);
  for (let x = left; x < right; x++) {
    sum += (columns[x + WINDOW] ?? 0) - (columns[x - WINDOW - 1] ?? 0);
    ink[x] = ((data[from + x] ?? 0) + DARKER_BY) * whole < sum ? 1 : 0;
  }
  for (let x = right; x < width; x++) {
    sum -= columns[x - WINDOW - 1] ?? 0;
    const count = rows * (width - x + WINDOW);
    ink[x] = ((data[from + x] ?? 0) + DARKER_BY) * count < sum ? 1 : 0;
  }
}

/** Places in a row of `Spots.#runs`: first and last column of a run of ink, and its spot. */
const RUN = 3;

/** Connected components (8 neighbours) built from horizontal runs with union-find; each root holds its bounding box and area. */
class Spots {
  readonly #parent: number[] = [];
  readonly #left: number[] = [];
  readonly #right: number[] = [];
  readonly #top: number[] = [];
  readonly #bottom: number[] = [];
  readonly #area: number[] = [];
  // Two rows of runs that change places: a page has too many runs for an object each.
  #runs: Int32Array;
  #above: Int32Array;
  #aboveEnd = 0;

  constructor(width: number) {
    this.#runs = new Int32Array(RUN * (Math.ceil(width / 2) + 1));
    this.#above = new Int32Array(this.#runs.length);
  }

  addRow(y: number, ink: Uint8Array): void {
    const [runs, above, aboveEnd] = [this.#runs, this.#above, this.#aboveEnd];
    let [first, end] = [0, 0];
    for (let start = ink.indexOf(1); start >= 0; start = ink.indexOf(1, start)) {
      let last = start;
      while (ink[last + 1] === 1) last++;
      while (first < aboveEnd && (above[first + 1] ?? 0) < start - 1) first += RUN;
      let spot = -1;
      for (let i = first; i < aboveEnd && (above[i] ?? 0) <= last + 1; i += RUN) {
        const other = this.#find(above[i + 2] ?? 0);
        spot = spot < 0 ? other : this.#union(other, spot);
      }
      if (spot < 0) spot = this.#create(start, last, y);
      else this.#extend(spot, start, last, y);
      runs[end] = start;
      runs[end + 1] = last;
      runs[end + 2] = spot;
      end += RUN;
      start = last + 1;
    }
    this.#runs = above;
    this.#above = runs;
    this.#aboveEnd = end;
  }

  report(): SpotReport {
    const heights: number[] = [];
    let blobs = 0;
    for (let i = 0; i < this.#parent.length; i++) {
      if (this.#parent[i] !== i) continue;
      const area = this.#area[i] ?? 0;
      if (area >= BLOB_AREA) blobs++;
      const height = (this.#bottom[i] ?? 0) - (this.#top[i] ?? 0) + 1;
      const width = (this.#right[i] ?? 0) - (this.#left[i] ?? 0) + 1;
      const tall = height >= LETTER.minHeight && height <= LETTER.maxHeight;
      if (tall && width <= height * LETTER.maxWidth && width >= height * LETTER.minWidth && area >= LETTER.minArea) heights.push(height);
    }
    heights.sort((a, b) => a - b);
    const capital = heights[Math.floor(heights.length * CAPITAL_QUANTILE)];
    return { capitalHeight: heights.length > MIN_LETTERS ? capital : undefined, blobs };
  }

  #create(start: number, end: number, y: number): number {
    const spot = this.#parent.length;
    this.#parent.push(spot);
    this.#left.push(start);
    this.#right.push(end);
    this.#top.push(y);
    this.#bottom.push(y);
    this.#area.push(end - start + 1);
    return spot;
  }

  /** Adds a run to a root. Rows come from top to bottom, so that its top stays. */
  #extend(spot: number, start: number, end: number, y: number): void {
    if (start < (this.#left[spot] ?? 0)) this.#left[spot] = start;
    if (end > (this.#right[spot] ?? 0)) this.#right[spot] = end;
    this.#bottom[spot] = y;
    this.#area[spot] = (this.#area[spot] ?? 0) + end - start + 1;
  }

  #find(spot: number): number {
    let root = spot;
    while (this.#parent[root] !== root) root = this.#parent[root] ?? root;
    for (let at = spot; at !== root; ) {
      const next = this.#parent[at] ?? root;
      this.#parent[at] = root;
      at = next;
    }
    return root;
  }

  /** Makes one of two roots. */
  #union(a: number, b: number): number {
    if (a === b) return a;
    const [keep, drop] = a < b ? [a, b] : [b, a];
    this.#parent[drop] = keep;
    this.#left[keep] = Math.min(this.#left[keep] ?? 0, this.#left[drop] ?? 0);
    this.#right[keep] = Math.max(this.#right[keep] ?? 0, this.#right[drop] ?? 0);
    this.#top[keep] = Math.min(this.#top[keep] ?? 0, this.#top[drop] ?? 0);
    this.#bottom[keep] = Math.max(this.#bottom[keep] ?? 0, this.#bottom[drop] ?? 0);
    this.#area[keep] = (this.#area[keep] ?? 0) + (this.#area[drop] ?? 0);
    return keep;
  }
}
