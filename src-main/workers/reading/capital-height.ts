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
  const spots = new Spots();
  const isInk = inkRows(gray);
  for (let y = 0; y < gray.height; y++) spots.addRow(y, isInk(y), gray.width);
  return spots.report();
}

/** Returns a function that marks the ink of row `y`; rows have to be asked for in order. A sliding box keeps it linear. */
function inkRows({ data, width, height }: Raster): (y: number) => Uint8Array {
  const columns = new Uint32Array(width);
  const ink = new Uint8Array(width);
  const addRow = (y: number, sign: 1 | -1): void => {
    for (let x = 0, at = y * width; x < width; x++, at++) columns[x] = (columns[x] ?? 0) + sign * (data[at] ?? 0);
  };
  for (let y = 0; y < Math.min(WINDOW, height); y++) addRow(y, 1);
  return (y) => {
    if (y + WINDOW < height) addRow(y + WINDOW, 1);
    if (y - WINDOW - 1 >= 0) addRow(y - WINDOW - 1, -1);
    const rows = Math.min(height - 1, y + WINDOW) - Math.max(0, y - WINDOW) + 1;
    let sum = 0;
    for (let x = 0; x < Math.min(WINDOW, width); x++) sum += columns[x] ?? 0;
    for (let x = 0, at = y * width; x < width; x++, at++) {
      if (x + WINDOW < width) sum += columns[x + WINDOW] ?? 0;
      if (x - WINDOW - 1 >= 0) sum -= columns[x - WINDOW - 1] ?? 0;
      const count = rows * (Math.min(width - 1, x + WINDOW) - Math.max(0, x - WINDOW) + 1);
      ink[x] = (data[at] ?? 0) < sum / count - DARKER_BY ? 1 : 0;
    }
    return ink;
  };
}

type Run = { readonly start: number; readonly end: number; readonly spot: number };

/** Connected components (8 neighbours) built from horizontal runs with union-find; each root holds its bounding box and area. */
class Spots {
  readonly #parent: number[] = [];
  readonly #left: number[] = [];
  readonly #right: number[] = [];
  readonly #top: number[] = [];
  readonly #bottom: number[] = [];
  readonly #area: number[] = [];
  #above: Run[] = [];

  addRow(y: number, ink: Uint8Array, width: number): void {
    const runs: Run[] = [];
    let first = 0;
    for (let x = 0; x < width; x++) {
      if (ink[x] !== 1) continue;
      const start = x;
      while (x + 1 < width && ink[x + 1] === 1) x++;
      let spot = this.#create(start, x, y);
      while (first < this.#above.length && (this.#above[first]?.end ?? 0) < start - 1) first++;
      for (let i = first; i < this.#above.length; i++) {
        const run = this.#above[i];
        if (run === undefined || run.start > x + 1) break;
        spot = this.#union(run.spot, spot);
      }
      runs.push({ start, end: x, spot });
    }
    this.#above = runs;
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

  #union(a: number, b: number): number {
    const [keep, drop] = [this.#find(a), this.#find(b)].sort((p, q) => p - q) as [number, number];
    if (keep === drop) return keep;
    this.#parent[drop] = keep;
    this.#left[keep] = Math.min(this.#left[keep] ?? 0, this.#left[drop] ?? 0);
    this.#right[keep] = Math.max(this.#right[keep] ?? 0, this.#right[drop] ?? 0);
    this.#top[keep] = Math.min(this.#top[keep] ?? 0, this.#top[drop] ?? 0);
    this.#bottom[keep] = Math.max(this.#bottom[keep] ?? 0, this.#bottom[drop] ?? 0);
    this.#area[keep] = (this.#area[keep] ?? 0) + (this.#area[drop] ?? 0);
    return keep;
  }
}
