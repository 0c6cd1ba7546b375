import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMoney,
  CURRENCIES,
  Currency,
  exponentOf,
  formatMoney,
  money,
  negateMoney,
  parseMoney,
  subtractMoney,
} from '../../../src-main/contract/index.ts';

const currency = fc.constantFrom(...CURRENCIES).map((code) => Currency.parse(code));
/** What decimal text of 13 whole digits can hold in every currency. */
const minor = fc.integer({ min: -9_999_999_999_999, max: 9_999_999_999_999 });
const GBP = Currency.parse('GBP');

describe('money', () => {
  it('comes back from its decimal text unchanged, in every currency', () => {
    fc.assert(
      fc.property(minor, currency, (value, of) => {
        const amount = money(value, of);
        expect(parseMoney(formatMoney(amount), of)).toEqual(amount);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['GBP', 1234, '12.34'],
    ['GBP', -5, '-0.05'],
    ['JPY', 1234, '1234'],
    ['JPY', 0, '0'],
    ['KWD', 1234, '1.234'],
    ['KWD', -1, '-0.001'],
    ['HUF', 1234, '12.34'],
    ['ISK', -7, '-7'],
  ])('%s %i is written %s', (code, value, text) => {
    expect(formatMoney(money(value, Currency.parse(code)))).toBe(text);
  });

  it.each([
    ['GBP', '12.5', 1250],
    ['GBP', '12', 1200],
    ['GBP', '12.3400', 1234],
    ['JPY', '12.00', 12],
    ['KWD', '12.5', 12_500],
    ['GBP', '-0.00', 0],
    ['GBP', '0001.10', 110],
  ])('%s "%s" is read as %i minor units', (code, text, value) => {
    expect(parseMoney(text, Currency.parse(code))?.minor).toBe(value);
  });

  it.each([
    '',
    '12.345',
    '1,234.50',
    '1e3',
    '12.',
    '.5',
    '--1',
    '+1',
    ' 1',
    '1 ',
    '١٢',
    'NaN',
    '12345678901234',
    '0x10',
    '1.2.3',
    '12.0000001',
  ])('is not read from "%s"', (text) => {
    expect(parseMoney(text, GBP)).toBeUndefined();
  });

  it('is never read from text whose digits a number cannot hold', () => {
    expect(parseMoney('9999999999999.999', Currency.parse('KWD'))).toBeUndefined();
    expect(parseMoney('9007199254740.991', Currency.parse('KWD'))?.minor).toBe(Number.MAX_SAFE_INTEGER);
  });

  it.each([0.1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53), 1.000_000_1])('refuses %d minor units', (value) => {
    expect(() => money(value, GBP)).toThrow(RangeError);
  });

  it('refuses a sum that leaves the safe integers', () => {
    expect(() => addMoney(money(Number.MAX_SAFE_INTEGER, GBP), money(1, GBP))).toThrow(RangeError);
  });

  it('adds and subtracts exactly, and has no negative zero', () => {
    fc.assert(
      fc.property(minor, minor, currency, (a, b, of) => {
        const [x, y] = [money(a, of), money(b, of)];
        expect(subtractMoney(addMoney(x, y), y)).toEqual(x);
        expect(Object.is(negateMoney(money(0, of)).minor, 0)).toBe(true);
        expect(addMoney(x, negateMoney(x)).minor).toBe(0);
      }),
    );
  });

  it('does not combine two currencies', () => {
    const [pound, euro] = [money(1, GBP), money(1, Currency.parse('EUR'))];
    expect(() => addMoney(pound, euro)).toThrow(TypeError);
    expect(() => subtractMoney(pound, euro)).toThrow(TypeError);
  });

  it('knows currencies by their ISO code alone', () => {
    for (const wrong of ['gbp', 'GB', 'XXX', 'ZZZ', '', 'GBPX']) expect(Currency.safeParse(wrong).success).toBe(false);
    expect(exponentOf(Currency.parse('BHD'))).toBe(3);
    expect(exponentOf(Currency.parse('CLP'))).toBe(0);
  });
});
