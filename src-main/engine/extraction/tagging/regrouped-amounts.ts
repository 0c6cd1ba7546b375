import type { AmountFact } from '../amounts.ts';
import type { Facts } from '../facts.ts';
import { minorAt } from './item-amounts.ts';
import { isGroup } from './item-numbers.ts';
import type { Tag } from './tags.ts';
import type { WordTags } from './word-tags.ts';

/** Sums that an amount of several groups may be. */
const SUMS: readonly Tag[] = ['total', 'net', 'tax', 'subtotal', 'cash', 'taxBase', 'taxGross', 'taxAmount', 'itemAmount', 'itemUnitPrice'];
/** From here on the network is sure that two numbers side by side are one. */
const SURE = 0.8;

/**
 * "18 058.35" is one amount where the network takes both words for the same sum. Grammars alone would take a quantity beside a price for one, so
 * that they join groups only where their marks leave no doubt.
 */
export function regroupedAmounts(amounts: readonly AmountFact[], facts: Facts, tags: WordTags): AmountFact[] {
  return amounts.map((fact) => {
    const { row } = fact.facts;
    const first = row.words.findIndex((_, at) => (row.offsets[at] ?? 0) >= fact.mention.start);
    const [before, word] = [row.words[first - 1], row.words[first]];
    if (before === undefined || word === undefined || !/^\d{1,3}$/.test(before.text) || !isGroup(before.text, word.text)) return fact;
    const isOne = SUMS.some((tag) => [first - 1, first].every((at) => tags.p(row.index, at, tag) >= SURE));
    const minor = isOne ? minorAt(fact.facts, first - 1, first, facts.currency.code) : undefined;
    return minor === undefined ? fact : { ...fact, mention: { ...fact.mention, minor, start: row.offsets[first - 1] ?? 0 } };
  });
}
