import type { RowFacts } from '../../../src-main/engine/extraction/facts.ts';
import { squash } from '../extraction/truth.ts';
import type { LabelledWord } from './document.ts';
import type { InvoiceLine, InvoiceTruth } from './invoice-truth.ts';
import { matchText, type TextMatch } from './match-text.ts';
import { type Sheet, tag } from './sheet.ts';

type Cell = 'itemAmount' | 'itemUnitPrice' | 'itemQuantity' | 'itemTaxRate' | 'itemUnit';
type Anchor = { readonly index: number; readonly row: RowFacts; readonly cells: ReadonlySet<Cell> };

/** Of a line of the data: which cells of its row were found, none where the row was not, and its description as the page prints it. */
export type LineFound = { readonly cells: ReadonlySet<Cell>; readonly description: string | undefined };

/**
 * Labels the lines of an invoice. The row that holds a line's amount, its quantity or price and words of its description is its anchor; the
 * description is looked for in the column beside it, down to the next anchor, since it often wraps.
 */
export function tagLines(sheet: Sheet, { lines }: Pick<InvoiceTruth, 'lines'>): LineFound[] {
  const anchors = new Map<number, Anchor>();
  let from = 0;
  for (const [index, line] of lines.entries()) {
    const row = anchorOf(sheet, line, from);
    if (row === undefined) continue;
    anchors.set(index, { index, row, cells: tagCells(sheet, row, line, index) });
    from = sheet.rows.indexOf(row) + 1;
  }
  const rows = [...anchors.values()].map(({ row }) => sheet.rows.indexOf(row)).toSorted((a, b) => a - b);
  return lines.map((line, index) => {
    const anchor = anchors.get(index);
    if (anchor === undefined) return { cells: new Set(), description: undefined };
    const at = sheet.rows.indexOf(anchor.row);
    const next = rows.find((other) => other > at) ?? at + 12;
    return { cells: anchor.cells, description: tagDescription(sheet, anchor, line, [at, next]) };
  });
}

/** Numbers that a word may say: "1.000" is a thousand or one. */
function numbersIn(text: string): number[] {
  const digits = /^[^\d]*(\d[\d.,']*)/.exec(text.replace(/[€$£]/g, ''))?.[1] ?? '';
  if (digits === '' || /\d[A-Za-z]{2,}|[A-Za-z]{3,}\d/.test(text)) return [];
  const plain = digits.replace(/'/g, '').replace(/[.,]$/, '');
  const last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
  const grouped = Number(plain.replace(/[.,]/g, ''));
  return last < 0 ? [grouped] : [Number(`${plain.slice(0, last).replace(/[.,]/g, '')}.${plain.slice(last + 1)}`), grouped];
}

/** Prices are printed with two decimals that have four in the data. */
function says(word: LabelledWord, value: string | undefined, decimals = 6): boolean {
  if (value === undefined) return false;
  return numbersIn(word.text).some((number) => Math.abs(number - Math.abs(Number(value))) < 10 ** -decimals / 2 + 1e-9);
}

function freeWords(sheet: Sheet, { row }: RowFacts): LabelledWord[] {
  return sheet.wordsOf(row).filter((word) => word.tag === 'other');
}

/** The row that fits a line best; rows before the line before are second choice. Undefined where none fits in anything beside the amount. */
function anchorOf(sheet: Sheet, line: InvoiceLine, from: number): RowFacts | undefined {
  const scored = sheet.rows.map((row, at) => ({ row, score: howWell(sheet, row, line) + (at >= from ? 0.5 : 0) }));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score >= 1 ? best.row : undefined;
}

function howWell(sheet: Sheet, row: RowFacts, line: InvoiceLine): number {
  const words = freeWords(sheet, row);
  const amount = words.findLast((word) => says(word, line.amount));
  if (amount === undefined) return 0;
  const rest = words.filter((word) => word !== amount);
  const price = rest.find((word) => says(word, line.unitPrice, 2));
  const quantity = rest.find((word) => word !== price && says(word, line.quantity));
  const named = new Set(line.description.split(/\s+/).map(squash));
  const names = rest.filter((word) => squash(word.text).length > 2 && named.has(squash(word.text)));
  return (price === undefined ? 0 : 1) + (quantity === undefined ? 0 : 1) + Math.min(2, names.length);
}

/** Amount, price, quantity, unit and rate of an anchor, from the right. */
function tagCells(sheet: Sheet, row: RowFacts, line: InvoiceLine, item: number): Set<Cell> {
  const words = freeWords(sheet, row);
  const cells = new Set<Cell>();
  const take = (name: Cell, word?: LabelledWord): void => {
    if (word === undefined) return;
    tag([word], name, item);
    cells.add(name);
  };
  take(
    'itemAmount',
    words.findLast((word) => says(word, line.amount)),
  );
  const isFree = (word: LabelledWord): boolean => word.tag === 'other';
  take(
    'itemTaxRate',
    words.find((word, i) => isFree(word) && says(word, line.taxRate) && (/%/.test(word.text) || words[i + 1]?.text.startsWith('%'))),
  );
  take(
    'itemUnitPrice',
    words.findLast((word) => isFree(word) && says(word, line.unitPrice, 2) && /[.,]/.test(word.text)) ??
      words.findLast((word) => isFree(word) && says(word, line.unitPrice, 2)),
  );
  const quantities = words.filter((word) => isFree(word) && says(word, line.quantity));
  const withUnit = quantities.find((word) => isUnit(words[words.indexOf(word) + 1], word));
  // The first number of a row is the line's own, if it has a second one that fits.
  const quantity = withUnit ?? (quantities.length > 1 ? quantities.at(-1) : quantities[0]);
  take('itemQuantity', quantity);
  const after = quantity === undefined ? undefined : words[words.indexOf(quantity) + 1];
  if (quantity !== undefined && isUnit(after, quantity)) take('itemUnit', after);
  return cells;
}

function isUnit(word: LabelledWord | undefined, before: LabelledWord): boolean {
  if (word === undefined || word.tag !== 'other' || !/^[A-Za-zÀ-ÿ][\w²³().À-ÿ]{0,9}$/.test(word.text)) return false;
  const gap = word.box[0] - (before.box[0] + before.box[2]);
  return gap < before.box[3] * 1.5;
}

function tagDescription(
  sheet: Sheet,
  { row, index }: Anchor,
  line: InvoiceLine,
  [at, next]: readonly [number, number],
): string | undefined {
  // A description that is set in the middle of its row's height begins above it.
  const region = sheet.rows.slice(Math.max(0, at - 2), next);
  const cells = row.row.cells.map((cell, i) => ({ left: cell.left, right: row.row.cells[i + 1]?.left ?? row.row.pageWidth }));
  const columns = cells.map(({ left, right }) => wordsWithin(sheet, region, left - row.row.height * 2, right - row.row.height / 2));
  const all = region.flatMap((one) => sheet.wordsOf(one.row));
  const match = (
    text: string,
    floor: number,
    isGood = (_: readonly LabelledWord[], __: TextMatch): boolean => true,
  ): TextMatch | undefined =>
    [...columns, all]
      .flatMap((words) => {
        const one = matchText(words, text, floor);
        return one !== undefined && isGood(words, one) ? one : [];
      })
      .toSorted((a, b) => b.similarity - a.similarity)[0];
  const whole = line.more === undefined ? undefined : `${line.description} ${line.more}`;
  // What the data say beside the name is part of the description only where it is printed right behind it.
  const long = whole === undefined ? undefined : match(whole, 0.9, isUnbroken);
  const best = long ?? match(line.description, 0.7);
  if (best !== undefined) tag(best.words, 'itemDescription', index);
  for (const code of line.codes) {
    tag(
      all.filter((word) => word.text.replace(/\W/g, '') === code.replace(/\W/g, '')),
      'itemCode',
      index,
    );
  }
  return best === undefined ? undefined : long === undefined ? line.description : whole;
}

function isUnbroken(sequence: readonly LabelledWord[], { words }: TextMatch): boolean {
  const places = words.map((word) => sequence.indexOf(word));
  return Math.max(...places) - Math.min(...places) < words.length;
}

/** Words of the rows whose left end lies within a column; `left` and `right` are pixels. */
function wordsWithin(sheet: Sheet, rows: readonly RowFacts[], left: number, right: number): LabelledWord[] {
  return rows.flatMap(({ row }) =>
    sheet.wordsOf(row).filter(({ box }) => box[0] * row.pageWidth >= left && box[0] * row.pageWidth < right),
  );
}
