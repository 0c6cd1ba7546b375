import type { PageReading, Reading, Word } from '../../contract/index.ts';
import { type Placed, printSize, type SizeOf, sizeOfPage } from './print-size.ts';
import type { Evidence, Span } from './types.ts';

/**
 * Bounds that keep the work finite whatever was read: a receipt has some 150 words, an invoice page some 600. Of a long
 * document the first pages name the parties and the last ones the totals.
 */
export const LIMITS = { firstPages: 4, lastPages: 2, wordsPerPage: 2500, wordLength: 80, rowLength: 400, rows: 1200 } as const;

/** A gap wider than this many text heights separates two cells (columns); a space in monospaced print is 0.6 heights wide. */
const CELL_GAP = 1.5;

/** Part of a row between two wide gaps. Offsets refer to the row's text; `left` and `right` are pixels. */
export type Cell = { readonly start: number; readonly end: number; readonly text: string; readonly left: number; readonly right: number };

/** Words that stand side by side. Coordinates are pixels of the page; `offsets[i]` is where word i starts in `text`. */
export type Row = {
  readonly index: number;
  readonly page: number;
  readonly pageWidth: number;
  readonly pageHeight: number;
  readonly words: readonly Word[];
  readonly offsets: readonly number[];
  readonly text: string;
  readonly top: number;
  readonly bottom: number;
  readonly height: number;
  /** Size of the print: height of a capital in pixels, estimated from words the reader is sure of; `height` where there are none. */
  readonly size: number;
  /** Mean confidence of the reader, words weighted by their letters. */
  readonly confidence: number;
  readonly cells: readonly Cell[];
};

/** Marks without width, and those that only turn the direction of writing: PDFs put them inside words and numbers, where nobody sees them. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Rows of the whole document in reading order, indices counting through all pages. */
export function rowsOf(reading: Reading): Row[] {
  const pages = reading.pages;
  const chosen = pages.filter((_, i) => i < LIMITS.firstPages || i >= pages.length - LIMITS.lastPages);
  const rows: Row[] = [];
  for (const page of chosen) {
    const grouped = groupIntoRows(page);
    const sizeOf = sizeOfPage(grouped);
    for (const placed of grouped) {
      if (rows.length >= LIMITS.rows) return rows;
      rows.push(buildRow(placed, page, rows.length, sizeOf));
    }
  }
  return rows;
}

function groupIntoRows(page: PageReading): Placed[][] {
  const lines = new Map<number, Placed[]>();
  for (const word of page.words.slice(0, LIMITS.wordsPerPage)) {
    const [x, y, w, h] = word.box;
    const text = word.text.replace(INVISIBLE, '').slice(0, LIMITS.wordLength);
    if (text === '') continue;
    const height = Math.max(1, h * page.height);
    const placed = {
      word: { ...word, text },
      left: x * page.width,
      right: (x + w) * page.width,
      middle: (y + h / 2) * page.height,
      height,
    };
    const line = lines.get(word.line);
    if (line) line.push(placed);
    else lines.set(word.line, [placed]);
  }
  const segments = [...lines.values()].map((line) => line.sort((a, b) => a.left - b.left));
  segments.sort((a, b) => meanMiddle(a) - meanMiddle(b));
  const rows: Placed[][] = [];
  for (const segment of segments) {
    const target = rows.slice(-8).find((row) => standBeside(row, segment));
    if (target) {
      target.push(...segment);
      target.sort((a, b) => a.left - b.left);
    } else rows.push(segment);
  }
  return rows.sort((a, b) => meanMiddle(a) - meanMiddle(b));
}

/** True where two lines are parts of one: their facing ends are level, and they do not lie over each other. */
function standBeside(a: readonly Placed[], b: readonly Placed[]): boolean {
  const [left, right] = (a[0]?.left ?? 0) <= (b[0]?.left ?? 0) ? [a, b] : [b, a];
  const start = right[0];
  if (!start) return false;
  let before: Placed | undefined;
  let after: Placed | undefined;
  for (const p of left) {
    if (p.left <= start.left) before = p;
    else if (!after) after = p;
  }
  const last = right.at(-1);
  if (!before || !last) return false;
  const level = Math.abs(before.middle - start.middle) < 0.45 * Math.min(Math.max(before.height, start.height), 2 * before.height);
  const free = before.right <= start.left + 0.3 * start.height && (!after || after.left >= last.right - 0.3 * start.height);
  return level && free;
}

function meanMiddle(row: readonly Placed[]): number {
  return row.reduce((sum, p) => sum + p.middle, 0) / Math.max(1, row.length);
}

function buildRow(placed: readonly Placed[], page: PageReading, index: number, sizeOf: SizeOf): Row {
  const heights = placed.map((p) => p.height).sort((a, b) => a - b);
  const height = heights[heights.length >> 1] ?? 1;
  const words: Word[] = [];
  const offsets: number[] = [];
  const cells: Cell[] = [];
  let text = '';
  let cell: { start: number; left: number; right: number } | undefined;
  for (const p of placed) {
    if (text.length + p.word.text.length + 1 > LIMITS.rowLength) break;
    const gap = cell ? p.left - cell.right : 0;
    if (cell && gap > CELL_GAP * height) {
      cells.push({ ...cell, end: text.length, text: text.slice(cell.start) });
      cell = undefined;
    }
    if (text !== '') text += ' ';
    offsets.push(text.length);
    words.push(p.word);
    cell = { start: cell?.start ?? text.length, left: cell?.left ?? p.left, right: Math.max(cell?.right ?? 0, p.right) };
    text += p.word.text;
  }
  if (cell) cells.push({ ...cell, end: text.length, text: text.slice(cell.start) });
  const tops = placed.map((p) => p.middle - p.height / 2);
  const bottoms = placed.map((p) => p.middle + p.height / 2);
  return {
    index,
    page: page.page,
    pageWidth: page.width,
    pageHeight: page.height,
    words,
    offsets,
    text,
    top: tops.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    bottom: bottoms.reduce((a, b) => Math.max(a, b), 0),
    height,
    size: printSize(placed, sizeOf) ?? height,
    confidence: meanConfidence(placed),
    cells,
  };
}

function meanConfidence(placed: readonly Placed[]): number {
  const letters = placed.reduce((sum, p) => sum + p.word.text.length, 0);
  return placed.reduce((sum, p) => sum + p.word.p * p.word.text.length, 0) / Math.max(1, letters);
}

/** Page, union of boxes and trust of the words that a span touches. */
export function evidenceOf(row: Row, start: number, end: number): Evidence {
  let [x0, y0, x1, y1, wordP, allP] = [1, 1, 0, 0, 1, 1];
  let [agreed, disputed] = [false, false];
  for (let i = 0; i < row.words.length; i++) {
    const [word, from] = [row.words[i], row.offsets[i] ?? 0];
    if (word === undefined || from >= end) break;
    if (from + word.text.length <= start) continue;
    const [x, y, w, h] = word.box;
    [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x + w), Math.max(y1, y + h)];
    [wordP, allP] = [Math.min(wordP, word.p), allP * word.p];
    agreed ||= word.agreed === true;
    disputed ||= (word.alternatives?.length ?? 0) > 0;
  }
  const box: Evidence['box'] = [x0, y0, Math.max(0, x1 - x0), Math.max(0, y1 - y0)];
  return { page: row.page, box, wordP, allP, readers: disputed ? -1 : agreed ? 1 : 0 };
}

/** Horizontal extent in pixels of the words that a span touches. */
export function extentOf(row: Row, start: number, end: number): { left: number; right: number } {
  const { box } = evidenceOf(row, start, end);
  return { left: box[0] * row.pageWidth, right: (box[0] + box[2]) * row.pageWidth };
}

/** The evidence of several spans of one page taken together; spans of other pages than the first are left out. */
export function unionEvidence(parts: readonly Evidence[]): Evidence | undefined {
  const [first] = parts;
  if (!first) return undefined;
  let [x, y, w, h] = first.box;
  let { wordP, allP, readers } = first;
  for (const part of parts.slice(1)) {
    if (part.page !== first.page) continue;
    const [a, b, c, d] = part.box;
    const [right, bottom] = [Math.max(x + w, a + c), Math.max(y + h, b + d)];
    [x, y] = [Math.min(x, a), Math.min(y, b)];
    [w, h] = [right - x, bottom - y];
    [wordP, allP] = [Math.min(wordP, part.wordP), allP * part.allP];
    if (readers !== -1) readers = part.readers === 0 ? readers : part.readers;
  }
  return { page: first.page, box: [x, y, w, h], wordP, allP, readers };
}

export function spanOf(row: Row, start: number, end: number): Span {
  return { row: row.index, start, end };
}

/** The part of a row's text that a span covers, as a cell. */
export function cellOf(row: Row, { start, end }: { readonly start: number; readonly end: number }): Cell {
  return { start, end, text: row.text.slice(start, end), ...extentOf(row, start, end) };
}
