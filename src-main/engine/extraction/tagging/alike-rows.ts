import type { Facts, RowFacts } from '../facts.ts';
import type { Row } from '../rows.ts';
import { type ItemAmount, minorAt } from './item-amounts.ts';
import { isProduct, numbersOf } from './item-numbers.ts';

/** Right edges of a column of numbers lie within this share of the page's width of each other. */
const EDGE = 0.012;
/** How far before the first and behind the last known item another one is looked for, in rows. */
const AROUND = 2;

/**
 * Items that the network does not see, among those that it sees: rows whose quantity, price and amount stand in the columns of the others and
 * multiply. What a word is says less there than where it stands ("minimal 15.55 2 pcs 31.10" between five rows of the same form).
 */
export function alikeAmounts(facts: Facts, own: readonly ItemAmount[], exponent: number): ItemAmount[] {
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined || own.length < 2) return [...own];
  const amounts = own.map(({ facts: at, to }) => rightOf(at.row, to));
  const others = own.flatMap(({ facts: at, from, to }) =>
    numbersOf(at).flatMap((number) => (number.at < from || number.at > to ? rightOf(at.row, number.at) : [])),
  );
  const known = new Set(own.map(({ facts: at }) => at));
  const rows = facts.rows.slice(Math.max(0, first.facts.row.index - AROUND), last.facts.row.index + AROUND + 1);
  const alike = rows.flatMap((row) => (known.has(row) ? [] : (amountAlike(row, amounts, others, facts, exponent) ?? [])));
  return [...own, ...alike].sort((a, b) => a.facts.row.index - b.facts.row.index || a.from - b.from);
}

function amountAlike(
  row: RowFacts,
  amounts: readonly number[],
  others: readonly number[],
  facts: Facts,
  exponent: number,
): ItemAmount | undefined {
  const at = row.row.words.findLastIndex(({ text }, i) => /\d/.test(text) && isAmong(amounts, rightOf(row.row, i)));
  const minor = at < 0 ? undefined : minorAt(row, at, at, facts.currency.code);
  if (minor === undefined || minor <= 0) return undefined;
  const numbers = numbersOf(row).filter((number) => number.at !== at && number.digits > 0n && isAmong(others, rightOf(row.row, number.at)));
  const isProven = numbers.some((a) => numbers.some((b) => a.at !== b.at && isProduct(a, b, BigInt(minor), exponent)));
  return isProven ? { facts: row, from: at, to: at, minor, isAlike: true } : undefined;
}

const isAmong = (edges: readonly number[], edge: number): boolean => edges.some((one) => Math.abs(one - edge) <= EDGE);

function rightOf({ words }: Row, at: number): number {
  const [x = 0, , w = 0] = words[at]?.box ?? [];
  return x + w;
}
