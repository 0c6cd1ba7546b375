import { describe, expect, it } from 'vitest';
import type { DecodedCharacter } from '../../../../src-main/workers/reading/own-reader/ctc-decode.ts';
import { preferGrammar } from '../../../../src-main/workers/reading/own-reader/grammar-prior.ts';

/**
 * Characters as a net might give them: `1{O.6|0.3}.50` is a sure `1`, then an `O` of probability .6 that may be a `0` of .3, and so on.
 * What is not in braces is sure.
 */
function read(pattern: string): DecodedCharacter[] {
  return [...pattern.matchAll(/\{([^}]+)\}|([^{}])/g)].map(({ 1: options, 2: sure }, frame) => {
    const [best = { text: sure ?? '', p: 0.99 }, ...others] = (options?.split('|') ?? []).map((option) => ({
      text: option.slice(0, 1),
      p: Number(option.slice(1)),
    }));
    return { ...best, frame, others };
  });
}

const preferred = (pattern: string): string =>
  preferGrammar(read(pattern))
    .map(({ text }) => text)
    .join('');

describe('the prior for numbers', () => {
  it.each([
    ['an amount', 'RM 1{O.6|0.3}.50', 'RM 10.50'],
    ['an amount with a dot that looked like a comma and a letter', '1{l.5|1.2},2{S.7|5.2}4.00', '11,254.00'],
    ['a day', '{Z.6|2.2}1/03/2018', '21/03/2018'],
    ['a date whose separators agree', '21{:.5|/.3}03/2018', '21/03/2018'],
    ['a month that exists', '21/{4.5|1.4}2/2018', '21/12/2018'],
    ['a time', '1{B.7|8.2}:45', '18:45'],
    ['a VAT id', 'DE12345{G.6|6.3}789', 'DE123456789'],
    ['a number without shape', '00164120{O.5|0.4}43', '00164120043'],
    ['a letter in a word of letters', 'SUBTO{1.6|T.3}AL', 'SUBTOTAL'],
  ])('prefers %s', (_, pattern, wanted) => {
    expect(preferred(pattern)).toBe(wanted);
  });

  it.each([
    ['a word that makes sense as it stands', '10.5{0.5|8.4}', '10.50'],
    ['letters among letters', 'T{O.6|0.3}TAL', 'TOTAL'],
    ['what ends a word of digits behind a mark', "100'{S.6|8.3}", "100'S"],
    ['a letter between a letter and digits', 'CS{O.5|0.4}0224314', 'CSO0224314'],
    ['what the net finds far more probable', '1{O.95|0.03}.50', '1O.50'],
    ['a character without runners-up', '1O.50', '1O.50'],
    ['a code of letters and digits', 'AB{O.6|0.3}1', 'ABO1'],
    ['an amount in which nothing else fits either', '1{O.6|Q.3}.5X', '1O.5X'],
  ])('leaves %s alone', (_, pattern, wanted) => {
    expect(preferred(pattern)).toBe(wanted);
  });

  it('mends an IBAN in groups where its check digits come out right', () => {
    expect(preferred('IBAN: DE89 3704 0044 0532 0{7.6|1.2}30 00')).toBe('IBAN: DE89 3704 0044 0532 0130 00');
    expect(preferred('IBAN: DE89 3704 {O.5|0.4}044 0{8.6|5.3}32 0130 00')).toBe('IBAN: DE89 3704 0044 0532 0130 00');
  });

  it('leaves an IBAN alone whose check digits are right, or that nothing likely makes right', () => {
    expect(preferred('DE89 3704 0044 0532 0{1.6|7.38}30 00')).toBe('DE89 3704 0044 0532 0130 00');
    expect(preferred('DE89 3704 0044 0532 0{7.6|8.38}30 00')).toBe('DE89 3704 0044 0532 0730 00');
  });

  it('gives what it put in a probability above one half and below one, and leaves its place', () => {
    const [, zero] = preferGrammar(read('1{O.6|0.3}.50'));
    expect(zero?.frame).toBe(1);
    expect(zero?.p).toBeCloseTo((8 * 0.3) / (8 * 0.3 + 0.7), 9);
  });

  it('leaves a line without doubt as it is', () => {
    const sure = read('TOTAL 10.50');
    expect(preferGrammar(sure)).toBe(sure);
  });
});
