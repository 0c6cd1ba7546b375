import { describe, expect, it } from 'vitest';
import { isJunk } from '../../../src-main/workers/reading/second-reader/junk-words.ts';
import { parseTsv } from '../../../src-main/workers/reading/second-reader/tsv.ts';

const word = (text: string, confidence: number) => ({ text, confidence, left: 10, top: 10, width: 40, height: 20 });

describe('junk words', () => {
  it('drops what is empty or has no extent', () => {
    expect(isJunk(word('  ', 95))).toBe(true);
    expect(isJunk({ ...word('TOTAL', 95), width: 0 })).toBe(true);
  });

  it('drops uncertain marks, rules and fragments', () => {
    for (const [text, confidence] of [
      ['|', 40],
      ['————', 90],
      ['~.', 12],
      ['ae', 10],
      ['S', 30],
      ['-—e~', 20],
    ] as const) {
      expect(isJunk(word(text, confidence)), text).toBe(true);
    }
  });

  it('keeps words and numbers even where they are uncertain, because each carries its confidence', () => {
    for (const [text, confidence] of [
      ['TOTAL', 3],
      ['14.40', 5],
      ['28/12/2017', 0],
      ['6', 25],
      ['RM', 45],
      ['-', 90],
      ['%', 80],
    ] as const) {
      expect(isJunk(word(text, confidence)), text).toBe(false);
    }
  });
});

describe('table of words', () => {
  it('takes the words and skips pages, blocks, paragraphs and lines', () => {
    const tsv = [
      '1\t1\t0\t0\t0\t0\t0\t0\t400\t900\t-1\t',
      '4\t1\t1\t1\t1\t0\t78\t52\t244\t31\t-1\t',
      '5\t1\t1\t1\t1\t1\t78\t52\t51\t23\t93.16\tRM',
    ].join('\n');
    expect(parseTsv(tsv)).toEqual([{ text: 'RM', left: 78, top: 52, width: 51, height: 23, confidence: 93.16 }]);
  });

  it('skips rows without numbers', () => {
    expect(parseTsv('5\t1\t1\t1\t1\t1\tx\t52\t51\t23\t93\tRM\n\n5\n')).toEqual([]);
  });
});
