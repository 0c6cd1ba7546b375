import { histogram, quantile, split, spread } from './cells.ts';
import type { Point, Quad } from './homography.ts';
import { convexHull, polygonArea, quadAround, sides } from './hull.ts';
import type { Overview } from './overview.ts';

/** Where the paper lies in a picture, in px of it. */
export type Paper = {
  readonly corners: Quad;
  /** Upright and rectangular: cutting it out is enough. */
  readonly isBox: boolean;
  /** There is print or texture around it as well, so that lines of text have to say whether the edge is that of the paper or of a shadow. */
  readonly isDoubtful: boolean;
};

/** A smaller region is a label or a window, a larger one is the whole picture. Shares of the picture. */
const AREA = { least: 0.25, most: 0.97 } as const;
/** Levels that paper has to be brighter than what lies around it. Shadows on scans differ by less than 40, a dark table by 60 and more. */
const CONTRAST = 45;
/** How much of its quadrilateral paper fills, and of its own convex hull: curled and torn paper fills less. */
const FILLS = { quad: 0.94, hull: 0.93 } as const;
/** The shorter of two opposite sides as a share of the longer one: less is no photo that anybody takes of a receipt. */
const OPPOSITE_SIDES = 0.5;
/** Corners that lie within this share of the picture's sides from a rectangle make a rectangle. */
const BOX_TOLERANCE = 0.012;
/** Cutting less than this share away is not worth a new raster, and a torn edge would be taken for perspective. */
const WORTH = 0.08;
/** The cut leaves so much around the paper: print goes up to torn edges. Share of the side. */
const MARGIN = 0.006;
/** A cell holds print or texture from this difference of levels on; so many of the cells around the paper make it doubtful. */
const DETAIL = { levels: 56, share: 0.01 } as const;
/** Width of the paper's own edge, in cells. */
const EDGE = 3;

/** Finds the paper on a photo or a scan with a dark surround; undefined where the picture is all paper, or where it cannot be told. */
export function findPaper(overview: Overview): Paper | undefined {
  const { width, height, cell } = overview;
  const closed = spread(spread({ width, height, data: overview.paper }, 2, 1), 2, -1);
  const counts = histogram(closed.data);
  const level = split(counts);
  // Most pages are plain scans, and this tells them at once.
  if (
    quantile(
      counts.map((count, value) => (value > level ? count : 0)),
      0.5,
    ) -
      quantile(
        counts.map((count, value) => (value > level ? 0 : count)),
        0.75,
      ) <
    CONTRAST
  )
    return undefined;
  const bright = closed.data.map((value) => (value > level ? 1 : 0));
  const opened = spread(spread({ width, height, data: bright }, 1, -1), 1, 1).data;
  const region = largestRegion(opened, width, height);
  const share = region.cells / (width * height);
  if (share < AREA.least || share > AREA.most) return undefined;
  if (contrast(closed.data, region.label, width, height) < CONTRAST) return undefined;
  const hull = convexHull(outline(region.label, width, height));
  const isDoubtful = hasDetailAround(overview, region.label);
  const hullArea = polygonArea(hull);
  const quad = quadAround(hull);
  const isQuad =
    quad !== undefined && hullArea >= FILLS.quad * polygonArea(quad) && region.cells >= FILLS.hull * hullArea && isPlausible(quad);
  const box = boxAround(hull);
  const isBox = !isQuad || isNear(quad, box, width, height);
  const corners = isBox ? box : quad;
  if (polygonArea(corners) > (1 - WORTH) * width * height) return undefined;
  return { corners: widen(corners, cell), isBox, isDoubtful };
}

type Region = { readonly label: Uint8Array; readonly cells: number };

/** The largest 4-connected region of ones with its holes (as seen along its rows) filled. */
function largestRegion(bright: Uint8Array, width: number, height: number): Region {
  const seen = new Uint8Array(bright.length);
  let best: number[] = [];
  let cells: number[] = [];
  const visit = (at: number): void => {
    if (bright[at] !== 1 || seen[at] === 1) return;
    seen[at] = 1;
    cells.push(at);
  };
  for (let start = 0; start < bright.length; start++) {
    cells = [];
    visit(start);
    for (let i = 0; i < cells.length; i++) {
      const at = cells[i] ?? 0;
      const x = at % width;
      if (x > 0) visit(at - 1);
      if (x + 1 < width) visit(at + 1);
      if (at >= width) visit(at - width);
      if (at + width < bright.length) visit(at + width);
    }
    if (cells.length > best.length) best = cells;
  }
  return filled(best, width, height);
}

function filled(cells: readonly number[], width: number, height: number): Region {
  const first = new Int32Array(height).fill(width);
  const last = new Int32Array(height).fill(-1);
  for (const at of cells) {
    const y = Math.floor(at / width);
    first[y] = Math.min(first[y] ?? 0, at % width);
    last[y] = Math.max(last[y] ?? 0, at % width);
  }
  const label = new Uint8Array(width * height);
  let count = 0;
  for (let y = 0; y < height; y++) {
    const [from, to] = [first[y] ?? 0, last[y] ?? 0];
    if (to < from) continue;
    label.fill(1, y * width + from, y * width + to + 1);
    count += to - from + 1;
  }
  return { label, cells: count };
}

/** Median brightness of the paper less the upper quartile of what lies around it: a bright reflection on the table does not count. */
function contrast(paper: Uint8Array, label: Uint8Array, width: number, height: number): number {
  const inside = new Uint32Array(256);
  const outside = new Uint32Array(256);
  for (let at = 0; at < width * height; at++) {
    const counts = label[at] === 1 ? inside : outside;
    const value = paper[at] ?? 0;
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return quantile(inside, 0.5) - quantile(outside, 0.75);
}

/** Corners of the first and last cell of each row. */
function outline(label: Uint8Array, width: number, height: number): Point[] {
  const points: Point[] = [];
  for (let y = 0; y < height; y++) {
    const row = label.subarray(y * width, (y + 1) * width);
    const from = row.indexOf(1);
    if (from < 0) continue;
    const to = row.lastIndexOf(1) + 1;
    points.push({ x: from, y }, { x: from, y: y + 1 }, { x: to, y }, { x: to, y: y + 1 });
  }
  return points;
}

function hasDetailAround({ width, height, detail }: Overview, label: Uint8Array): boolean {
  const near = spread({ width, height, data: label }, EDGE, 1).data;
  let [cells, detailed] = [0, 0];
  for (let at = 0; at < near.length; at++) {
    if (near[at] === 1) continue;
    cells++;
    if ((detail[at] ?? 0) >= DETAIL.levels) detailed++;
  }
  return detailed > DETAIL.share * cells;
}

function isPlausible(quad: Quad): boolean {
  const [top, right, bottom, left] = sides(quad);
  return Math.min(top, bottom) >= OPPOSITE_SIDES * Math.max(top, bottom) && Math.min(left, right) >= OPPOSITE_SIDES * Math.max(left, right);
}

function boxAround(points: readonly Point[]): Quad {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
}

function isNear(quad: Quad, box: Quad, width: number, height: number): boolean {
  return quad.every((corner, i) => {
    const other = box[i] ?? corner;
    return Math.abs(corner.x - other.x) <= BOX_TOLERANCE * width && Math.abs(corner.y - other.y) <= BOX_TOLERANCE * height;
  });
}

/** From cells to px, a little wider. */
function widen(quad: Quad, cell: number): Quad {
  const centre = { x: quad.reduce((sum, { x }) => sum + x / 4, 0), y: quad.reduce((sum, { y }) => sum + y / 4, 0) };
  const out = ({ x, y }: Point): Point => ({
    x: (centre.x + (x - centre.x) * (1 + 2 * MARGIN)) * cell,
    y: (centre.y + (y - centre.y) * (1 + 2 * MARGIN)) * cell,
  });
  return [out(quad[0]), out(quad[1]), out(quad[2]), out(quad[3])];
}
