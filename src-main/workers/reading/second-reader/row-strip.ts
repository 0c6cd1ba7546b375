import { edgesAt, lineEnds, type TextLine } from '../own-reader/line.ts';
import type { Raster } from '../raster.ts';

/** Height of a line in the strip, px. Amounts and dates that Tesseract then reads as the own reader does, right (n=186): 34 px .73, 38 px .70, 44 px .65. */
const LINE_HEIGHT = 34;
/** White around the strip, and what a segment takes in above and below, as shares of its height. */
const BORDER = 12;
const MARGIN = 0.1;
/** Gap between two segments in the strip, px: wide enough to part words, and no wider than on a page. */
const GAP = { least: 20, most: 60 } as const;
/** Longest strip, px. */
const MAX_WIDTH = 4_000;

/** Where a segment of the row lies in the strip. */
type Placed = { readonly left: number; readonly offset: number; readonly scale: number };

/** A row straightened for Tesseract, and the way from x in the page's raster, on segment `index`, to x in the strip. */
export type RowStrip = { readonly raster: Raster; readonly toStrip: (index: number, x: number) => number };

/** Cuts the segments of a row (px of `gray`, left to right) out, straightens them, and sets them side by side on white. Undefined for an empty row. */
export function cutRow(gray: Raster, segments: readonly TextLine[]): RowStrip | undefined {
  const placed: Placed[] = [];
  let [offset, end] = [BORDER, undefined as number | undefined];
  for (const line of segments) {
    const { left, right } = reach(line);
    const scale = LINE_HEIGHT / line.height;
    if (end !== undefined) offset += Math.min(GAP.most, Math.max(GAP.least, (left - end) * scale));
    placed.push({ left, offset: Math.round(offset), scale });
    offset = Math.round(offset) + Math.max(1, Math.round((right - left) * scale));
    end = right;
  }
  const width = Math.round(offset + BORDER);
  if (segments.length === 0 || !Number.isFinite(width) || width > MAX_WIDTH) return undefined;
  const height = Math.round(LINE_HEIGHT * (1 + 2 * MARGIN)) + 2 * BORDER;
  const data = new Uint8Array(width * height).fill(255);
  for (const [index, line] of segments.entries()) copySegment(gray, line, placed[index], { data, width, height });
  return {
    raster: { data, width, height, channels: 1 },
    toStrip: (index, x) => {
      const { left, offset: at, scale } = placed[index] ?? { left: 0, offset: 0, scale: 1 };
      return at + (x - left) * scale;
    },
  };
}

/** A segment with the surroundings that its first and last letter may need. */
function reach(line: TextLine): { left: number; right: number } {
  const { left, right } = lineEnds(line);
  return { left: left - MARGIN * line.height, right: right + MARGIN * line.height };
}

type Canvas = { readonly data: Uint8Array; readonly width: number; readonly height: number };

/** Samples along the line's centre, and stretches its brightness so that the paper is as white as the strip. */
function copySegment(gray: Raster, line: TextLine, placed: Placed | undefined, strip: Canvas): void {
  if (placed === undefined) return;
  const { left, offset, scale } = placed;
  const columns = Math.max(1, Math.round((reach(line).right - left) * scale));
  const rows = strip.height - 2 * BORDER;
  const values = new Uint8Array(columns * rows);
  for (let k = 0; k < columns; k++) {
    const x = left + (k + 0.5) / scale;
    const { top, bottom } = edgesAt(line, x);
    const start = (top + bottom) / 2 - line.height * (0.5 + MARGIN);
    for (let o = 0; o < rows; o++) values[o * columns + k] = sample(gray, x - 0.5, start + (o + 0.5) / scale - 0.5);
  }
  const paper = Math.max(1, percentile(values, PAPER));
  for (let o = 0; o < rows; o++) {
    for (let k = 0; k < columns; k++) {
      strip.data[(o + BORDER) * strip.width + offset + k] = Math.min(255, Math.round(((values[o * columns + k] ?? 0) * 255) / paper));
    }
  }
}

/** Share of a segment's pixels that are at most as bright as its paper. */
const PAPER = 0.8;

function percentile(values: Uint8Array, share: number): number {
  const histogram = new Uint32Array(256);
  for (const value of values) histogram[value] = (histogram[value] ?? 0) + 1;
  let count = 0;
  for (let value = 0; value < 256; value++) {
    count += histogram[value] ?? 0;
    if (count >= share * values.length) return value;
  }
  return 255;
}

/** Bilinear; what lies outside the page is like its edge. */
function sample({ data, width, height }: Raster, x: number, y: number): number {
  const [cx, cy] = [Math.min(width - 1, Math.max(0, x)), Math.min(height - 1, Math.max(0, y))];
  const [x0, y0] = [Math.floor(cx), Math.floor(cy)];
  const [fx, fy] = [cx - x0, cy - y0];
  const at = y0 * width + x0;
  const right = x0 + 1 < width ? 1 : 0;
  const below = y0 + 1 < height ? width : 0;
  const upper = (data[at] ?? 0) * (1 - fx) + (data[at + right] ?? 0) * fx;
  const lower = (data[at + below] ?? 0) * (1 - fx) + (data[at + below + right] ?? 0) * fx;
  return Math.round(upper * (1 - fy) + lower * fy);
}
