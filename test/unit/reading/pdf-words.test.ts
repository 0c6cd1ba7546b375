import { describe, expect, it } from 'vitest';
import { isCutOff } from '../../../src-main/workers/reading/pdf-structure.ts';
import { type PageChar, wordsFromChars } from '../../../src-main/workers/reading/pdf-words.ts';

/** Characters of one run of text: each 0.01 wide and 0.01 high, in a band a little larger than the ink. */
function run(text: string, left: number, top: number, options: { step?: number; isLevel?: boolean } = {}): PageChar[] {
  const { step = 0.01, isLevel = true } = options;
  return [...text].map((char, i) => ({
    text: char,
    left: left + i * step,
    right: left + i * step + 0.009,
    top,
    bottom: top + 0.01,
    bandTop: top - 0.002,
    bandBottom: top + 0.012,
    isLevel,
  }));
}

const read = (chars: PageChar[]) => wordsFromChars(chars, 1, 20_000).map(({ text, line }) => `${line}:${text}`);

describe('words of a text layer', () => {
  it('splits at spaces and joins the rest', () => {
    expect(read(run('Total due 12.00', 0.1, 0.5))).toEqual(['0:Total', '0:due', '0:12.00']);
  });

  it('splits at a gap without a space', () => {
    expect(read([...run('Net', 0.1, 0.5), ...run('10.00', 0.4, 0.5)])).toEqual(['0:Net', '0:10.00']);
  });

  it('splits where the text jumps to another line or back to the left', () => {
    expect(read([...run('one', 0.1, 0.5), ...run('two', 0.13, 0.6)])).toEqual(['0:one', '1:two']);
    expect(read([...run('right', 0.5, 0.5), ...run('left', 0.1, 0.5)])).toEqual(['0:left', '0:right']);
  });

  it('reads in order of the page, not of the file', () => {
    expect(read([...run('foot', 0.1, 0.9), ...run('head', 0.1, 0.1)])).toEqual(['0:head', '1:foot']);
  });

  it('keeps a word that runs up the page in one piece', () => {
    const upwards = [...'DRAFT'].map((text, i) => ({ ...run(text, 0.05, 0.5 - i * 0.01, { isLevel: false })[0], text })) as PageChar[];
    expect(read(upwards)).toEqual(['0:DRAFT']);
  });

  it('gives each word the box around its characters and full confidence', () => {
    const [word] = wordsFromChars(run('ab', 0.2, 0.3), 1, 10);
    expect(word?.p).toBe(1);
    expect(word?.box.map((value) => Math.round(value * 1000))).toEqual([200, 300, 19, 10]);
  });

  it('stops at the limit of words', () => {
    expect(wordsFromChars(run('a b c d e', 0, 0.5), 1, 3)).toHaveLength(3);
  });
});

describe('cut-off PDF', () => {
  const bytes = (value: string): Uint8Array => new Uint8Array(Buffer.from(value, 'latin1'));
  const whole = '%PDF-1.4\n1 0 obj\n<<>>\nendobj\nxref\n0 1\ntrailer<<>>\nstartxref\n31\n%%EOF\n';

  it('is one without an end, or with objects behind the last end', () => {
    expect(isCutOff(bytes(whole))).toBe(false);
    expect(isCutOff(bytes(whole.slice(0, 30)))).toBe(true);
    expect(isCutOff(bytes(`${whole}2 0 obj\n<</Length 100>>\nstream\nabc`))).toBe(true);
  });

  it('is not one that merely lacks its last line or has junk behind it', () => {
    expect(isCutOff(bytes(whole.replace('%%EOF\n', '')))).toBe(false);
    expect(isCutOff(bytes(`${whole}<html>no obj here</html>\0\0\0`))).toBe(false);
  });
});
