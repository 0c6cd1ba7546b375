/** A line as the order of reading sees it: its place in the input, its ends, and its height on the page as if all lines were level. */
export type Segment = {
  readonly at: number;
  readonly left: number;
  readonly right: number;
  readonly height: number;
  readonly level: number;
};

/** Rows that a block needs on either side of a gutter before it is a column: label and amount of a few items are none. */
const MIN_ROWS = 4;
/** Width of a gutter, in heights of the text beside it. */
const GUTTER = 1.5;
/**
 * Median width of a column's lines, in their heights: about ten letters. Columns of amounts are narrower, and belong to the labels beside
 * them even where the paper is waved so much that their levels do not say so.
 */
const COLUMN_WIDTH = 6;
/**
 * Blocks whose rows line up across the gutter to at least this share are a table, and tables are read row by row. Rows line up if their
 * levels differ by less than this share of their height from what they differ by in most rows (on a waved page the gutter is not crossed
 * without error); by chance a third of them do.
 */
const ALIGNED = 0.65;
const LINES_UP = 0.22;
/** Gutters are looked for at this many places across the page, its outer parts left out. */
const PLACES = 40;
const MARGIN = 0.12;

/**
 * Splits segments at the clearest gutter between two columns of text: bands from top to bottom, each of one part (what crosses the gutter,
 * or stands above and below the columns) or of two (left column, right column). Undefined where there is no such gutter.
 */
export function bandsBesideGutter(
  segments: readonly Segment[],
  rowsOf: (segments: readonly Segment[]) => readonly (readonly Segment[])[],
): Segment[][][] | undefined {
  if (segments.length < 2 * MIN_ROWS) return undefined;
  const left = Math.min(...segments.map((segment) => segment.left));
  const width = Math.max(...segments.map((segment) => segment.right)) - left;
  const sorted = [...segments].sort((a, b) => a.level - b.level);
  let best: { readonly bands: Segment[][][]; readonly inColumns: number } | undefined;
  for (let place = 0; place < PLACES; place++) {
    const gutter = left + width * (MARGIN + ((1 - 2 * MARGIN) * (place + 0.5)) / PLACES);
    const bands = bandsAt(sorted, gutter, rowsOf);
    const inColumns = bands.filter((band) => band.length > 1).reduce((sum, band) => sum + band.flat().length, 0);
    if (inColumns > (best?.inColumns ?? 0)) best = { bands, inColumns };
  }
  return best?.bands;
}

/** Bands at a given gutter: between two lines that cross it lies at most one of two columns. */
function bandsAt(
  sorted: readonly Segment[],
  gutter: number,
  rowsOf: (segments: readonly Segment[]) => readonly (readonly Segment[])[],
): Segment[][][] {
  const bands: Segment[][][] = [];
  let beside: Segment[] = [];
  const finish = (): void => {
    const left = beside.filter((segment) => segment.right <= gutter);
    const right = beside.filter((segment) => segment.right > gutter);
    if (areColumns(left, right, rowsOf(beside))) bands.push([left, right]);
    else addToPlain(bands, beside);
    beside = [];
  };
  for (const segment of sorted) {
    if (segment.right <= gutter || segment.left >= gutter) {
      beside.push(segment);
      continue;
    }
    finish();
    addToPlain(bands, [segment]);
  }
  finish();
  return bands;
}

function addToPlain(bands: Segment[][][], segments: readonly Segment[]): void {
  const last = bands.at(-1);
  if (last?.length === 1) last[0]?.push(...segments);
  else if (segments.length > 0) bands.push([[...segments]]);
}

/** Two blocks are columns if several rows of each stand beside each other, with clear paper between, and hardly any line up. */
function areColumns(left: readonly Segment[], right: readonly Segment[], rows: readonly (readonly Segment[])[]): boolean {
  if (left.length < MIN_ROWS || right.length < MIN_ROWS) return false;
  const from = Math.max(left[0]?.level ?? 0, right[0]?.level ?? 0);
  const to = Math.min(left.at(-1)?.level ?? 0, right.at(-1)?.level ?? 0);
  const isBeside = ({ level, height }: Segment): boolean => level >= from - height / 2 && level <= to + height / 2;
  const onLeft = left.filter(isBeside);
  const onRight = right.filter(isBeside);
  if (onLeft.length < MIN_ROWS || onRight.length < MIN_ROWS || !isWide(onLeft) || !isWide(onRight)) return false;
  const heights = [...onLeft, ...onRight].map(({ height }) => height).sort((a, b) => a - b);
  const clear = Math.min(...onRight.map((segment) => segment.left)) - Math.max(...onLeft.map((segment) => segment.right));
  if (clear < GUTTER * (heights[heights.length >> 1] ?? 0)) return false;
  return alignedShare(new Set(onLeft), new Set(onRight), rows) < ALIGNED;
}

function isWide(segments: readonly Segment[]): boolean {
  const widths = segments.map(({ left, right, height }) => (right - left) / Math.max(1, height)).sort((a, b) => a - b);
  return (widths[widths.length >> 1] ?? 0) >= COLUMN_WIDTH;
}

/** Rows that have text on both sides, on one level, as a share of the rows of the side that has fewer. */
function alignedShare(left: ReadonlySet<Segment>, right: ReadonlySet<Segment>, rows: readonly (readonly Segment[])[]): number {
  let [onLeft, onRight] = [0, 0];
  const differences: number[] = [];
  for (const row of rows) {
    const before = row.findLast((segment) => left.has(segment));
    const after = row.find((segment) => right.has(segment));
    if (before !== undefined) onLeft++;
    if (after !== undefined) onRight++;
    if (before !== undefined && after !== undefined) {
      differences.push((before.level - after.level) / Math.min(before.height, after.height));
    }
  }
  const usual = differences.toSorted((a, b) => a - b)[differences.length >> 1] ?? 0;
  const onBoth = differences.filter((difference) => Math.abs(difference - usual) < LINES_UP).length;
  return onBoth / Math.max(1, Math.min(onLeft, onRight));
}
