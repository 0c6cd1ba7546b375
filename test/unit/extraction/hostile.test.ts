import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reading, Word } from '../../../src-main/contract/index.ts';
import { Extraction } from '../../../src-main/contract/index.ts';
import { extract } from '../../../src-main/engine/extraction/extract.ts';
import { LIMITS, rowsOf } from '../../../src-main/engine/extraction/rows.ts';
import { context, reading } from './page.ts';

/** A megabyte of one text as 200-character words, 25 a line. */
function flood(piece: string): Reading {
  const word = piece.repeat(Math.ceil(200 / piece.length)).slice(0, 200);
  const words: Word[] = Array.from({ length: 5000 }, (_, i) => ({
    text: word,
    box: [(i % 25) / 25, Math.floor(i / 25) / 200, 0.03, 0.004],
    p: 1,
    line: Math.floor(i / 25),
  }));
  return { source: 'text', reader: 'test', pages: [{ page: 1, width: 2000, height: 3000, source: 'text', words }] };
}

describe('hostile text', () => {
  // The bound is in characters looked at, so that the test says the same on every machine; the suite's own timeout catches the rest.
  const pieces = [
    '1',
    '1.',
    '1,',
    '1 ',
    '1/1/',
    '-',
    '(',
    'TOTAL',
    'O0',
    'DE00',
    'A1 ',
    '\u0130',
    '𝟙',
    '0.0.0',
    "1'1",
    '1:1',
    '%',
    '9 . 9',
    'IBAN',
    '１２',
  ];
  test.each(pieces)('a megabyte of %j is cut to the limits and read', (piece) => {
    const input = flood(piece);
    const rows = rowsOf(input);
    const characters = rows.reduce((sum, row) => sum + row.text.length, 0);
    expect(rows.length).toBeLessThanOrEqual(LIMITS.rows);
    expect(characters).toBeLessThanOrEqual(LIMITS.wordsPerPage * (LIMITS.wordLength + 1));
    expect(rows.every((row) => row.text.length <= LIMITS.rowLength)).toBe(true);
    const found = extract(input, context());
    expect(found.lines.length).toBeLessThanOrEqual(300);
    Extraction.parse(found);
  });

  test('any words at any place give an extraction that fulfils the contract', () => {
    const word = fc.record({
      text: fc.oneof(
        fc.string({ minLength: 1, maxLength: 30 }),
        fc.constantFrom('TOTAL', '12.50', '03/04/2026', 'GST', '6%', 'CASH', 'CHANGE', '€', 'LTD', 'No:', '(', '-'),
      ),
      box: fc.tuple(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 0.3, noNaN: true }),
        fc.double({ min: 0, max: 0.1, noNaN: true }),
      ),
      p: fc.double({ min: 0, max: 1, noNaN: true }),
      line: fc.nat(30),
    });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const input: Reading = { source: 'ocr', reader: 'test', pages: [{ page: 1, width: 800, height: 1200, source: 'ocr', words }] };
        Extraction.parse(extract(input, context()));
      }),
      { numRuns: 150 },
    );
  });

  test('the same words give the same extraction', () => {
    const input = reading(['SHOP LTD', '03/04/2026', 'TOTAL 12.50']);
    expect(extract(input, context())).toEqual(extract(input, context()));
  });
});
