import { describe, expect, test } from 'vitest';
import type { Reading, Word } from '../../../src-main/contract/index.ts';
import { rowsOf } from '../../../src-main/engine/extraction/rows.ts';
import { reading } from './page.ts';

/** Words with and without letters below the line, and rows that have only one kind. */
const PAGE = ['HARBOUR BAKERY', 'Typing Paper (grey)', 'Date July 14', 'Quay Supply Jugs', 'Bread 2.40', 'TOTAL (EUR) 12,40'];

/** The page with boxes that fit the ink: letters below the line make a word 0.28 capitals higher. */
function fittingInk(read: Reading): Reading {
  const fit = (word: Word): Word => {
    const [x, y, width, height] = word.box;
    return { ...word, box: [x, y, width, height * (/[gjpqyQ,;()]/.test(word.text) ? 1.28 : 1)] };
  };
  return { ...read, pages: read.pages.map((page) => ({ ...page, words: page.words.map(fit) })) };
}

describe('the size of the print', () => {
  test('does not depend on the letters where boxes fit the ink', () => {
    for (const { size } of rowsOf(fittingInk(reading(PAGE)))) expect(size).toBeCloseTo(16, 5);
  });

  test('does not depend on the letters where boxes are as high as their lines', () => {
    for (const { size } of rowsOf(reading(PAGE))) expect(size).toBeCloseTo(16, 5);
  });
});
