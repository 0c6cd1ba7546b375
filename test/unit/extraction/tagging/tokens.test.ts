import { describe, expect, test } from 'vitest';
import type { Reading } from '../../../../src-main/contract/index.ts';
import { factsOf } from '../../../../src-main/engine/extraction/facts.ts';
import { neighboursOf, type Token, tokensOf } from '../../../../src-main/engine/extraction/tagging/tokens.ts';
import { READING_LIMITS } from '../../../../src-main/engine/reading/limits.ts';
import { context, pages, reading } from '../page.ts';

const tokensIn = (input: Reading): Token[] => tokensOf(factsOf(input, context()));
const textsOf = (tokens: readonly Token[]): string[] => tokens.map(({ word }) => word.text);

/** `n` rows of ten words that name their place in the document. */
const rowsOfTen = (n: number, from = 0): string[] =>
  Array.from({ length: n }, (_, row) => Array.from({ length: 10 }, (_w, at) => `w${(from + row) * 10 + at}`).join(' '));

/** The words beside a word, by their texts; a word that is its own neighbour has none there. */
function around(input: Reading, text: string): Record<'above' | 'below' | 'heading' | 'first', string> {
  const tokens = tokensIn(input);
  const at = tokens.findIndex(({ word }) => word.text === text);
  const found = neighboursOf(tokens)[at];
  if (found === undefined) throw new RangeError(`There is no word ${text}.`);
  const named = (index: number) => (index === at ? 'none' : (tokens[index]?.word.text ?? 'outside'));
  return { above: named(found.above), below: named(found.below), heading: named(found.heading), first: named(found.first) };
}

describe('the words of a document', () => {
  test('come row by row and from left to right, in whatever order the reader gave them', () => {
    const plain = pages([
      ['Alpha Beta          Gamma', 'Delta'],
      ['Epsilon', 'Zeta Eta'],
    ]);
    const shuffled = { ...plain, pages: plain.pages.map((page) => ({ ...page, words: page.words.toReversed() })) };
    const order = ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon', 'Zeta', 'Eta'];
    expect(textsOf(tokensIn(plain))).toEqual(order);
    expect(textsOf(tokensIn(shuffled))).toEqual(order);
  });

  test('know their place in the text of the row, and the cell that they stand in', () => {
    const tokens = tokensIn(reading(['Net total          GBP 12.50']));
    expect(tokens.map(({ at, cell, start, end, facts }) => [at, cell, facts.row.text.slice(start, end)])).toEqual([
      [0, 0, 'Net'],
      [1, 0, 'total'],
      [2, 1, 'GBP'],
      [3, 1, '12.50'],
    ]);
  });

  test('are all there in a document of six full pages', () => {
    expect(tokensIn(reading(rowsOfTen(200)))).toHaveLength(2000);
  });

  test('lose their middle where there are too many: parties stand in front, sums at the end', () => {
    const long = pages([rowsOfTen(150), rowsOfTen(150, 150)]);
    const texts = textsOf(tokensIn(long));
    expect(texts).toHaveLength(READING_LIMITS.taggerWords);
    expect(texts.slice(0, 1300)).toEqual(Array.from({ length: 1300 }, (_, i) => `w${i}`));
    expect(texts.slice(1300)).toEqual(Array.from({ length: 700 }, (_, i) => `w${2300 + i}`));
  });

  test('have neighbours among those that are left, however many were cut', () => {
    const tokens = tokensIn(pages([rowsOfTen(150), rowsOfTen(151, 150)].map((lines) => lines.map((line) => `x ${line}`))));
    const neighbours = neighboursOf(tokens);
    expect(neighbours).toHaveLength(tokens.length);
    for (const index of neighbours.flatMap(({ above, below, heading, first }) => [above, below, heading, first])) {
      expect(index >= 0 && index < tokens.length).toBe(true);
    }
  });

  test('a document without words has none', () => {
    expect(tokensIn(reading([]))).toEqual([]);
    expect(neighboursOf([])).toEqual([]);
  });
});

describe('the neighbours of a word', () => {
  const table = ['Item                Price', 'Tea                 2.50', 'Coffee              3.50', '', 'Thanks'];

  test('are the words over and under it', () => {
    expect(around(reading(table), '2.50')).toMatchObject({ above: 'Price', below: '3.50' });
    expect(around(reading(table), 'Coffee')).toMatchObject({ above: 'Tea', below: 'Thanks' });
  });

  test('of several words over it the one that shares most of its width counts', () => {
    const found = around(reading(['No Description', 'MMMMMMMMM']), 'MMMMMMMMM');
    expect(found.above).toBe('Description');
  });

  test('are none where nothing lies over or under it in the next row', () => {
    expect(around(reading(table), '3.50')).toMatchObject({ below: 'none' });
    expect(around(reading(table), 'Item')).toMatchObject({ above: 'none' });
  });

  test('end with the page', () => {
    const two = pages([
      ['Item                Price', 'Tea                 2.50'],
      ['Coffee              3.50', 'Milk                1.20'],
    ]);
    expect(around(two, '2.50')).toMatchObject({ below: 'none' });
    expect(around(two, '3.50')).toMatchObject({ above: 'none', heading: 'none', below: '1.20' });
    expect(around(two, '1.20')).toMatchObject({ above: '3.50', heading: 'none' });
  });

  test('the first word of its row is where its label stands', () => {
    expect(around(reading(['Total to pay      12.50']), '12.50').first).toBe('Total');
    expect(around(reading(['Total to pay      12.50']), 'Total').first).toBe('none');
  });
});

describe('the heading of a column', () => {
  const rows = (n: number) => Array.from({ length: n }, (_, i) => `Thing${i}               ${i + 1}.50`);

  test('is the nearest row of cells without amounts, however many rows lie between', () => {
    expect(around(reading(['Item                Price', ...rows(60)]), '60.50').heading).toBe('Price');
    expect(around(reading(['Item                Price', ...rows(60)]), 'Thing59').heading).toBe('Item');
  });

  test('is not looked for beyond the longest tables', () => {
    expect(around(reading(['Item                Price', ...rows(90)]), '90.50').heading).toBe('none');
  });

  test('may stand in the second row above where the nearest has nothing over the word', () => {
    const input = reading([
      'Item                Qty                 Price',
      'Name                Pieces',
      'Tea                 2                   5.00',
    ]);
    expect(around(input, '5.00').heading).toBe('Price');
    expect(around(input, '2').heading).toBe('Pieces');
  });

  test('is no sentence and no row with an amount', () => {
    const input = reading(['Thank you for everything that you bought', 'Carried over        9.00', 'Tea                 2.50']);
    expect(around(input, '2.50').heading).toBe('none');
  });
});
