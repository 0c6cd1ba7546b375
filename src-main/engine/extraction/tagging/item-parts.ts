import type { Facts, RowFacts } from '../facts.ts';
import type { Row } from '../rows.ts';
import { countRows } from './count-rows.ts';
import { type ItemAmount, LEAST_CELL } from './item-amounts.ts';
import type { Tag } from './tags.ts';
import type { WordTags } from './word-tags.ts';

/** The rows of one line item, by their index, and its amount. */
export type ItemPart = { readonly amount: ItemAmount; readonly rows: ReadonlySet<number> };

/** From here on a row is looked at though nothing in it describes. */
const LEAST_BEGIN = 0.5;
/** An item without an amount begins only from here on: its amount was not read. Less sure, the row goes on with the item above it. */
const SURELY_BEGINS = 0.9;
/** An item goes on after at most this many rows that are none of an item: a page's foot, a stamp. */
const REACH = 3;
const ITEM_TAGS: readonly Tag[] = ['itemDescription', 'itemCode', 'itemQuantity', 'itemUnit', 'itemUnitPrice', 'itemTaxRate'];

const DASH = /^[-–—]$/;

type Candidate = { readonly facts: RowFacts; readonly amounts: readonly ItemAmount[]; readonly begins: number; readonly isCount: boolean };
type OpenPart = { amount: ItemAmount | undefined; rows: Set<number>; last: number };

/**
 * Parts the rows of items so that each part has one amount. Of the rows from one amount to the next an item begins in the one where that is most
 * probable. Parts without an amount are dropped.
 */
export function partRows(facts: Facts, own: readonly ItemAmount[], tags: WordTags): ItemPart[] {
  const counts = countRows(facts, own, tags);
  const candidates = facts.rows.flatMap((row): Candidate[] => {
    const { index, words } = row.row;
    const amounts = own.filter(({ facts: at }) => at === row);
    const seen = Math.max(0, ...words.map((_, at) => tags.begins(index, at)));
    const count = counts.get(index);
    const isOne =
      amounts.length > 0 || count !== undefined || seen >= LEAST_BEGIN || isDashed(row.row) || describes(index, words.length, tags);
    return isOne ? [{ facts: row, amounts, begins: count === undefined ? seen : Number(count), isCount: count === true }] : [];
  });
  const starts = startsOf(candidates);
  const parts: OpenPart[] = [];
  for (const candidate of candidates) {
    const { row } = candidate.facts;
    const open = parts.at(-1);
    const [first, ...others] = candidate.amounts;
    // Also over the end of a page, where the next one goes on at once.
    const goesOn = open !== undefined && row.index - open.last <= REACH && row.page - (facts.rows[open.last]?.row.page ?? 0) <= 1;
    const isNew = !goesOn || starts.has(candidate) || (first !== undefined && open.amount !== undefined);
    const part = isNew ? { amount: undefined, rows: new Set<number>(), last: row.index } : open;
    if (isNew) parts.push(part);
    part.rows.add(row.index);
    part.last = row.index;
    part.amount ??= first;
    // Two items side by side in one row: each further amount is an item of that row alone.
    for (const amount of others) parts.push({ amount, rows: new Set([row.index]), last: row.index });
  }
  return parts.flatMap(({ amount, rows }) => (amount === undefined ? [] : [{ amount, rows }]));
}

/** Where items begin: of the rows behind an amount up to the next one the most probable, and rows that surely do. */
function startsOf(candidates: readonly Candidate[]): ReadonlySet<Candidate> {
  const starts = new Set<Candidate>();
  let waiting: Candidate[] = [];
  for (const candidate of candidates) {
    waiting.push(candidate);
    if (candidate.amounts.length === 0) continue;
    // A name below the quantity that belongs to it begins nothing.
    const best = waiting.find(({ isCount }) => isCount) ?? waiting.reduce((a, b) => (b.begins >= a.begins ? b : a));
    const at = waiting.indexOf(best);
    starts.add(best);
    for (const one of waiting.slice(0, at)) if (one.begins >= SURELY_BEGINS) starts.add(one);
    waiting = [];
  }
  for (const one of waiting) if (one.begins >= SURELY_BEGINS) starts.add(one);
  return starts;
}

/**
 * A row that goes on behind a dash ("Navigation | - guarantee") belongs to the item above it, whatever its words are, unless it is a fact with its
 * label ("- origin: DE").
 */
export function isDashed({ words, text, cells }: Row): boolean {
  return words.length > 1 && words.length <= 4 && cells.length === 1 && DASH.test(words[0]?.text ?? '') && !/[:=]/.test(text);
}

function describes(row: number, words: number, tags: WordTags): boolean {
  const cells = Array.from({ length: words }, (_, at) => ITEM_TAGS.reduce((sum, tag) => sum + tags.p(row, at, tag), 0));
  return cells.filter((p) => p >= LEAST_CELL).length * 2 >= words;
}
