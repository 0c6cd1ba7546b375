import { exponentOf, type LineItem } from '../../../contract/index.ts';
import type { AmountFact } from '../amounts.ts';
import type { Facts, RowFacts } from '../facts.ts';
import { amountText } from '../grammar/amount.ts';
import type { Item } from '../line-items.ts';
import { evidenceOf, unionEvidence } from '../rows.ts';
import { numbersOf, quantityAndPrice } from './item-numbers.ts';
import type { Tag } from './tags.ts';
import { spanP, type WordTags } from './word-tags.ts';

/** More items than any honest document of the kind has. */
const MOST_ITEMS = 300;
/** An amount is an item's, and a word is a cell of an item, from here on. */
const LEAST_AMOUNT = 0.5;
const LEAST_CELL = 0.4;
/** In the column of descriptions a word of an item's row belongs to them unless the network is sure of something else. */
const LEAST_IN_COLUMN = 0.15;
const LEAST_BEGIN = 0.5;
/** An item goes on after at most this many rows that are none of an item: a page's foot, a stamp. */
const REACH = 3;

type Draft = { readonly amount: AmountFact; readonly rows: Set<number> };
type Column = { readonly left: number; readonly right: number };
type Look = { readonly facts: Facts; readonly tags: WordTags; readonly amounts: readonly AmountFact[]; readonly column: Column };

/**
 * Line items by what the network says of words. Rows of items are parted where an item begins, and where a second amount comes; each part with
 * an amount is one. Undefined where it sees none, so that rules may look.
 */
export function taggedItems(facts: Facts, amounts: readonly AmountFact[], tags: WordTags): Item[] | undefined {
  const own = amounts.filter((fact) => spanP(tags, facts, spanOf(fact), 'itemAmount') >= LEAST_AMOUNT).slice(0, MOST_ITEMS);
  if (own.length === 0) return undefined;
  const drafts = partRows(facts, own, tags);
  const look = { facts, tags, amounts, column: descriptionColumn(facts, drafts, tags) };
  const items = drafts.flatMap((draft) => toItem(look, draft) ?? []);
  return items.length === 0 ? undefined : items;
}

const spanOf = ({ facts, mention }: AmountFact) => ({ row: facts.row.index, start: mention.start, end: mention.end });

/** Where descriptions stand: from the leftmost to the rightmost word that the network is sure of. */
function descriptionColumn(facts: Facts, drafts: readonly Draft[], tags: WordTags): Column {
  let [left, right] = [1, 0];
  for (const index of drafts.flatMap(({ rows }) => [...rows])) {
    facts.rows[index]?.row.words.forEach(({ box: [x, , w] }, at) => {
      if (tags.p(index, at, 'itemDescription') >= 0.7) [left, right] = [Math.min(left, x), Math.max(right, x + w)];
    });
  }
  return { left, right };
}

/** Parts the rows of items: each beginning opens a part, and so does an amount where the open part has one. Parts without an amount are dropped. */
function partRows(facts: Facts, own: readonly AmountFact[], tags: WordTags): Draft[] {
  const parts: { amount: AmountFact | undefined; rows: Set<number>; last: number }[] = [];
  for (const { row } of facts.rows) {
    const amounts = own.filter(({ facts: at }) => at.row === row);
    const begins = row.words.some((_, at) => tags.begins(row.index, at) >= LEAST_BEGIN);
    if (amounts.length === 0 && !begins && !describes(row.index, row.words.length, tags)) continue;
    const open = parts.at(-1);
    // Also over the end of a page, where the next one goes on at once.
    const goesOn = open !== undefined && row.index - open.last <= REACH && row.page - (facts.rows[open.last]?.row.page ?? 0) <= 1;
    const isNew = open === undefined || !goesOn || begins || (amounts.length > 0 && open.amount !== undefined);
    const part = isNew ? { amount: undefined, rows: new Set<number>(), last: row.index } : open;
    if (isNew) parts.push(part);
    part.rows.add(row.index);
    part.last = row.index;
    part.amount ??= amounts[0];
    // Two items side by side in one row: each further amount is an item of that row alone.
    for (const amount of amounts.slice(1)) parts.push({ amount, rows: new Set([row.index]), last: row.index });
  }
  return parts.flatMap(({ amount, rows }) => (amount === undefined ? [] : [{ amount, rows }]));
}

const ITEM_TAGS: readonly Tag[] = ['itemDescription', 'itemCode', 'itemQuantity', 'itemUnit', 'itemUnitPrice', 'itemTaxRate'];

function describes(row: number, words: number, tags: WordTags): boolean {
  const cells = Array.from({ length: words }, (_, at) => ITEM_TAGS.reduce((sum, tag) => sum + tags.p(row, at, tag), 0));
  return cells.filter((p) => p >= LEAST_CELL).length * 2 >= words;
}

function toItem(look: Look, draft: Draft): Item | undefined {
  const { facts, tags, amounts } = look;
  const { amount, rows } = draft;
  const at = [...rows].sort((a, b) => a - b).flatMap((index) => facts.rows[index] ?? []);
  const description = describedBy(look, at, draft)
    .join(' ')
    .replace(/(\p{L}-) (?=\p{L})/gu, '$1')
    .slice(0, 200);
  if (!/\p{L}/u.test(description)) return undefined;
  const words = (tag: Tag) => at.flatMap((row) => wordsWith(look, row, draft, tag));
  const numbersIn = (row: RowFacts) => {
    const places = placesIn(look, row, draft);
    return numbersOf(row).filter((number) => places.includes(number.at));
  };
  const price = amounts.find(
    (other) => other !== amount && rows.has(other.facts.row.index) && spanP(tags, facts, spanOf(other), 'itemUnitPrice') >= LEAST_AMOUNT,
  );
  const { code } = facts.currency;
  const product = quantityAndPrice(at.flatMap(numbersIn), amount.mention.minor, exponentOf(code), tags);
  const quantity = product?.quantity ?? quantityOf(words('itemQuantity'));
  const unitPrice =
    product === undefined ? price && amountText(Math.abs(price.mention.minor), code) : paddedTo(product.unitPrice, exponentOf(code));
  const taxRate = rateOf(words('itemTaxRate'));
  const evidence = unionEvidence(at.map(({ row }) => evidenceOf(row, 0, row.text.length)));
  const line: LineItem = {
    description,
    ...(quantity === undefined ? {} : { quantity }),
    ...(unitPrice === undefined ? {} : { unitPrice }),
    ...(taxRate === undefined ? {} : { taxRate }),
    amount: amountText(amount.mention.minor, code),
    ...(evidence === undefined ? {} : { page: evidence.page, box: evidence.box }),
  };
  return { line, minor: amount.mention.minor, row: amount.facts.row.index };
}

/** The words of the rows that describe, up to an attribute ("Gross price: 43.20", "Art. no.: 4711") that says no longer what was bought. */
function describedBy(look: Look, rows: readonly RowFacts[], draft: Draft): string[] {
  const words: string[] = [];
  for (const row of rows) {
    const isAttribute = row !== draft.amount.facts && row.row.words.some(({ text }, at) => /:$/.test(text) && at < 4);
    if (isAttribute && words.length > 0) break;
    words.push(...descriptionWords(look, row, draft));
  }
  return words;
}

/** At least as many decimals as the currency has; a price may have more. */
function paddedTo(text: string, exponent: number): string {
  const [whole = '0', fraction = ''] = text.split('.');
  return exponent === 0 && fraction === '' ? whole : `${whole}.${fraction.padEnd(exponent, '0')}`;
}

/** The places of an item's words in a row: where the row has the amounts of several items, each has the words between its own and the one before. */
function placesIn({ tags, facts, amounts }: Look, row: RowFacts, { amount }: Draft): number[] {
  const { offsets, words } = row.row;
  const all = words.map((_, at) => at);
  if (amount.facts !== row) return all;
  const others = amounts.filter(
    (other) => other.facts === row && other !== amount && spanP(tags, facts, spanOf(other), 'itemAmount') >= LEAST_AMOUNT,
  );
  const from = others.filter(({ mention }) => mention.end <= amount.mention.start).at(-1)?.mention.end ?? 0;
  const to = others.some(({ mention }) => mention.start >= amount.mention.end) ? amount.mention.end : row.row.text.length;
  return all.filter((at) => (offsets[at] ?? 0) >= from && (offsets[at] ?? 0) < to);
}

function wordsWith(look: Look, row: RowFacts, draft: Draft, tag: Tag): string[] {
  return placesIn(look, row, draft).flatMap((at) =>
    look.tags.p(row.row.index, at, tag) >= LEAST_CELL ? [row.row.words[at]?.text ?? ''] : [],
  );
}

/** The words that describe: those that the network says do, and those between them in the same column. */
function descriptionWords(look: Look, row: RowFacts, draft: Draft): string[] {
  const { tags, column } = look;
  return placesIn(look, row, draft).flatMap((at) => {
    const word = row.row.words[at];
    if (word === undefined) return [];
    const [x, , w] = word.box;
    const p = tags.p(row.row.index, at, 'itemDescription');
    const inColumn = x >= column.left && x + w <= column.right;
    const best = tags.best(row.row.index, at);
    return p >= LEAST_CELL || (inColumn && p >= LEAST_IN_COLUMN && best.p < 0.8) ? [word.text] : [];
  });
}

/** `2`, `2,000`, `1.5`, `3x`, `2 Stk`: the first number, as decimal text. */
function quantityOf(words: readonly string[]): string | undefined {
  return decimalIn(words, /(?<![\d.,])(\d{1,6})(?:[.,](\d{1,4}))?(?![\d.,]*\d)/);
}

/** `19%`, `19,00`, `5.5 %`; a letter that stands for a rate is none. */
function rateOf(words: readonly string[]): string | undefined {
  return decimalIn(words, /(?<![\d.,])(\d{1,2})(?:[.,](\d{1,2}))?(?!\d)/);
}

function decimalIn(words: readonly string[], pattern: RegExp): string | undefined {
  const found = pattern.exec(words.join(' '));
  if (!found) return undefined;
  const fraction = (found[2] ?? '').replace(/0+$/, '');
  const whole = String(Number(found[1]));
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
