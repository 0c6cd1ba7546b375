import { articleNumbersIn, withoutArticleNumbers } from '../article-numbers.ts';
import type { RowFacts } from '../facts.ts';
import { LEAST_CELL } from './item-amounts.ts';
import { placeName } from './item-cells.ts';
import { EDGE, type ItemTable, isWithin, SURE } from './item-columns.ts';
import { type ItemPart, isDashed } from './item-parts.ts';

/** In the column of descriptions a word of an item's row belongs to them unless the network is sure of something else; outside it has to be sure of it. */
const LEAST_IN_COLUMN = 0.15;
const SURE_OF_ELSE = 0.8;
const LONGEST = 200;

/**
 * The words of the rows that describe, up to an attribute ("Gross price: 43.20", "Country : DE") that says no longer what was bought. Numbers of
 * the article are no words of it, but the name may stand behind or below them. `taken` are the places of the item's quantity and price.
 */
export function describedBy(table: ItemTable, part: ItemPart, taken: ReadonlySet<string>): string {
  const [first, last] = [Math.min(...part.rows), Math.max(...part.rows)];
  const rows = table.facts.rows.slice(first, last + 1);
  const numbers = articleNumberPlaces(table, rows, part);
  const words: string[] = [];
  for (const row of rows) {
    if (isAttribute(table, row, part, numbers) && words.some((word) => /\p{L}/u.test(word))) break;
    if (part.rows.has(row.row.index)) words.push(...descriptionWords(table, row, part, new Set([...taken, ...numbers])));
  }
  const joined = words.join(' ').replace(/(\p{L}-) (?=\p{L})/gu, '$1');
  // An item has a name: where nothing else describes, its number does.
  if (!/\p{L}/u.test(joined) && table.codes.length > 0) {
    const left = Math.min(table.column.left, ...table.codes.map((code) => code.left));
    return describedBy({ ...table, codes: [], column: { ...table.column, left } }, part, taken);
  }
  return withoutArticleNumbers(joined).slice(0, LONGEST);
}

/** The words of the column of descriptions that are numbers of the article with their labels, which may go on in the next row. */
function articleNumberPlaces(table: ItemTable, rows: readonly RowFacts[], part: ItemPart): ReadonlySet<string> {
  let text = '';
  const spans: { readonly name: string; readonly start: number; readonly end: number }[] = [];
  for (const row of rows) {
    for (const at of placesIn(table, row, part)) {
      const word = row.row.words[at];
      if (word === undefined || !isWithin(table.column, word.box[0], word.box[0] + word.box[2])) continue;
      spans.push({ name: placeName(row, at), start: text.length, end: text.length + word.text.length });
      text += `${word.text} `;
    }
  }
  const found = articleNumbersIn(text);
  const inFound = (start: number, end: number) => found.some((one) => one.start < end && one.end > start);
  return new Set(spans.filter(({ start, end }) => inFound(start, end)).map(({ name }) => name));
}

/** A row below the amount's whose first words are a label; what stands behind the label of an article's number may be more of the name. */
function isAttribute({ tags }: ItemTable, row: RowFacts, { amount }: ItemPart, numbers: ReadonlySet<string>): boolean {
  const { words, index } = row.row;
  const label = words.findIndex(({ text }, at) => /:$/.test(text) && at < 4);
  if (label < 0 || index === amount.facts.row.index || numbers.has(placeName(row, label))) return false;
  const behind = words.slice(label + 1).map((_, i) => tags.best(index, label + 1 + i).tag);
  return !behind.some((tag) => tag === 'itemCode' || tag === 'itemDescription');
}

/** The places of an item's words in a row: where the row has the amounts of several items, each has the words between its own and the one before. */
export function placesIn({ amounts }: ItemTable, row: RowFacts, { amount }: ItemPart): number[] {
  const all = row.row.words.map((_, at) => at);
  if (amount.facts !== row) return all;
  const others = amounts.filter((other) => other.facts === row && other !== amount);
  const from = (others.filter(({ to }) => to < amount.from).at(-1)?.to ?? -1) + 1;
  const to = others.some((other) => other.from > amount.to) ? amount.to : row.row.words.length - 1;
  return all.filter((at) => at >= from && at <= to);
}

/** The words that describe: those that the network says do, and those between them in the same column. Quantity, price and amount never do. */
function descriptionWords(table: ItemTable, row: RowFacts, part: ItemPart, taken: ReadonlySet<string>): string[] {
  const { tags, column, codes } = table;
  const { words, index } = row.row;
  const places = placesIn(table, row, part).filter((at) => !taken.has(placeName(row, at)));
  const isAlike = part.amount.isAlike === true && part.amount.facts === row;
  const standsIn = (span: { left: number; right: number }, at: number): boolean => {
    const [x = 0, , w = 0] = words[at]?.box ?? [];
    return isWithin(span, x, x + w);
  };
  // On an askew page words may stand under the number of another row: behind the number of their own they are none.
  const inCodes = places.filter((at) => codes.some((code) => standsIn(code, at)));
  const firstWord = inCodes.findIndex((at) => tags.best(index, at).tag !== 'itemCode');
  const behindNumber = firstWord > 0 ? inCodes.slice(firstWord) : [];
  const isCode = (at: number): boolean => inCodes.includes(at) && !(behindNumber.includes(at) && isSure(at));
  const isSure = (at: number): boolean => tags.p(index, at, 'itemDescription') >= SURE;
  const describes = (at: number): boolean => {
    if (isCode(at)) return false;
    const p = tags.p(index, at, 'itemDescription');
    const inColumn = standsIn(column, at);
    const isSaid = p >= (inColumn ? LEAST_CELL : SURE) || (inColumn && (isDashed(row.row) || isAlike));
    return isSaid || (inColumn && p >= LEAST_IN_COLUMN && tags.best(index, at).p < SURE_OF_ELSE);
  };
  const isNamed = (at: number): boolean =>
    standsIn(column, at) && !isCode(at) && /\p{L}/u.test(words[at]?.text ?? '') && tags.best(index, at).tag === 'other';
  const said = places.filter(describes);
  if (said.length === 0 && part.amount.facts === row) {
    const named = places.filter(isNamed);
    if (goesOnBelow(table, row, part, words[named[0] ?? -1]?.box[0])) said.push(...named);
  }
  return places.flatMap((at) => {
    const word = words[at];
    return word !== undefined && (said.includes(at) || isBetween(row, at, said)) ? [word.text] : [];
  });
}

/** Whether the next row of the item describes from the same edge on: then the row of the amount begins what was bought ("minimal | excess"). */
function goesOnBelow({ facts, tags }: ItemTable, { row }: RowFacts, part: ItemPart, left: number | undefined): boolean {
  const below = facts.rows[row.index + 1]?.row;
  const first = below?.words.findIndex((_, at) => tags.p(below.index, at, 'itemDescription') >= LEAST_CELL) ?? -1;
  const edge = below?.words[first]?.box[0];
  return left !== undefined && edge !== undefined && part.rows.has(row.index + 1) && Math.abs(edge - left) <= EDGE;
}

/** Whether a word stands between two that describe, without a gap to either: "2,00" of "Trip - 2,00 Euro each" is no price. */
function isBetween({ row }: RowFacts, at: number, said: readonly number[]): boolean {
  const start = row.offsets[at] ?? 0;
  const cell = row.cells.find((one) => one.start <= start && one.end > start);
  if (cell === undefined) return false;
  const isInCell = (other: number): boolean => (row.offsets[other] ?? 0) >= cell.start && (row.offsets[other] ?? 0) < cell.end;
  return said.some((other) => other < at && isInCell(other)) && said.some((other) => other > at && isInCell(other));
}
