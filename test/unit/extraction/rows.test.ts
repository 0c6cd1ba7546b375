import { describe, expect, test } from 'vitest';
import type { Reading } from '../../../src-main/contract/index.ts';
import { extract } from '../../../src-main/engine/extraction/extract.ts';
import { rowsOf } from '../../../src-main/engine/extraction/rows.ts';
import { context, reading } from './page.ts';

const texts = (input: Reading) => rowsOf(input).map(({ text }) => text);

describe('the words of a row', () => {
  test.each(['\u00ad', '\u200b', '\u200f', '\u202e', '\u2066'])('lose marks that nobody sees: %j', (mark) => {
    expect(texts(reading([`TO${mark}TAL £166${mark}.${mark}48`]))).toEqual(['TOTAL £166.48']);
    const found = extract(reading(['SHOP LTD', `Da${mark}te 14/${mark}03/2026`, `TOTAL £166${mark}.${mark}48`]), context()).fields;
    expect([found.total?.value, found.date?.value]).toEqual(['166.48', '2026-03-14']);
  });

  test('are none where there is nothing else in them', () => {
    expect(texts(reading(['\u200b\u200b', 'TOTAL \u200f 5.00']))).toEqual(['TOTAL 5.00']);
  });

  test('stay where they are, so that each has its place in the text', () => {
    const [row] = rowsOf(reading(['TO\u200bTAL  5.00']));
    expect(row?.words.map((word, at) => row.text.slice(row.offsets[at], (row.offsets[at] ?? 0) + word.text.length))).toEqual([
      'TOTAL',
      '5.00',
    ]);
  });

  test('are cut where they are endless', () => expect(texts(reading(['A'.repeat(150)]))[0]).toHaveLength(80));
});
