import type { LineItem } from '../../../contract/index.ts';
import type { AmountFact } from '../amounts.ts';
import type { Facts, RowFacts } from '../facts.ts';
import { amountText } from '../grammar/amount.ts';
import type { Item } from '../line-items.ts';
import { evidenceOf, unionEvidence } from '../rows.ts';
import type { Tag } from './tags.ts';
import { spanP, type WordTags } from './word-tags.ts';

/** More items than any honest document of the kind has. */
const MOST_ITEMS = 300;
/** An amount is an item's, and a word is a cell of an item, from here on. */
const LEAST_AMOUNT = 0.5;
const LEAST_CELL = 0.4;
/** Rows that an item may reach up and down from the row of its amount: a description of several lines. */
const REACH = 4;

type Words = { readonly row: number; readonly at: number; readonly text: string };
type Draft = { readonly amount: AmountFact; readonly rows: Set<number> };

/**
 * Line items by what the network says of words: each amount of an item is one, and the described rows around it belong to the nearest amount
 * that a beginning does not part from them. Undefined where it sees none, so that rules may look.
 */
export function taggedItems(facts: Facts, amounts: readonly AmountFact[], tags: WordTags): Item[] | undefined {
  const own = amounts.filter((fact) => spanP(tags, facts, spanOf(fact), 'itemAmount') >= LEAST_AMOUNT).slice(0, MOST_ITEMS);
  const drafts: Draft[] = own.map((amount) => ({ amount, rows: new Set([amount.facts.row.index]) }));
  if (drafts.length === 0) return undefined;
  shareRows(facts, drafts, tags);
  const items = drafts.flatMap((draft) => toItem(facts, draft, amounts, tags) ?? []);
  return items.length === 0 ? undefined : items;
}

const spanOf = ({ facts, mention }: AmountFact) => ({ row: facts.row.index, start: mention.start, end: mention.end });

/** Gives rows that only describe to the item that they belong to: the one above, unless an item begins there and the next one has its amount below. */
function shareRows(facts: Facts, drafts: readonly Draft[], tags: WordTags): void {
  const taken = new Set(drafts.flatMap(({ rows }) => [...rows]));
  for (const { row } of facts.rows) {
    if (taken.has(row.index) || !describes(row.index, row.words.length, tags)) continue;
    const above = drafts.findLast(({ amount }) => amount.facts.row.index < row.index && row.index - amount.facts.row.index <= REACH);
    const below = drafts.find(({ amount }) => amount.facts.row.index > row.index && amount.facts.row.index - row.index <= REACH);
    const samePage = (draft: Draft | undefined) => draft?.amount.facts.row.page === row.page;
    const begins = row.words.some((_, at) => tags.begins(row.index, at) >= 0.5) || beganSince(facts, above, row.index, tags);
    const owner = samePage(below) && (begins || !samePage(above)) ? below : samePage(above) ? above : undefined;
    owner?.rows.add(row.index);
  }
}

function describes(row: number, words: number, tags: WordTags): boolean {
  const cells = Array.from({ length: words }, (_, at) => ITEM_TAGS.reduce((sum, tag) => sum + tags.p(row, at, tag), 0));
  return cells.filter((p) => p >= LEAST_CELL).length * 2 > words;
}

const ITEM_TAGS: readonly Tag[] = ['itemDescription', 'itemCode', 'itemQuantity', 'itemUnit', 'itemUnitPrice', 'itemTaxRate'];

/** Whether an item began in a row between the amount above and this row, whose own amount is still to come. */
function beganSince(facts: Facts, above: Draft | undefined, row: number, tags: WordTags): boolean {
  if (above === undefined) return true;
  for (let between = above.amount.facts.row.index + 1; between < row; between++) {
    const words = facts.rows[between]?.row.words ?? [];
    if (words.some((_, at) => tags.begins(between, at) >= 0.5)) return true;
  }
  return false;
}

function toItem(facts: Facts, { amount, rows }: Draft, amounts: readonly AmountFact[], tags: WordTags): Item | undefined {
  const at = [...rows].sort((a, b) => a - b).flatMap((index) => facts.rows[index] ?? []);
  const words = (tag: Tag) => at.flatMap((row) => wordsWith(row, tag, tags, amounts, amount));
  const description = words('itemDescription')
    .map(({ text }) => text)
    .join(' ')
    .slice(0, 200);
  if (!/\p{L}/u.test(description)) return undefined;
  const { currency } = facts;
  const text = (minor: number) => amountText(minor, currency.code);
  const price = amounts.find(
    (other) => other !== amount && rows.has(other.facts.row.index) && spanP(tags, facts, spanOf(other), 'itemUnitPrice') >= LEAST_AMOUNT,
  );
  const quantity = quantityOf(words('itemQuantity').map(({ text: word }) => word));
  const taxRate = rateOf(words('itemTaxRate').map(({ text: word }) => word));
  const evidence = unionEvidence(at.map(({ row }) => evidenceOf(row, 0, row.text.length)));
  const line: LineItem = {
    description,
    ...(quantity === undefined ? {} : { quantity }),
    ...(price === undefined ? {} : { unitPrice: text(price.mention.minor) }),
    ...(taxRate === undefined ? {} : { taxRate }),
    amount: text(amount.mention.minor),
    ...(evidence === undefined ? {} : { page: evidence.page, box: evidence.box }),
  };
  return { line, minor: amount.mention.minor, row: amount.facts.row.index };
}

/** The words of a row with the tag. A row with the amounts of several items gives each the words before its own. */
function wordsWith({ row }: RowFacts, tag: Tag, tags: WordTags, amounts: readonly AmountFact[], own: AmountFact): Words[] {
  const before = amounts.filter(
    (other) =>
      other.facts.row === row && own.facts.row === row && other !== own && other.mention.end <= own.mention.start && isItem(other, tags),
  );
  const from = before.at(-1)?.mention.end ?? 0;
  return row.words.flatMap((word, at) => {
    const start = row.offsets[at] ?? 0;
    return start >= from && tags.p(row.index, at, tag) >= LEAST_CELL ? [{ row: row.index, at, text: word.text }] : [];
  });
}

function isItem(fact: AmountFact, tags: WordTags): boolean {
  const at = fact.facts.row.offsets.findIndex((offset, i) => offset + (fact.facts.row.words[i]?.text.length ?? 0) > fact.mention.start);
  return tags.p(fact.facts.row.index, Math.max(0, at), 'itemAmount') >= LEAST_AMOUNT;
}

/** `2`, `2,000`, `1.5`, `3x`, `2 Stk`: the first number, as decimal text. */
function quantityOf(words: readonly string[]): string | undefined {
  const found = /(?<![\d.,])(\d{1,6})(?:[.,](\d{1,4}))?(?![\d.,]*\d)/.exec(words.join(' '));
  if (!found) return undefined;
  const fraction = (found[2] ?? '').replace(/0+$/, '');
  const whole = String(Number(found[1]));
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** `19%`, `19,00`, `5.5 %`; a letter that stands for a rate is none. */
function rateOf(words: readonly string[]): string | undefined {
  const found = /(?<![\d.,])(\d{1,2})(?:[.,](\d{1,2}))?(?!\d)/.exec(words.join(' '));
  if (!found) return undefined;
  const fraction = (found[2] ?? '').replace(/0+$/, '');
  return fraction === '' ? String(Number(found[1])) : `${Number(found[1])}.${fraction}`;
}
