import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reading, Word } from '../../../../src-main/contract/index.ts';
import { factsOf } from '../../../../src-main/engine/extraction/facts.ts';
import { tokensOf } from '../../../../src-main/engine/extraction/tagging/tokens.ts';
import { NUMBERS, wordNumbers } from '../../../../src-main/engine/extraction/tagging/word-numbers.ts';
import { hostileDocuments } from '../hostile-documents.ts';
import { context, pages, reading } from '../page.ts';

type NumberName = (typeof NUMBERS)[number];

/** All numbers of a reading, one after another, and how many words they describe. */
function numbersIn(input: Reading): { values: Float32Array; words: number } {
  const facts = factsOf(input, context());
  const tokens = tokensOf(facts);
  return { values: wordNumbers(facts, tokens), words: tokens.length };
}

/** One number of the first word with this text. */
function numberOf(input: Reading, text: string, name: NumberName): number | undefined {
  const facts = factsOf(input, context());
  const tokens = tokensOf(facts);
  const at = tokens.findIndex(({ word }) => word.text === text);
  if (at < 0) throw new RangeError(`There is no word ${text}.`);
  return wordNumbers(facts, tokens)[at * NUMBERS.length + NUMBERS.indexOf(name)];
}

/** A word that fails, by the name of its number, so that a failure tells which one it is. */
function outside(input: Reading): string[] {
  const { values, words } = numbersIn(input);
  expect(values).toHaveLength(words * NUMBERS.length);
  return [...values].flatMap((value, i) => (value >= -2 && value <= 3 ? [] : [`${NUMBERS[i % NUMBERS.length]}: ${value}`]));
}

const RECEIPT = reading([
  'CORNER SHOP',
  '14/03/2026  10:21',
  'Tea                     20.00',
  'Coffee                  30.00',
  'Subtotal                50.00',
  'VAT 20%                 10.00',
  'TOTAL                  £60.00',
]);
const of = (text: string, name: NumberName) => numberOf(RECEIPT, text, name);

describe('the numbers of a word', () => {
  test('have names that occur once', () => expect(new Set(NUMBERS).size).toBe(NUMBERS.length));

  test('are as many as they have names, and all between -2 and 3, on hostile documents', () => {
    for (const { name, reading: input } of hostileDocuments(64, 7)) expect(outside(input), name).toEqual([]);
  });

  test('stay between -2 and 3 wherever words stand and however large pages are', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const word: fc.Arbitrary<Word> = fc.record({
      text: fc.oneof(
        fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }),
        fc.constantFrom('12.50', '20%', '€', '01/02/2026', '-5,00'),
      ),
      box: fc.tuple(share, share, share, share),
      p: share,
      line: fc.nat(20),
    });
    const page = fc.record({
      page: fc.constant(1),
      width: fc.integer({ min: 1, max: 20_000 }),
      height: fc.integer({ min: 1, max: 20_000 }),
      source: fc.constant('ocr' as const),
      words: fc.array(word, { maxLength: 30 }),
    });
    fc.assert(
      fc.property(page, (one) => {
        expect(outside({ source: 'ocr', reader: 'test', pages: [one] })).toEqual([]);
      }),
    );
  });

  test('a document without words has none', () => expect(numbersIn(reading([])).values).toHaveLength(0));
});

describe('the numbers of amounts', () => {
  test('tell amounts from other words', () => {
    expect(['20.00', '£60.00', 'Tea', '20%', '14/03/2026'].map((text) => of(text, 'amount'))).toEqual([1, 1, 0, 0, 0]);
    expect(['20.00', '£60.00', 'Tea'].map((text) => of(text, 'decimal'))).toEqual([1, 1, 0]);
    expect([of('£60.00', 'marked'), of('20.00', 'marked')]).toEqual([1, 0]);
    expect([of('£60.00', 'currencyMark'), of('20.00', 'currencyMark')]).toEqual([1, 0]);
    expect([of('20%', 'rate'), of('20.00', 'rate')]).toEqual([1, 0]);
  });

  test('rank them by size', () => {
    expect([of('£60.00', 'rank'), of('50.00', 'rank'), of('10.00', 'rank')]).toEqual([1, 0.75, 0]);
    expect(of('Tea', 'rank')).toBe(0);
    expect(of('£60.00', 'size')).toBeGreaterThan(of('10.00', 'size') ?? 1);
  });

  test('say which add up and which are tax', () => {
    expect(['£60.00', '50.00', '10.00'].map((text) => of(text, 'isSum'))).toEqual([1, 1, 0]);
    expect(['£60.00', '50.00', '10.00'].map((text) => of(text, 'isPart'))).toEqual([0, 1, 1]);
    expect(['£60.00', '50.00', '10.00'].map((text) => of(text, 'isTax'))).toEqual([0, 0, 1]);
    expect(['£60.00', '50.00', '10.00'].map((text) => of(text, 'isBase'))).toEqual([0, 1, 0]);
  });

  test('tell a minus', () => expect(numberOf(reading(['Refund -12.50']), '-12.50', 'negative')).toBe(1));

  test('tell how often an amount is printed', () => {
    const twice = reading(['TOTAL 12.50', 'CARD 12.50', 'CHANGE 0.20']);
    expect(numberOf(twice, '12.50', 'count')).toBeGreaterThan(0);
    expect(numberOf(twice, '0.20', 'count')).toBe(0);
  });
});

describe('the numbers of places', () => {
  test('tell days, and those whose order is open, and times', () => {
    expect([of('14/03/2026', 'date'), of('10:21', 'date'), of('10:21', 'time'), of('20.00', 'time')]).toEqual([1, 0, 1, 0]);
    const open = { ...context(), dateOrder: undefined };
    expect(of('14/03/2026', 'openDate')).toBe(0);
    const { dateOrder: _order, ...unknown } = open;
    const facts = factsOf(reading(['Date 03/04/2026']), unknown);
    const values = wordNumbers(facts, tokensOf(facts));
    expect(values[NUMBERS.length + NUMBERS.indexOf('openDate')]).toBe(1);
  });

  test('tell rows and cells apart', () => {
    expect([of('CORNER', 'startsRow'), of('SHOP', 'startsRow'), of('SHOP', 'endsRow')]).toEqual([1, 0, 1]);
    expect([of('10.00', 'startsCell'), of('20%', 'endsCell'), of('VAT', 'endsCell')]).toEqual([1, 1, 0]);
    expect(of('10.00', 'cell')).toBeCloseTo(0.2);
    expect(of('Subtotal', 'rowHasAmount')).toBeCloseTo(1 / 3);
    expect([of('14/03/2026', 'rowHasDate'), of('Tea', 'rowHasDate')]).toEqual([1, 0]);
  });

  test('tell amounts that stand under each other at the right', () => {
    expect(of('10.00', 'alignsRight')).toBeCloseTo(1);
    expect(of('Tea', 'alignsRight')).toBe(-1);
  });

  test('tell the first page from the last', () => {
    const two = pages([['Front'], ['Back']]);
    expect(['firstPage', 'lastPage'].map((name) => numberOf(two, 'Front', name as NumberName))).toEqual([1, 0]);
    expect(['firstPage', 'lastPage'].map((name) => numberOf(two, 'Back', name as NumberName))).toEqual([0, 1]);
    expect(of('Tea', 'lastPage')).toBe(1);
    expect(of('Tea', 'pages')).toBe(0);
  });
});
