import { describe, expect, it } from 'vitest';
import { isJunk } from '../../../src-main/workers/reading/cascade/junk-words.ts';
import type { ReadLine, ReadWord } from '../../../src-main/workers/reading/own-reader/own-reader.ts';

const word = (text: string, p: number, width = 40): ReadWord => ({ text, p, left: 0, top: 0, width, height: 20 });
const line = (p: number, ...words: ReadWord[]): ReadLine => ({ line: { knots: [], height: 20, p: 1 }, words, p });
const NOUGAT = [word('Nougat', 0.98), word('de', 0.98), word('250g', 0.98)];

describe('junk of the own reader', () => {
  it.each([
    ['letters of a logo, in a line of nonsense', word('Í1llÎEW', 0.02), line(0.05)],
    ['a word that is certainly wrong, in a good line', word('pàahier3', 0.01), line(0.8)],
    ['a hopeless word among doubtful ones', word('pàahier3', 0.01), line(0.8, ...NOUGAT, word('Ilv', 0.5))],
    ['a hopeless word with few others', word('pàahier3', 0.01), line(0.8, ...NOUGAT.slice(1))],
    ['a rule of stars', word('******', 0.95), line(0.95)],
    ['a doubtful mark', word('·', 0.3), line(0.9)],
    ['a word without extent', word('TOTAL', 0.9, 0), line(0.9)],
  ])('is %s', (_, junk, around) => expect(isJunk(junk, around)).toBe(true));

  it.each([
    ['what can be an amount, however doubtful', word('1044.00', 0.01), line(0.05)],
    ['what can be a date, however doubtful', word('27/03/2018', 0.01), line(0.05)],
    ['a doubtful word that is not hopeless', word('Adjusbrent:', 0.35), line(0.35)],
    ['a hopeless word between sure ones', word("l'Abbaye", 0.01), line(0.8, ...NOUGAT)],
    ['a sure mark', word('%', 0.9), line(0.9)],
    ['a lone digit', word('7', 0.6), line(0.6)],
  ])('is not %s', (_, kept, around) => expect(isJunk(kept, around)).toBe(false));
});
