import { exponentOf, type LineItem } from '../../../contract/index.ts';
import { type Facts, type RowFacts, says } from '../facts.ts';
import { amountText } from '../grammar/amount.ts';
import { labelText } from '../labels.ts';
import type { Item } from '../line-items.ts';
import { evidenceOf, unionEvidence } from '../rows.ts';
import { alikeAmounts } from './alike-rows.ts';
import { itemAmounts } from './item-amounts.ts';
import { cellsOf } from './item-cells.ts';
import { type ItemTable, itemTable } from './item-columns.ts';
import { describedBy, placesIn } from './item-descriptions.ts';
import { holdTax, isTaxOf, numbersOf } from './item-numbers.ts';
import { type ItemPart, partRows } from './item-parts.ts';
import { namedSums, strangersAmong } from './item-sums.ts';
import type { WordTags } from './word-tags.ts';

/** More items than any honest document of the kind has. */
const MOST_ITEMS = 300;
/** From here on the network is sure of a total. */
const SURE = 0.9;

/**
 * Line items by what the network says of words. Rows of items are parted where an item begins, and where a second amount comes; each part with
 * an amount is one. Undefined where it sees none, so that rules may look.
 */
export function taggedItems(facts: Facts, tags: WordTags): Item[] | undefined {
  const seen = facts.rows.flatMap((row) => itemAmounts(facts, row, tags));
  const amounts = alikeAmounts(facts, seen, exponentOf(facts.currency.code)).slice(0, MOST_ITEMS);
  if (amounts.length === 0) return undefined;
  const parts = untilTotal(facts, partRows(facts, amounts, tags), tags);
  const table = itemTable(facts, amounts, parts, tags);
  const items = parts.flatMap((part) => toItem(table, part) ?? []);
  const sums = namedSums(facts, tags, new Set(parts.flatMap(({ rows }) => [...rows])));
  const strangers = strangersAmong(
    items.map(({ minor }) => minor),
    sums,
  );
  return items.length === 0 ? undefined : items.filter((_, at) => !strangers.has(at));
}

/** Items stand before the total of a document; what looks like one behind it is a table of tax, of payments, of other currencies. */
function untilTotal(facts: Facts, parts: readonly ItemPart[], tags: WordTags): ItemPart[] {
  const first = parts[0]?.amount.facts.row.index ?? 0;
  const isTotal = ({ row }: RowFacts): boolean =>
    row.words.some(({ text }, at) => /\d/.test(text) && tags.p(row.index, at, 'total') >= SURE);
  const total = facts.rows.slice(first + 1).find(isTotal)?.row.index ?? facts.rows.length;
  return parts.filter(({ amount }) => amount.facts.row.index <= total);
}

function toItem(table: ItemTable, part: ItemPart): Item | undefined {
  const { facts, tags } = table;
  const { amount, rows } = part;
  const at = [...rows].sort((a, b) => a - b).flatMap((index) => facts.rows[index] ?? []);
  const { code } = facts.currency;
  const places = at.flatMap((row) => placesIn(table, row, part).map((place) => ({ row, at: place })));
  const { minor, taken, ...cells } = cellsOf(places, amount.minor, exponentOf(code), tags);
  // Nothing of something was not bought, and a percentage of another number is its tax: rows of a table of tax.
  if (minor === undefined || (minor === 0 && cells.quantity === '0')) return undefined;
  const numbers = numbersOf(amount.facts);
  const hasBase = numbers.some(({ digits, decimals }) => digits > 0n && decimals === exponentOf(code));
  if (minor === 0 && cells.quantity === undefined && hasBase) return undefined;
  if (taken.size === 0 && minor > 0 && isTaxOf(minor, numbers, exponentOf(code))) return undefined;
  const description = describedBy(table, part, taken);
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
