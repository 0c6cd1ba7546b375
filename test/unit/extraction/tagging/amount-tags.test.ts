import { describe, expect, test } from 'vitest';
import { amountFacts } from '../../../../src-main/engine/extraction/amounts.ts';
import { amountP } from '../../../../src-main/engine/extraction/tagging/amount-tags.ts';
import { regroupedAmounts } from '../../../../src-main/engine/extraction/tagging/regrouped-amounts.ts';
import { tagged } from './fake-tags.ts';

test('a mark of currency beside an amount takes nothing from what its digits are', () => {
  const { facts, tags } = tagged(['Total EUR{currency} 14.60{total}']);
  const [mention] = facts.rows[0]?.amounts ?? [];
  expect(mention?.start).toBe(6);
  expect(amountP(tags, facts, { row: 0, start: mention?.start ?? 0, end: mention?.end ?? 0 })('total')).toBeGreaterThan(0.95);
  expect(amountP(tags, facts, { row: 0, start: 0, end: 5 })('total')).toBe(0);
});

describe('two numbers side by side', () => {
  const minors = (line: string) => {
    const { facts, tags } = tagged([line]);
    return regroupedAmounts(amountFacts(facts), facts, tags).map(({ mention }) => mention.minor);
  };

  test('are one amount where the network takes both for the same sum', () => {
    expect(minors('Total 18{total} 058.35{total}')).toEqual([1805835]);
    expect(minors('Cash 1{cash} 200.00{cash}')).toEqual([120000]);
  });

  test('are two where it does not, or where they are no groups of one', () => {
    expect(minors('Tea 18{itemQuantity} 058.35{itemAmount}')).toEqual([5835]);
    expect(minors('Total 18{total:.7} 058.35{total}')).toEqual([5835]);
    expect(minors('Total 18{total} 58.35{total}')).toEqual([5835]);
  });
});
