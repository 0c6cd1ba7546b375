import type { Currency } from '../../../contract/index.ts';
import type { Facts, RowFacts } from '../facts.ts';
import { amountsIn } from '../grammar/amount.ts';
import { isGroup } from './item-numbers.ts';
import type { WordTags } from './word-tags.ts';

/**
 * An amount that the network takes for an item's: the words from `from` to `to` of a row. `minor` is undefined where a number stands there that
 * could not be read.
 */
export type ItemAmount = {
  readonly facts: RowFacts;
  readonly from: number;
  readonly to: number;
  readonly minor: number | undefined;
  /** It was told by where it stands alone, see `alikeAmounts`. */
  readonly isAlike?: boolean;
};

/** An amount is an item's, and a word is a cell of an item, from here on. */
export const LEAST_AMOUNT = 0.5;
export const LEAST_CELL = 0.4;

/**
 * The amounts of items in a row, by words and not by what grammars found in the row's text: those join "1 113,59" to one number where a
 * quantity stands beside an amount. Of several without a word of another item between them (net and gross of one line) the surest counts.
 */
export function itemAmounts(facts: Facts, row: RowFacts, tags: WordTags): ItemAmount[] {
  const p = (at: number): number => tags.p(row.row.index, at, 'itemAmount');
  const runs = runsIn(row, (at) => p(at) >= LEAST_AMOUNT).map(([from, to]) => ({
    ...{ facts: row, from, to, p: p(from) },
    minor: minorAt(row, from, to, facts.currency.code),
  }));
  const found: (typeof runs)[number][] = [];
  for (const run of runs) {
    const last = found.at(-1);
    const isOwn = last === undefined || isOtherItem(row, last.to + 1, run.from, tags);
    if (isOwn) found.push(run);
    else if (last.minor === undefined || (run.minor !== undefined && run.p > last.p)) found[found.length - 1] = run;
  }
  return found.map(({ p: _, ...amount }) => amount);
}

/** Whether words from one place up to another begin or describe an item of their own. */
function isOtherItem({ row }: RowFacts, from: number, to: number, tags: WordTags): boolean {
  return row.words
    .slice(from, to)
    .some((_, i) => tags.begins(row.index, from + i) >= 0.5 || tags.p(row.index, from + i, 'itemDescription') >= LEAST_AMOUNT);
}

/** Runs of words with digits that pass a test; a run goes on where its words are one number ("2 709,72", or "473, 51" that grammars joined). */
function runsIn({ row, amounts }: RowFacts, test: (at: number) => boolean): (readonly [from: number, to: number])[] {
  const runs: [number, number][] = [];
  const isJoined = (at: number): boolean => {
    const [before, behind] = [row.offsets[at - 1] ?? 0, row.offsets[at] ?? 0];
    return amounts.some(({ start, end }) => start <= before && end > behind);
  };
  row.words.forEach((word, at) => {
    if (!/\d/.test(word.text) || !test(at)) return;
    const last = runs.at(-1);
    if (last !== undefined && last[1] === at - 1 && (isJoined(at) || isGroup(row.words[at - 1]?.text ?? '', word.text))) last[1] = at;
    else runs.push([at, at]);
  });
  return runs;
}

/**
 * The value of a run: what the grammars found there, or what stands in it alone, as an amount even where it has no decimals, since the network
 * says that it is one. A letter inside a number may be any digit.
 */
export function minorAt({ row, amounts }: RowFacts, from: number, to: number, currency: Currency): number | undefined {
  const text = row.words
    .slice(from, to + 1)
    .map((word) => word.text)
    .join('');
  const [start, end] = [row.offsets[from] ?? 0, (row.offsets[to] ?? 0) + (row.words[to]?.text.length ?? 0)];
  const known = amounts.find((one) => one.start < end && one.end > start);
  const digits = (of: string): string => of.replace(/\D/g, '');
  if (known !== undefined && digits(row.text.slice(known.start, known.end)) === digits(text)) return known.minor;
  const bare = text.replace(/^[^\d-]+|[^\d]+$/g, '');
  if (/[^\d.,'’ -]/.test(bare)) return undefined;
  const sign = /^[-−–]$/.test(row.words[from - 1]?.text ?? '') ? '-' : '';
  const read = (one: string): number | undefined => (amountsIn(one, currency)[0] ?? amountsIn(`${currency} ${one}`, currency)[0])?.minor;
  return read(`${sign}${text}`) ?? (/[.,]\d\d$/.test(bare) || bare === text ? read(`${sign}${bare}`) : undefined);
}
