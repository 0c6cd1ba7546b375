import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupIntoLines } from '../../../src-main/workers/reading/lines.ts';

type Item = { text: string; left: number; top: number; height: number };
const item = (text: string, left: number, top: number, height = 20): Item => ({ text, left, top, height });
const group = (items: readonly Item[]): string[][] =>
  groupIntoLines(items, ({ left, top, height }) => ({ left, top, bottom: top + height })).map((line) => line.map(({ text }) => text));

describe('lines', () => {
  it('reads rows from top to bottom and words from left to right', () => {
    expect(group([item('9.50', 300, 52), item('Total', 20, 50), item('Receipt', 40, 10)])).toEqual([['Receipt'], ['Total', '9.50']]);
  });

  it('keeps the words of a slightly rotated row together', () => {
    expect(group([item('a', 0, 100), item('b', 100, 103), item('c', 200, 106), item('d', 300, 109)])).toEqual([['a', 'b', 'c', 'd']]);
  });

  it('puts a small mark on the line of the words beside it', () => {
    expect(group([item('RM', 0, 100), item('.', 40, 114, 4), item('next', 0, 130)])).toEqual([['RM', '.'], ['next']]);
  });

  it('keeps rows apart that lie close together', () => {
    expect(group([item('one', 0, 100, 18), item('two', 0, 119, 18), item('three', 50, 138, 18)])).toEqual([['one'], ['two'], ['three']]);
  });

  it('loses and invents nothing, and does not depend on the order', () => {
    const arbitrary = fc.array(
      fc.record({ text: fc.uuid(), left: fc.nat(900), top: fc.nat(900), height: fc.integer({ min: 1, max: 60 }) }),
      {
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(arbitrary, (items) => {
        const lines = group(items);
        expect(lines.flat().sort()).toEqual(items.map(({ text }) => text).sort());
        expect(lines.every((line) => line.length > 0)).toBe(true);
      }),
    );
  });
});
