import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIban, isNumberShape } from '../../../../src-main/workers/reading/own-reader/number-shapes.ts';

describe('shapes of numbers', () => {
  it.each([
    '8.70',
    'RM8.70',
    '-1,234.50',
    '1.234,50',
    '(12.00)',
    '€9,99',
    '12.00SR',
    '19,00%',
    '31/12/2018',
    '1.2.19',
    '2018-12-31',
    '15-JAN-2018',
    '15JAN18',
    '23:59',
    '9:05:00PM',
    'DE123456789',
    'ATU12345678',
    'NL123456789B01',
  ])('know %s', (word) => {
    expect(isNumberShape(word)).toBe(true);
  });

  it.each([
    'TOTAL',
    '8.7',
    'RM',
    '32/12/2018',
    '13/13/2018',
    '2018-13-01',
    '24:00',
    '12:60',
    '1O.50',
    'DE12345678',
    '1234567890',
    '12/03-2018',
  ])('do not know %s', (word) => {
    expect(isNumberShape(word)).toBe(false);
  });

  it('know an IBAN by its check digits', () => {
    for (const iban of ['DE89370400440532013000', 'GB29NWBK60161331926819', 'NL91ABNA0417164300', 'FR1420041010050500013M02606'])
      expect(isIban(iban)).toBe(true);
    for (const wrong of ['DE89370400440532013001', 'DE8937040044053201300', 'XX89370400440532013000', ''])
      expect(isIban(wrong)).toBe(false);
  });

  it('notice any single wrong digit of an IBAN', () => {
    const iban = 'DE89370400440532013000';
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 21 }), fc.integer({ min: 1, max: 9 }), (at, change) => {
        const digit = (Number(iban[at]) + change) % 10;
        expect(isIban(iban.slice(0, at) + digit + iban.slice(at + 1))).toBe(false);
      }),
    );
  });
});
