import { lineEnds, type TextLine } from './line.ts';
import { bandsBesideGutter, type Segment } from './page-columns.ts';
import { centreAt, PageFlow } from './page-flow.ts';

/** Two lines stand in one row if one, followed to the other, meets it within this share of their mean height. Rows are at least 1.1 apart. */
const SAME_ROW = 0.5;
/** Neighbours in a row may overlap by this share of their height: boxes reach a little beyond their letters. */
const OVERLAP = 0.5;
/** Columns within columns: a page of three is split twice. */
const MAX_DEPTH = 3;

/**
 * Puts what was found on a page into rows, in the order in which it is read: rows from top to bottom, each from left to right, also on
 * askew and waved pages. Label and amount at the two edges of a receipt are one row. Only where a clear gutter separates blocks of several
 * lines that do not line up, as in a letter of two columns, is one column read after the other. `lineOf` tells where an item stands.
 */
export function orderIntoRows<T>(items: readonly T[], lineOf: (item: T) => TextLine): T[][] {
  const lines = items.map(lineOf);
  const flow = new PageFlow(lines);
  const middle = lines.reduce((sum, line) => sum + (lineEnds(line).left + lineEnds(line).right) / 2, 0) / Math.max(1, lines.length);
  const segments = lines.map((line, at): Segment => {
    const { left, right } = lineEnds(line);
    const x = Math.min(right, Math.max(left, middle));
    return { at, left, right, height: line.height, level: flow.follow(x, centreAt(line, x), middle) };
  });
  const next = neighbours(lines, flow);
  return order(segments, next, MAX_DEPTH).map((row) => row.flatMap(({ at }) => items.slice(at, at + 1)));
}

/** For each line the one that follows it in its row, -1 if none does. */
function neighbours(lines: readonly TextLine[], flow: PageFlow): Int32Array {
  const follows = new Int32Array(lines.length).fill(-1);
  const precedes = new Int32Array(lines.length).fill(-1);
  const ends = lines.map(lineEnds);
  for (const [a, one] of lines.entries()) {
    for (const [b, other] of lines.entries()) {
      const nearer = follows[a] ?? -1;
      const from = ends[a]?.right ?? 0;
      const to = ends[b]?.left ?? 0;
      if (a === b || to < from - OVERLAP * Math.min(one.height, other.height) || (ends[b]?.right ?? 0) <= from) continue;
      if ((nearer >= 0 && (ends[nearer]?.left ?? 0) <= to) || !isSameRow(one, from, other, to, flow)) continue;
      follows[a] = b;
    }
  }
  // Of several lines that would be followed by the same one, the nearest is: a tall heading may stand beside two rows.
  for (const [a, b] of follows.entries()) {
    if (b >= 0 && ((precedes[b] ?? -1) < 0 || (ends[precedes[b] ?? 0]?.right ?? 0) < (ends[a]?.right ?? 0))) precedes[b] = a;
  }
  return follows.map((b, a) => (b >= 0 && precedes[b] === a ? b : -1));
}

function isSameRow(one: TextLine, from: number, other: TextLine, to: number, flow: PageFlow): boolean {
  const tolerance = (SAME_ROW * (one.height + other.height)) / 2;
  const y = centreAt(one, from);
  const wanted = centreAt(other, to);
  // Text steeper than one in two has been turned before it comes here; most pairs of a page end at this line.
  if (Math.abs(wanted - y) > tolerance + 0.5 * Math.abs(to - from)) return false;
  return Math.abs(flow.follow(from, y, to) - wanted) < tolerance;
}

function order(segments: readonly Segment[], next: Int32Array, depth: number): Segment[][] {
  const bands = depth > 0 ? bandsBesideGutter(segments, (some) => rowsOf(some, next)) : undefined;
  if (bands === undefined) return rowsOf(segments, next);
  return bands.flatMap((columns) => columns.flatMap((column) => order(column, next, depth - 1)));
}

/** Rows of some segments, from top to bottom. */
function rowsOf(segments: readonly Segment[], next: Int32Array): Segment[][] {
  const byPlace = new Map(segments.map((segment) => [segment.at, segment]));
  const starts = new Set(byPlace.keys());
  for (const at of byPlace.keys()) starts.delete(next[at] ?? -1);
  const rows = [...starts].map((start) => {
    const row: Segment[] = [];
    for (let at = byPlace.get(start); at !== undefined; at = byPlace.get(next[at.at] ?? -1)) row.push(at);
    return row;
  });
  const level = (row: readonly Segment[]): number => row.reduce((sum, segment) => sum + segment.level, 0) / row.length;
  return rows.sort((a, b) => level(a) - level(b));
}
