import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CURRENCIES, Currency, exponentOf } from '../../../src-main/contract/index.ts';
import { amountsIn } from '../../../src-main/engine/extraction/grammar/amount.ts';

const read = (text: string, currency: string) => amountsIn(text, Currency.parse(currency)).map((a) => a.minor);

/** How the whole part is grouped: threes with a mark, or the Indian way. */
type Style = { readonly name: string; readonly group: string; readonly decimal: string; readonly indian?: boolean };

const STYLES: readonly Style[] = [
  { name: '1.234,56', group: '.', decimal: ',' },
  { name: '1,234.56', group: ',', decimal: '.' },
  { name: '1 234,56', group: ' ', decimal: ',' },
  { name: '1 234,56 with no-break spaces', group: '\u00a0', decimal: ',' },
  { name: '1 234,56 with narrow no-break spaces', group: '\u202f', decimal: ',' },
  { name: '1 234.56 with no-break spaces', group: '\u00a0', decimal: '.' },
  { name: "1'234.56", group: "'", decimal: '.' },
  { name: '1’234.56', group: '’', decimal: '.' },
  { name: '1234.56', group: '', decimal: '.' },
  { name: '1234,56', group: '', decimal: ',' },
  { name: '1,23,456.00', group: ',', decimal: '.', indian: true },
];

function grouped(whole: string, { group, indian }: Style): string {
  if (!indian) return whole.replace(/(?<=\d)(?=(?:\d{3})+$)/g, group);
  const [head, tail] = [whole.slice(0, -3), whole.slice(-3)];
  return head === '' ? tail : `${head.replace(/(?<=\d)(?=(?:\d{2})+$)/g, group)}${group}${tail}`;
}

function printed(minor: number, exponent: number, style: Style): string {
  const digits = String(minor).padStart(exponent + 1, '0');
  const whole = grouped(digits.slice(0, digits.length - exponent), style);
  return exponent === 0 ? whole : `${whole}${style.decimal}${digits.slice(-exponent)}`;
}

const amount = fc.integer({ min: 1, max: 99_999_999_99 });

/** Where a currency's sign or code stands, glued and not. */
const MARKED: readonly ((number: string, mark: string) => string)[] = [
  (number) => number,
  (number, mark) => `${mark}${number}`,
  (number, mark) => `${mark} ${number}`,
  (number, mark) => `${number} ${mark}`,
  (number, mark) => `${number}${mark}`,
];

/** How a negative amount is printed. */
const NEGATIVE: readonly ((text: string) => string)[] = [
  (text) => `-${text}`,
  (text) => `− ${text}`,
  (text) => `–${text}`,
  (text) => `(${text})`,
  (text) => `${text}-`,
  (text) => `${text} CR`,
];

describe('an amount in any format', () => {
  test.each(STYLES)('written as $name is read as the same amount, with marks before and behind', (style) => {
    fc.assert(
      fc.property(amount, fc.constantFrom('€', 'EUR'), fc.constantFrom(...MARKED), (minor, mark, place) => {
        expect(read(`Total: ${place(printed(minor, 2, style), mark)}`, 'EUR')).toEqual([minor]);
      }),
      { numRuns: 200 },
    );
  });

  test.each(STYLES)('a negative one written as $name keeps its sign', (style) => {
    fc.assert(
      fc.property(amount, fc.constantFrom(...NEGATIVE), (minor, sign) => {
        expect(read(`Total ${sign(printed(minor, 2, style))}`, 'EUR')).toEqual([-minor]);
      }),
      { numRuns: 200 },
    );
  });

  test('in every currency, with its code in front and its own number of decimals', () => {
    const notReadAlone = new Set(['BHD']);
    fc.assert(
      fc.property(fc.constantFrom(...CURRENCIES.filter((code) => !notReadAlone.has(code))), amount, (code, minor) => {
        const style = { name: '', group: ',', decimal: '.' };
        expect(read(`TOTAL ${code} ${printed(minor, exponentOf(Currency.parse(code)), style)}`, code)).toEqual([minor]);
      }),
      { numRuns: 400 },
    );
  });

  test.each(['12,-', '12,--', '12.-', '12.--', '12.–', '12,—', '12,=', '12/-', '€ 12,-', '12,- €', 'Fr. 12.-'])(
    'the dash of %s stands for the decimals',
    (text) => {
      expect(read(`Summe ${text}`, text.startsWith('Fr') ? 'CHF' : 'EUR')).toEqual([1200]);
    },
  );

  test.each([
    ['1.234,-', 'DKK', 123_400],
    ['1 234,- kr', 'SEK', 123_400],
    ['1 234 kr', 'SEK', 123_400],
    ['kr 1.234,50', 'NOK', 123_450],
    ["CHF 1'234.--", 'CHF', 123_400],
    ['12 500 Ft', 'HUF', 1_250_000],
    ['12 500', 'HUF', 1_250_000],
    ['1.250 kr.', 'ISK', 1250],
    ['12,500원', 'KRW', 12_500],
    ['¥1,980', 'JPY', 1980],
    ['1,980円', 'JPY', 1980],
    ['$12.990', 'CLP', 12_990],
    ['1 234,50 zł', 'PLN', 123_450],
    ['249,90 Kč', 'CZK', 24_990],
    ['R1 234.56', 'ZAR', 123_456],
    ['R 99.90', 'ZAR', 9990],
    ['Rs. 1,23,456/-', 'INR', 12_345_600],
    ['₹1,250.00', 'INR', 125_000],
    ['€ -12', 'EUR', -1200],
    ['kr -12,50', 'DKK', -1250],
    ['12,50- €', 'EUR', -1250],
    ['12.50 DR', 'GBP', 1250],
    ['1 234 567.89', 'USD', 123_456_789],
    ['₩1 075 670', 'KRW', 1_075_670],
    ['Euro322,89', 'EUR', 32_289],
    ['82 741 ,00', 'EUR', 8_274_100],
    ['12\u200b.50', 'GBP', 1250],
    ['\u200f12.50', 'GBP', 1250],
  ])('%s is an amount in %s', (text, currency, minor) => {
    expect(read(text, currency)).toEqual([minor]);
  });

  test.each([
    ['2 500.00', [50_000]],
    ['1.- Widget', []],
    ['Fr 12', []],
    ['TEL 12 345 678', []],
    ['12/-5', []],
  ])('%s is not made into another amount', (text, minors) => {
    expect(read(text, 'EUR')).toEqual(minors);
  });

  test('letters and lost spaces in a marked amount are mended in every style', () => {
    expect(read('EUR 1.2B4,5O', 'EUR')).toEqual([128_450]);
    expect(read('EUR 12 ,50', 'EUR')).toEqual([1250]);
    expect(read('EUR 12, 50', 'EUR')).toEqual([1250]);
  });
});
