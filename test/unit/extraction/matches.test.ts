import { expect, test } from 'vitest';
import { factsOf, forget } from '../../../src-main/engine/extraction/facts.ts';
import { anyOf, matchesIn } from '../../../src-main/engine/extraction/grammar/matches.ts';
import { context, reading } from './page.ts';

test('all matches are found, from the beginning each time', () => {
  const digits = /\d+/g;
  const found = () => [...matchesIn('No 12, 345', digits)].map(({ 0: text, index }) => [text, index]);
  expect(found()).toEqual([
    ['12', 3],
    ['345', 7],
  ]);
  expect(found()).toHaveLength(2);
  expect([...matchesIn('none', digits)]).toEqual([]);
});

test('one expression matches where any of several does', () => {
  const any = anyOf([/^NO\b/g, /TOTAL|SUM/g]);
  expect(['NO 4', 'THE SUM', 'TOTAL 3'].every((text) => any.test(text))).toBe(true);
  expect(['IS NO 4', 'SU M', ''].some((text) => any.test(text))).toBe(false);
});

test('expressions that would mean something else when joined are refused', () => {
  expect(() => anyOf([/a/g, /b/i])).toThrow(RangeError);
  expect(() => anyOf([/(a)\1/])).toThrow(RangeError);
});

test('a reading is looked at once for each context, until it is forgotten', () => {
  const [page, known] = [reading(['Total 12.50']), context()];
  const first = factsOf(page, known);
  expect(factsOf(page, known)).toBe(first);
  expect(factsOf(page, { ...known })).not.toBe(first);
  forget(known);
  expect(factsOf(page, known)).not.toBe(first);
  expect(factsOf(page, known)).toEqual(first);
});
