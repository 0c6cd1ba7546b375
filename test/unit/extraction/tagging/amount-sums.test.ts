import { afterEach, describe, expect, test, vi } from 'vitest';
import { amountSigns } from '../../../../src-main/engine/extraction/tagging/amount-sums.ts';

/** 20.00 and 30.00 of goods, 10.00 of tax, 60.00 in all. */
const RECEIPT = [2000, 3000, 5000, 1000, 6000];

describe('what amounts say of each other', () => {
  test('an amount to which two others add up is a sum, and those are its parts', () => {
    const signs = amountSigns(RECEIPT, []);
    expect([...signs].filter(([, { isSum }]) => isSum).map(([minor]) => minor)).toEqual([2000, 3000, 5000, 6000]);
    expect(signs.get(1000)).toMatchObject({ isSum: false, isPart: true });
    expect(signs.get(6000)).toMatchObject({ isSum: true, isPart: false });
  });

  test('an amount and itself are two', () => {
    expect(amountSigns([250, 500], []).get(500)?.isSum).toBe(true);
  });

  test('a printed percentage of another is its tax, and that is the base', () => {
    const signs = amountSigns(RECEIPT, [20]);
    expect(signs.get(1000)).toMatchObject({ isTax: true, isBase: false });
    expect(signs.get(5000)).toMatchObject({ isTax: false, isBase: true });
    expect(amountSigns(RECEIPT, [7]).get(1000)?.isTax).toBe(false);
  });

  test.each([33, 34])('tax may be rounded either way, as .33 or .34 of 1.75 at 19 percent: %d', (tax) => {
    // It is .3325.
    expect(amountSigns([175, tax], [19]).get(tax)?.isTax).toBe(true);
  });

  test('neither a rate of nothing nor a few cents make a tax', () => {
    const signs = amountSigns([4, 20, 5000], [0, 20]);
    expect([...signs.values()].some(({ isTax }) => isTax)).toBe(false);
  });

  test('a minus is no difference', () => {
    const signs = amountSigns([-2000, -1000, 3000, 1000], []);
    expect(signs.get(3000)?.isSum).toBe(true);
    expect(signs.get(1000)?.count).toBe(2);
  });

  test('amounts are ranked by size, 0 the largest and 1 the smallest, and counted', () => {
    const signs = amountSigns([100, 300, 200, 300], []);
    expect([300, 200, 100].map((minor) => signs.get(minor)?.rank)).toEqual([0, 0.5, 1]);
    expect([300, 200, 100].map((minor) => signs.get(minor)?.count)).toEqual([2, 1, 1]);
    expect(amountSigns([700], []).get(700)?.rank).toBe(0);
  });

  test('nothing is said of nothing, and 0.00 is no part', () => {
    expect(amountSigns([], [20]).size).toBe(0);
    expect(amountSigns([0, 500], []).get(500)).toMatchObject({ isSum: false, isPart: false });
  });
});

describe('a document of five hundred amounts', () => {
  afterEach(() => vi.restoreAllMocks());
  // No two of the same size, none the sum of two others.
  const amounts = Array.from({ length: 500 }, (_, i) => 1001 + i);

  test('has signs of each of them, and sums of the last ones, where sums stand', () => {
    const signs = amountSigns([1, 2, 3, ...amounts.slice(0, 400), 70_000, 80_000, 150_000], []);
    expect(signs.size).toBe(406);
    expect(signs.get(150_000)?.isSum).toBe(true);
    expect(signs.get(3)).toMatchObject({ isSum: false, rank: 1, count: 1 });
  });

  test('costs no more sums than one of ninety, and four looks an amount at what they gave', () => {
    const tries = (given: readonly number[]): number => {
      const has = vi.spyOn(Set.prototype, 'has');
      amountSigns(given, [7, 19]);
      const { length } = has.mock.calls;
      has.mockRestore();
      return length;
    };
    expect(tries(amounts)).toBeLessThanOrEqual(tries(amounts.slice(0, 90)) + 4 * 410);
  });
});
