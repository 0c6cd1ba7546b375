import { describe, expect, it } from 'vitest';
import { alignWords, type StripWord } from '../../../src-main/workers/reading/second-reader/align-words.ts';
import type { OcrWord } from '../../../src-main/workers/reading/second-reader/tsv.ts';

/** Words of a row as they stand in the strip, ten px a sign; `_` stands for a space within a word's own text. */
function ours(row: string): StripWord[] {
  return [...row.matchAll(/\S+/g)].map(({ 0: text, index }) => ({ text, left: index * 10, right: (index + text.length) * 10 }));
}

function theirs(row: string, confidence = 90): OcrWord[] {
  return ours(row).map(({ text, left, right }) => ({ text, left, top: 0, width: right - left, height: 30, confidence }));
}

const texts = (first: string, second: string): (string | undefined)[] => alignWords(ours(first), theirs(second)).map((view) => view?.text);

describe('what the second reader saw in the place of a word', () => {
  it('is the word that lies over it', () => {
    expect(texts('TOTAL RM 8.70', 'TOTAL RM 6.70')).toEqual(['TOTAL', 'RM', '6.70']);
  });

  it('is nothing where it saw nothing', () => {
    expect(texts('TOTAL        8.70', 'TOTAL')).toEqual(['TOTAL', undefined]);
  });

  it('leaves out what only the second reader saw', () => {
    expect(texts('TOTAL', 'TOTAL        8.70')).toEqual(['TOTAL']);
  });

  it('is put together where the second reader parted a word', () => {
    expect(texts('15/03/2018', '15/0 /2018')).toEqual(['15/0/2018']);
  });

  it('is parted where the second reader put words together', () => {
    expect(texts('RM 8.70', 'RMS.70')).toEqual(['RM', 'S.70']);
    expect(texts('TOTAL: 8.70', 'TOTAI:6.70')).toEqual(['TOTAI:', '6.70']);
  });

  it('keeps each of several equal amounts in its place', () => {
    expect(texts('0.00  1.50  0.00', '      1.50  0.80')).toEqual([undefined, '1.50', '0.80']);
  });

  it('is as sure as its least sure part', () => {
    const [left, right] = [theirs('15/03', 90), theirs('      2018', 40)];
    expect(alignWords(ours('15/03/2018'), [...right, ...left])).toEqual([{ text: '15/032018', confidence: 40 }]);
  });

  it('loses no letter of the second reader however words lie over each other', () => {
    const first = 'AB CDE FG HIJ K';
    const second = 'ABCD EFG HI JK';
    expect(texts(first, second).join('')).toBe('ABCDEFGHIJK');
  });
});
