import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Currency, formatMoney, LocalDate, money } from '../../../src-main/contract/index.ts';
import { canonicalField, parseAmountText, parseDateText } from '../../../src-main/engine/extraction/typed.ts';
import { context } from './page.ts';

const GBP = Currency.parse('GBP');
const KWD = Currency.parse('KWD');
const today = LocalDate.parse('2026-06-30');

describe('an amount that a person types', () => {
  test.each([
    ['1.234,56', '1234.56'],
    ['1,234.56', '1234.56'],
    ['1 234,56', '1234.56'],
    ["1'234.56", '1234.56'],
    ['12,5', '12.50'],
    ['1234.5', '1234.50'],
    ['1234', '1234.00'],
    ['-3.20', '-3.20'],
    ['3.20-', '-3.20'],
    ['(3.20)', '-3.20'],
    ['£ 9', '9.00'],
    ['9 EUR', '9.00'],
    ['1.234.567', '1234567.00'],
    ['.50', '0.50'],
  ])('%s is %s', (text, value) => {
    expect(parseAmountText(text, GBP)).toBe(value);
  });

  test.each(['', 'abc', '1.2.3', '12,3456', '1,23,456.00', '12.345,6,7', '--5', '1 2'])('%s is none', (text) => {
    expect(parseAmountText(text, GBP)).toBeUndefined();
  });

  test('what could be thousands or three decimals is settled by the style alone', () => {
    expect(parseAmountText('1.234', KWD)).toBeUndefined();
    expect(parseAmountText('1.234', KWD, 'dot')).toBe('1.234');
    expect(parseAmountText('1.234', KWD, 'comma')).toBe('1234.000');
    expect(parseAmountText('1.234', GBP)).toBe('1234.00');
    expect(parseAmountText('1.234', GBP, 'dot')).toBeUndefined();
    expect(parseAmountText('1,234', GBP, 'dot')).toBe('1234.00');
  });

  test('the canonical text of any amount reads back as itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), fc.constantFrom('GBP', 'JPY', 'KWD'), (minor, code) => {
        const currency = Currency.parse(code);
        const text = formatMoney(money(minor, currency));
        expect(parseAmountText(text, currency, 'dot')).toBe(text);
      }),
    );
  });

  test('yen take no decimals', () => {
    expect(parseAmountText('1200.50', Currency.parse('JPY'))).toBeUndefined();
  });
});

describe('a date that a person types', () => {
  test.each([
    ['3/4/26', 'dmy', '2026-04-03'],
    ['3/4/26', 'mdy', '2026-03-04'],
    ['26-04-03', 'ymd', '2026-04-03'],
    ['2026-04-03', 'mdy', '2026-04-03'],
    ['3 apr', 'dmy', '2026-04-03'],
    ['3 dec', 'dmy', '2025-12-03'],
    ['3.4.', 'dmy', '2026-04-03'],
    ['April 3, 2026', 'dmy', '2026-04-03'],
    ['3 März 2026', 'dmy', '2026-03-03'],
    ['25/12/2025', 'mdy', '2025-12-25'],
  ] as const)('%s in order %s is %s', (text, order, day) => {
    expect(parseDateText(text, order, today)).toBe(day);
  });

  test.each(['', 'tomorrow', '31/2/2026', '3/4/26 4/4/26', '99'])('%s is none', (text) => {
    expect(parseDateText(text, 'dmy', today)).toBeUndefined();
  });
});

describe('a correction of a field', () => {
  test('amounts get the digits of the currency', () => {
    expect(canonicalField('total', '1.234,5', context({ currency: 'EUR' }))).toEqual({ value: '1234.50' });
    expect(canonicalField('total', '1200', context({ currency: 'JPY' }))).toEqual({ value: '1200' });
  });

  test('an IBAN with wrong check digits is refused, and nothing in it is mended', () => {
    expect(canonicalField('iban', 'DE89 3704 0044 0532 0130 00', context())).toEqual({ value: 'DE89370400440532013000' });
    expect(canonicalField('iban', 'DE88 3704 0044 0532 0130 00', context())).toHaveProperty('problem');
    expect(canonicalField('iban', 'DE89 37O4 0044 0532 0130 00', context())).toHaveProperty('problem');
  });

  test('a currency is known by code or sign', () => {
    expect(canonicalField('currency', 'eur', context())).toEqual({ value: 'EUR' });
    expect(canonicalField('currency', '$', context({ currency: 'AUD' }))).toEqual({ value: 'AUD' });
    expect(canonicalField('currency', 'XQZ', context())).toHaveProperty('problem');
  });

  test('names are trimmed and kept as typed; an empty value is a problem', () => {
    expect(canonicalField('supplier', '  Müller   & Söhne ', context())).toEqual({ value: 'Müller & Söhne' });
    expect(canonicalField('supplier', '   ', context())).toHaveProperty('problem');
    expect(canonicalField('date', '31/02/2026', context())).toHaveProperty('problem');
  });
});
