import type { Facts } from '../facts.ts';
import type { Cell, Row } from '../rows.ts';
import { type ItemAmount, LEAST_CELL } from './item-amounts.ts';
import type { ItemPart } from './item-parts.ts';
import type { Tag } from './tags.ts';
import type { WordTags } from './word-tags.ts';

/** From here on the network is sure that a word describes. */
export const SURE = 0.9;
/** Words of a column end within this share of the page's width from the others. */
export const EDGE = 0.01;
/** A column left of the descriptions is one of article numbers where there are by this factor more of them than words. */
const CODES_BY_WORDS = 1.5;
/** An item's position, which may stand close before the next cell. */
const POSITION = /^\d{1,4}[.)]?$/;

/** What the columns behind descriptions hold. */
const NUMBERS: readonly Tag[] = ['itemQuantity', 'itemUnitPrice', 'itemAmount', 'itemTaxRate'];

type Span = { readonly left: number; readonly right: number };
/** The table that the items of a document make; edges are shares of the page's width. */
export type ItemTable = {
  readonly facts: Facts;
  readonly tags: WordTags;
  readonly amounts: readonly ItemAmount[];
  readonly column: Span;
  /** Columns of article numbers: what looks like words of a description in them is a number as well. */
  readonly codes: readonly Span[];
};

export function itemTable(facts: Facts, amounts: readonly ItemAmount[], parts: readonly ItemPart[], tags: WordTags): ItemTable {
  const rows = parts.flatMap((part) => [...part.rows].flatMap((index) => facts.rows[index]?.row ?? []));
  const codes = codeColumns(rows, tags);
  const end = endOfDescriptions(parts, tags);
  let [left, right] = [1, 0];
  for (const row of rows) {
    row.words.forEach(({ box: [x, , w] }, at) => {
      const isSure = tags.p(row.index, at, 'itemDescription') >= SURE;
      if (!isSure || x + w > end + EDGE || codes.some((code) => isWithin(code, x, x + w))) return;
      [left, right] = [Math.min(left, x), Math.max(right, x + w)];
    });
  }
  return { facts, tags, amounts, column: { left, right }, codes };
}

/** Where the cells of numbers begin that stand behind a description in its row: its column ends there. 1 where none does. */
function endOfDescriptions(parts: readonly ItemPart[], tags: WordTags): number {
  const ends = parts.flatMap(({ amount }) => {
    const { row } = amount.facts;
    const described = row.cells.findIndex((cell) => meanIn(row, cell, tags, ['itemDescription']) >= LEAST_CELL);
    const next = row.cells.slice(described + 1).find((cell) => meanIn(row, cell, tags, NUMBERS) >= LEAST_CELL);
    return described < 0 || next === undefined ? [] : next.left / row.pageWidth;
  });
  return Math.min(1, ...ends);
}

/**
 * Columns left of the descriptions in which the network sees numbers of articles more often than words: a number that looks like a word ("Toolbox
 * 0815") is told by those below it. Columns are the cells of rows with a cell to the right that describes.
 */
function codeColumns(rows: readonly Row[], tags: WordTags): Span[] {
  const columns: { readonly left: number; right: number; codes: number; words: number }[] = [];
  const isLeftOfDescription = (row: Row, cell: Cell): boolean => {
    const described = row.cells.findLast((one) => meanIn(row, one, tags, ['itemDescription']) >= LEAST_CELL);
    return described !== undefined && cell.left < described.left;
  };
  const columnOf = (row: Row, cell: Cell) => columns.find(({ left }) => Math.abs(left - cell.left / row.pageWidth) <= EDGE);
  for (const row of rows) {
    for (const cell of cellsBehindPosition(row).filter((one) => columnOf(row, one) === undefined && isLeftOfDescription(row, one))) {
      columns.push({ left: cell.left / row.pageWidth, right: 0, codes: 0, words: 0 });
    }
  }
  for (const row of rows) {
    for (const cell of cellsBehindPosition(row)) {
      const column = columnOf(row, cell);
      if (column === undefined) continue;
      column.codes += meanIn(row, cell, tags, ['itemCode']);
      column.words += meanIn(row, cell, tags, ['itemDescription']);
      column.right = Math.max(column.right, endOfCodes(row, cell, tags));
    }
  }
  return columns.filter(({ codes, words }) => codes > words * CODES_BY_WORDS);
}

/** The cells of a row; a position that stands close before the first one is none of it. */
function cellsBehindPosition(row: Row): readonly Cell[] {
  const [first, ...others] = row.cells;
  const [position, next] = row.words;
  if (first === undefined || position === undefined || next === undefined || !POSITION.test(position.text)) return row.cells;
  const start = row.offsets[1] ?? 0;
  if (start >= first.end) return row.cells;
  return [{ ...first, start, text: row.text.slice(start, first.end), left: next.box[0] * row.pageWidth }, ...others];
}

/** Where a column of numbers ends by one cell: at its last number, behind which a description may stand close; at its end where it has none. */
function endOfCodes(row: Row, cell: Cell, tags: WordTags): number {
  const last = placesOf(row, cell).findLast((at) => tags.p(row.index, at, 'itemCode') >= LEAST_CELL);
  const [x, , w] = row.words[last ?? -1]?.box ?? [0, 0, 0];
  return last === undefined ? cell.right / row.pageWidth : x + w;
}

function placesOf(row: Row, cell: Cell): number[] {
  return row.offsets.flatMap((offset, at) => (offset >= cell.start && offset < cell.end ? at : []));
}

/** Mean probability that the words of a cell have one of the tags. */
function meanIn(row: Row, cell: Cell, tags: WordTags, which: readonly Tag[]): number {
  const inside = placesOf(row, cell);
  const sum = inside.reduce((total, at) => total + which.reduce((all, tag) => all + tags.p(row.index, at, tag), 0), 0);
  return sum / Math.max(1, inside.length);
}

/** Whether a word from one share of the page's width to another stands in a column. */
export const isWithin = ({ left, right }: Span, from: number, to: number): boolean => from >= left - EDGE && to <= right + EDGE;
