import { edgesAt, lineEnds, type TextLine } from '../../../src-main/workers/reading/own-reader/line.ts';

/** A found line counts from this IoU; a labelled line is covered when this share of its box lies in found lines. */
const MATCH = 0.5;
const COVER = 0.7;
/** Px along x at which lines are compared. */
const STEP = 2;

/** What a crop adds round a line for the recogniser, in heights of the line. */
const MARGIN = { x: 0.15, y: 0.1 } as const;

/**
 * Counts over pages: labelled lines, those found, those covered and those that the crops for the recogniser cover (`seen`); found lines,
 * and those that match a labelled one.
 */
export type LineCount = { lines: number; found: number; covered: number; seen: number; detections: number; matched: number };

/** A line cut into columns of `STEP` px: its edges at the middle of each. So turned and bent lines are compared as they lie. */
type Strip = { readonly first: number; readonly tops: readonly number[]; readonly bottoms: readonly number[]; readonly area: number };

/** Counts of one page; both in the same px. */
export function compareLines(truth: readonly TextLine[], found: readonly TextLine[]): LineCount {
  const [wanted, given] = [truth.map(stripOf), found.map(stripOf)];
  const crops = found.map(withMargins).map(stripOf);
  const ious = wanted.map((box) => given.map((one) => iou(box, one)));
  return {
    lines: wanted.length,
    found: ious.filter((row) => row.some((value) => value >= MATCH)).length,
    covered: wanted.filter((box) => coveredArea(box, given) >= COVER * box.area).length,
    seen: wanted.filter((box) => coveredArea(box, crops) >= COVER * box.area).length,
    detections: given.length,
    matched: given.filter((_, at) => ious.some((row) => (row[at] ?? 0) >= MATCH)).length,
  };
}

/** The line with what its crop takes in beside it. */
function withMargins(line: TextLine): TextLine {
  const { left, right } = lineEnds(line);
  const [x, y] = [MARGIN.x * line.height, MARGIN.y * line.height];
  const ends = [left - x, right + x].map((at) => ({ x: at, ...edgesAt(line, at) }));
  const knots = [ends[0], ...line.knots, ends[1]].flatMap((knot) => knot ?? []);
  return { ...line, knots: knots.map((knot) => ({ x: knot.x, top: knot.top - y, bottom: knot.bottom + y })) };
}

function stripOf(line: TextLine): Strip {
  const { left, right } = lineEnds(line);
  const first = Math.floor(left / STEP);
  const count = Math.max(1, Math.ceil(right / STEP) - first);
  const edges = Array.from({ length: count }, (_, i) => edgesAt(line, (first + i + 0.5) * STEP));
  const area = edges.reduce((sum, { top, bottom }) => sum + Math.max(0, bottom - top), 0);
  return { first, tops: edges.map(({ top }) => top), bottoms: edges.map(({ bottom }) => bottom), area };
}

function iou(a: Strip, b: Strip): number {
  let both = 0;
  for (let x = Math.max(a.first, b.first); x < Math.min(a.first + a.tops.length, b.first + b.tops.length); x++) {
    const [i, j] = [x - a.first, x - b.first];
    const high = Math.min(a.bottoms[i] ?? 0, b.bottoms[j] ?? 0) - Math.max(a.tops[i] ?? 0, b.tops[j] ?? 0);
    both += Math.max(0, high);
  }
  return both / Math.max(1e-9, a.area + b.area - both);
}

/** Area of the box that lies in at least one of the found lines. */
function coveredArea(box: Strip, found: readonly Strip[]): number {
  let sum = 0;
  for (let i = 0; i < box.tops.length; i++) {
    const [top, bottom] = [box.tops[i] ?? 0, box.bottoms[i] ?? 0];
    const parts = found
      .map(({ first, tops, bottoms }) => {
        const j = box.first + i - first;
        return {
          top: Math.max(top, tops[j] ?? Number.POSITIVE_INFINITY),
          bottom: Math.min(bottom, bottoms[j] ?? Number.NEGATIVE_INFINITY),
        };
      })
      .filter((part) => part.bottom > part.top)
      .toSorted((a, b) => a.top - b.top);
    let reached = Number.NEGATIVE_INFINITY;
    for (const part of parts) {
      sum += Math.max(0, part.bottom - Math.max(part.top, reached));
      reached = Math.max(reached, part.bottom);
    }
  }
  return sum;
}
