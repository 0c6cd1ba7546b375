import { exponentOf, type LineItem } from '../../../contract/index.ts';
import { articleNumbersIn, withoutArticleNumbers } from '../article-numbers.ts';
import { type Facts, type RowFacts, says } from '../facts.ts';
import { amountText } from '../grammar/amount.ts';
import { labelText } from '../labels.ts';
import type { Item } from '../line-items.ts';
import { evidenceOf, unionEvidence } from '../rows.ts';
import { countRows } from './count-rows.ts';
import { type ItemAmount, itemAmounts, LEAST_CELL } from './item-amounts.ts';
import { cellsOf, placeName } from './item-cells.ts';
import { holdTax, isTaxOf, numbersOf } from './item-numbers.ts';
import type { Tag } from './tags.ts';
import type { WordTags } from './word-tags.ts';

/** More items than any honest document of the kind has. */
const MOST_ITEMS = 300;
/** In the column of descriptions a word of an item's row belongs to them unless the network is sure of something else. */
const LEAST_IN_COLUMN = 0.15;
/** Outside of that column it is one of them only where the network is as sure as this. */
const SURE = 0.9;
/** Words of a column end within this share of the page's width from the others. */
const EDGE = 0.01;
const LEAST_BEGIN = 0.5;
/** An item goes on after at most this many rows that are none of an item: a page's foot, a stamp. */
const REACH = 3;

type Draft = { readonly amount: ItemAmount; readonly rows: ReadonlySet<number> };
type Column = { readonly left: number; readonly right: number };
type Look = { readonly facts: Facts; readonly tags: WordTags; readonly amounts: readonly ItemAmount[]; readonly column: Column };

/**
 * Line items by what the network says of words. Rows of items are parted where an item begins, and where a second amount comes; each part with
 * an amount is one. Undefined where it sees none, so that rules may look.
 */
export function taggedItems(facts: Facts, tags: WordTags): Item[] | undefined {
  const amounts = facts.rows.flatMap((row) => itemAmounts(facts, row, tags)).slice(0, MOST_ITEMS);
  if (amounts.length === 0) return undefined;
  const drafts = untilTotal(facts, partRows(facts, amounts, tags), tags);
  const look = { facts, tags, amounts, column: descriptionColumn(facts, drafts, tags) };
  const items = drafts.flatMap((draft) => toItem(look, draft) ?? []);
  return items.length === 0 ? undefined : items;
}

/** Items stand before the total of a document; what looks like one behind it is a table of tax, of payments, of other currencies. */
function untilTotal(facts: Facts, drafts: readonly Draft[], tags: WordTags): Draft[] {
  const first = drafts[0]?.amount.facts.row.index ?? 0;
  const isTotal = ({ row }: RowFacts): boolean =>
    row.words.some(({ text }, at) => /\d/.test(text) && tags.p(row.index, at, 'total') >= SURE);
  const total = facts.rows.slice(first + 1).find(isTotal)?.row.index ?? facts.rows.length;
  return drafts.filter(({ amount }) => amount.facts.row.index <= total);
}

/** Where descriptions stand: from the leftmost to the rightmost word that the network is sure of. */
function descriptionColumn(facts: Facts, drafts: readonly Draft[], tags: WordTags): Column {
  let [left, right] = [1, 0];
  for (const index of drafts.flatMap(({ rows }) => [...rows])) {
    facts.rows[index]?.row.words.forEach(({ box: [x, , w] }, at) => {
      if (tags.p(index, at, 'itemDescription') >= SURE) [left, right] = [Math.min(left, x), Math.max(right, x + w)];
    });
  }
  return { left, right };
}

/** Parts the rows of items: each beginning opens a part, and so does an amount where the open part has one. Parts without an amount are dropped. */
function partRows(facts: Facts, own: readonly ItemAmount[], tags: WordTags): Draft[] {
  const parts: { amount: ItemAmount | undefined; rows: Set<number>; last: number; opensAt: number }[] = [];
  const counts = countRows(facts, own, tags);
  for (const { row } of facts.rows) {
    const amounts = own.filter(({ facts: at }) => at.row === row);
    const count = counts.get(row.index);
    const open = parts.at(-1);
    // A name below the quantity that belongs to it begins nothing.
    const isBelowCount = open !== undefined && counts.get(open.opensAt) === true && open.amount === undefined;
    const isSeen = !isBelowCount && row.words.some((_, at) => tags.begins(row.index, at) >= LEAST_BEGIN);
    const begins = count ?? isSeen;
    if (amounts.length === 0 && !begins && !describes(row.index, row.words.length, tags)) continue;
    // Also over the end of a page, where the next one goes on at once.
    const goesOn = open !== undefined && row.index - open.last <= REACH && row.page - (facts.rows[open.last]?.row.page ?? 0) <= 1;
    const isNew = open === undefined || !goesOn || begins || (amounts.length > 0 && open.amount !== undefined);
    const part = isNew ? { amount: undefined, rows: new Set<number>(), last: row.index, opensAt: row.index } : open;
    if (isNew) parts.push(part);
    part.rows.add(row.index);
    part.last = row.index;
    part.amount ??= amounts[0];
    // Two items side by side in one row: each further amount is an item of that row alone.
    for (const amount of amounts.slice(1)) parts.push({ amount, rows: new Set([row.index]), last: row.index, opensAt: row.index });
  }
  return parts.flatMap(({ amount, rows }) => (amount === undefined ? [] : [{ amount, rows }]));
}

const ITEM_TAGS: readonly Tag[] = ['itemDescription', 'itemCode', 'itemQuantity', 'itemUnit', 'itemUnitPrice', 'itemTaxRate'];

function describes(row: number, words: number, tags: WordTags): boolean {
  const cells = Array.from({ length: words }, (_, at) => ITEM_TAGS.reduce((sum, tag) => sum + tags.p(row, at, tag), 0));
  return cells.filter((p) => p >= LEAST_CELL).length * 2 >= words;
}

function toItem(look: Look, draft: Draft): Item | undefined {
  const { facts, tags } = look;
  const { amount, rows } = draft;
  const at = [...rows].sort((a, b) => a - b).flatMap((index) => facts.rows[index] ?? []);
  const { code } = facts.currency;
  const places = at.flatMap((row) => placesIn(look, row, draft).map((place) => ({ row, at: place })));
  const { minor, taken, ...cells } = cellsOf(places, amount.minor, exponentOf(code), tags);
  // Nothing of something was not bought, and a percentage of another number is its tax: rows of a table of tax.
  if (minor === undefined || (minor === 0 && cells.quantity === '0')) return undefined;
  const numbers = numbersOf(amount.facts);
  const hasBase = numbers.some(({ digits, decimals }) => digits > 0n && decimals === exponentOf(code));
  if (minor === 0 && cells.quantity === undefined && hasBase) return undefined;
  if (taken.size === 0 && minor > 0 && isTaxOf(minor, numbers, exponentOf(code))) return undefined;
  const description = describedBy(look, draft, taken);
  if (!/\p{L}/u.test(description)) return undefined;
  // The same row where it begins with the name of the tax and the base was taken for the amount.
  const namesTax = cells.quantity === undefined && says(labelText(description), 'tax');
  if (taken.size === 0 && namesTax && holdTax(numbers, exponentOf(code))) return undefined;
  const evidence = unionEvidence(at.map(({ row }) => evidenceOf(row, 0, row.text.length)));
  const line: LineItem = {
    description,
    ...cells,
    amount: amountText(minor, code),
    ...(evidence === undefined ? {} : { page: evidence.page, box: evidence.box }),
  };
  return { line, minor, row: amount.facts.row.index };
}

/**
 * The words of the rows that describe, up to an attribute ("Gross price: 43.20", "Country : DE") that says no longer what was bought. Numbers of
 * the article are no words of it, but the name may stand behind or below them.
 */
function describedBy(look: Look, draft: Draft, taken: ReadonlySet<string>): string {
  const [first, last] = [Math.min(...draft.rows), Math.max(...draft.rows)];
  const rows = look.facts.rows.slice(first, last + 1);
  const numbers = articleNumberPlaces(look, rows, draft);
  const words: string[] = [];
  for (const row of rows) {
    if (isAttribute(look, row, draft, numbers) && words.some((word) => /\p{L}/u.test(word))) break;
    if (draft.rows.has(row.row.index)) words.push(...descriptionWords(look, row, draft, new Set([...taken, ...numbers])));
  }
  const joined = words.join(' ').replace(/(\p{L}-) (?=\p{L})/gu, '$1');
  return withoutArticleNumbers(joined).slice(0, 200);
}

/** The words of the column of descriptions that are numbers of the article with their labels, which may go on in the next row. */
function articleNumberPlaces(look: Look, rows: readonly RowFacts[], draft: Draft): ReadonlySet<string> {
  const { left, right } = look.column;
  let text = '';
  const spans: { readonly name: string; readonly start: number; readonly end: number }[] = [];
  for (const row of rows) {
    for (const at of placesIn(look, row, draft)) {
      const word = row.row.words[at];
      if (word === undefined || word.box[0] < left - EDGE || word.box[0] + word.box[2] > right + EDGE) continue;
      spans.push({ name: placeName(row, at), start: text.length, end: text.length + word.text.length });
      text += `${word.text} `;
    }
  }
  const found = articleNumbersIn(text);
  const inFound = (start: number, end: number) => found.some((one) => one.start < end && one.end > start);
  return new Set(spans.filter(({ start, end }) => inFound(start, end)).map(({ name }) => name));
}

/** A row below the amount's whose first words are a label; what stands behind the label of an article's number may be more of the name. */
function isAttribute({ tags }: Look, row: RowFacts, { amount }: Draft, numbers: ReadonlySet<string>): boolean {
  const { words, index } = row.row;
  const label = words.findIndex(({ text }, at) => /:$/.test(text) && at < 4);
  if (label < 0 || index === amount.facts.row.index || numbers.has(placeName(row, label))) return false;
  const behind = words.slice(label + 1).map((_, i) => tags.best(index, label + 1 + i).tag);
  return !behind.some((tag) => tag === 'itemCode' || tag === 'itemDescription');
}

/** The places of an item's words in a row: where the row has the amounts of several items, each has the words between its own and the one before. */
function placesIn({ amounts }: Look, row: RowFacts, { amount }: Draft): number[] {
  const all = row.row.words.map((_, at) => at);
  if (amount.facts !== row) return all;
  const others = amounts.filter((other) => other.facts === row && other !== amount);
  const from = (others.filter(({ to }) => to < amount.from).at(-1)?.to ?? -1) + 1;
  const to = others.some((other) => other.from > amount.to) ? amount.to : row.row.words.length - 1;
  return all.filter((at) => at >= from && at <= to);
}

/** The words that describe: those that the network says do, and those between them in the same column. Quantity, price and amount never do. */
function descriptionWords(look: Look, row: RowFacts, draft: Draft, taken: ReadonlySet<string>): string[] {
  const { tags, column } = look;
  return placesIn(look, row, draft).flatMap((at) => {
    const word = row.row.words[at];
    if (word === undefined || taken.has(placeName(row, at))) return [];
    const [x, , w] = word.box;
    const p = tags.p(row.row.index, at, 'itemDescription');
    const inColumn = x >= column.left && x + w <= column.right;
    const best = tags.best(row.row.index, at);
    const isSaid = p >= (inColumn ? LEAST_CELL : SURE);
    return isSaid || (inColumn && p >= LEAST_IN_COLUMN && best.p < 0.8) ? [word.text] : [];
  });
}
