import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUCKETS, PIECES, plainWord, rowHashes, shapeOf } from '../../../../src-main/engine/extraction/tagging/word-hashes.ts';

/** Places of the pieces that look at the words beside it. */
const BESIDE = [7, 8];
/** Place of the piece that is the word's shape. */
const SHAPE = 2;

const piecesOf = (row: readonly string[], at: number): number[] => [...rowHashes(row).slice(at * PIECES, (at + 1) * PIECES)];
const own = (row: readonly string[], at: number): number[] => piecesOf(row, at).filter((_, k) => !BESIDE.includes(k));
const unshaped = (word: string): number[] => piecesOf([word], 0).filter((_, k) => k !== SHAPE);

const word = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' });
const row = fc.array(word, { minLength: 1, maxLength: 12 });

describe('the pieces of a word', () => {
  test('are the same for the same row, time and again', () => {
    fc.assert(
      fc.property(row, (words) => {
        expect(rowHashes(words)).toEqual(rowHashes([...words]));
      }),
    );
  });

  test('are places of the table: 1 to its end, and 0 for nothing behind the last', () => {
    fc.assert(
      fc.property(row, (words) => {
        const found = rowHashes(words);
        expect(found).toHaveLength(words.length * PIECES);
        words.forEach((_, at) => {
          const pieces = piecesOf(words, at);
          const used = pieces.filter((piece) => piece !== 0);
          expect(used.length).toBeGreaterThanOrEqual(9);
          expect(pieces.slice(used.length).every((piece) => piece === 0)).toBe(true);
          expect(used.every((piece) => piece >= 1 && piece <= BUCKETS - 1)).toBe(true);
        });
      }),
    );
  });

  test('are the same wherever the word stands, but for those of the words beside it', () => {
    fc.assert(
      fc.property(word, row, row, (one, before, after) => {
        expect(own([...before, one, ...after], before.length)).toEqual(own([one], 0));
      }),
    );
  });

  test('differ with the word before and the word behind', () => {
    const [left, right] = BESIDE as [number, number];
    const found = ['Net', 'Sub'].map((before) => piecesOf([before, 'total', '12.50'], 1));
    expect(found[0]?.[left]).not.toBe(found[1]?.[left]);
    expect(found[0]?.[right]).toBe(found[1]?.[right]);
  });

  test.each([
    ['12.50', '98.76'],
    ['INV-00123', 'INV-99871'],
    ['03/04/2026', '31/12/1999'],
    ['2x', '7x'],
  ])('do not tell the digits of %s and %s apart', (a, b) => {
    expect(piecesOf([a], 0)).toEqual(piecesOf([b], 0));
  });

  test.each([
    ['Société', 'SOCIETE'],
    ['Übertrag', 'UBERTRAG'],
    ['Číslo', 'CISLO'],
    ['Total', 'TOTAL'],
    ['１２', '12'],
  ])('of %s are those of %s but for its shape', (a, b) => {
    expect(unshaped(a)).toEqual(unshaped(b));
    expect(plainWord(a)).toBe(b.replace(/\d/g, '0'));
  });

  test('tell different words apart', () => {
    const words = ['total', 'subtotal', 'tax', 'net', 'change', 'cash', 'invoice', 'date', '12.50', '1.250,00'];
    expect(new Set(words.map((one) => own([one], 0).join())).size).toBe(words.length);
  });

  test('of endless words are those of their beginning', () => {
    expect(piecesOf(['A'.repeat(5000)], 0)).toEqual(piecesOf(['A'.repeat(40)], 0));
  });

  test('a row without words has none', () => expect(rowHashes([])).toHaveLength(0));
});

// The case of letters is told by the words' numbers (`upper`), not by their shape: the network was trained on shapes without it.
describe('the shape of a word', () => {
  test.each([
    ['INV-00123', 'aa-00'],
    ['12.50', '00.00'],
    ['Total:', 'aa:'],
    ['€1,234.50', '€0,00.00'],
    ['Čas', 'aa'],
    ['x', 'a'],
  ])('of %s is %s', (text, shape) => expect(shapeOf(text)).toBe(shape));
});
