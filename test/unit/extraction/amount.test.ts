import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Currency, exponentOf } from '../../../src-main/contract/index.ts';
import { amountsIn } from '../../../src-main/engine/extraction/grammar/amount.ts';
import { readNumber } from '../../../src-main/engine/extraction/grammar/number.ts';

const GBP = Currency.parse('GBP');
const minors = (text: string, currency = 'GBP') => amountsIn(text, Currency.parse(currency)).map((a) => a.minor);

/** Writes minor units in a style: group mark, decimal mark. */
function written(minor: number, exponent: number, group: string, decimal: string): string {
  const digits = String(minor).padStart(exponent + 1, '0');
  const whole = exponent === 0 ? digits : digits.slice(0, -exponent);
  const grouped = whole.replace(/(?<=\d)(?=(?:\d{3})+$)/g, group);
  return exponent === 0 ? grouped : `${grouped}${decimal}${digits.slice(-exponent)}`;
}

describe('amounts on a page', () => {
  const styles = [
    { group: ',', decimal: '.' },
    { group: '.', decimal: ',' },
    { group: ' ', decimal: ',' },
    { group: "'", decimal: '.' },
    { group: '’', decimal: '.' },
    { group: '', decimal: '.' },
    { group: '', decimal: ',' },
  ];
  test.each(styles)('what is written with group "$group" and decimal "$decimal" is read as the same amount', ({ group, decimal }) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (minor) => {
        expect(minors(`TOTAL ${written(minor, 2, group, decimal)}`)).toEqual([minor]);
      }),
    );
  });

  test('yen have no decimals, with groups or without', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), fc.constantFrom(',', '.', ''), (minor, group) => {
        expect(minors(`¥${written(minor, 0, group, '')}`, 'JPY')).toEqual([minor]);
      }),
    );
  });

  test('dinars have three decimals', () => {
    expect(readNumber('1,234.567', exponentOf(Currency.parse('KWD')))).toEqual({ minor: 1_234_567, form: 'decimal' });
    expect(minors('KWD 4.250', 'KWD')).toEqual([4250]);
  });

  test.each([
    ['12.50-', -1250],
    ['(12.50)', -1250],
    ['-12.50', -1250],
    ['−12.50', -1250],
    ['12.50 CR', -1250],
    ['-RM 0.02', -2],
    ['RM-0.02', -2],
    ['($12.50)', -1250],
  ])('%s is negative', (text, minor) => {
    expect(minors(text)).toEqual([minor]);
  });
  test("a hyphen at the end of a word is no amount's minus", () => {
    expect(minors('Beamer- 122.50')).toEqual([12250]);
    expect(minors('Discount - 1.50')).toEqual([-150]);
    expect(minors('EUR -1.50')).toEqual([-150]);
  });

  test.each([
    ['£12.50', 1250],
    ['12.50€', 1250],
    ['EUR 12,50', 1250],
    ['12,50 EUR', 1250],
    ['RM12.50', 1250],
    ['$ 12.50', 1250],
    ['£ 12', 1200],
  ])('%s carries its currency', (text, minor) => {
    const [found] = amountsIn(text, GBP);
    expect(found?.minor).toBe(minor);
    expect(found?.mark).toBeDefined();
  });

  test.each([
    ['1O.5O', 1050],
    ['l2.50', 1250],
    ['12.S0', 1250],
    ['12 .50', 1250],
    ['12. 50', 1250],
  ])('%s is mended and marked as repaired', (text, minor) => {
    const [found] = amountsIn(text, GBP);
    expect(found).toMatchObject({ minor, repaired: true });
  });

  test.each(['TEL 03-7352 3888', '19.00%', '6 %', '350ML', '0.542 kg', '12:50', 'ABC123.45X9', '1.2.3.4', '10.50/kg', 'A12.50'])(
    '%s holds no amount',
    (text) => {
      expect(minors(text)).toEqual([]);
    },
  );

  test('a whole number without a currency is no amount where the currency has decimals', () => {
    expect(minors('QTY 3')).toEqual([]);
  });

  test('tax codes behind an amount do not hide it', () => {
    expect(minors('7.00 SR   24.95Z  3,99 B 2.50SR')).toEqual([700, 2495, 399, 250]);
  });
});
