import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numbersOf, quantityAndPrice } from '../../../../src-main/engine/extraction/tagging/item-numbers.ts';
import { tagged } from './fake-tags.ts';

/** The quantity and the price of a row whose amount has `minor` units. */
function pairIn(line: string, minor: number, exponent = 2) {
  const { facts, tags } = tagged([line]);
  const pair = quantityAndPrice(facts.rows.flatMap(numbersOf), minor, exponent, tags);
  return pair && [pair.quantity, pair.unitPrice];
}

const readings = (word: string) =>
  tagged([word])
    .facts.rows.flatMap(numbersOf)
    .map(({ text }) => text);

/** Decimal text of a whole number of the `decimals`th part of one, with this mark. */
function written(value: number, decimals: number, mark: string): string {
  const digits = String(value).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}${mark}${digits.slice(-decimals)}`;
}

/** The same as it comes out: a dot, and no zeros at its end. */
function canonical(value: number, decimals: number): string {
  return decimals === 0 ? String(value) : written(value, decimals, '.').replace(/\.?0+$/, '');
}

describe('the numbers of a word', () => {
  test.each([
    ['2', ['2']],
    ['2.5', ['2.5']],
    ['2,50', ['2.5']],
    ['1.234,50', ['1234.5']],
    ['1,234.567', ['1234.567']],
    ["1'234.50", ['1234.5']],
    ['1.234.567', ['1234567']],
    ['3x', ['3']],
    ['€4.75', ['4.75']],
    ['-5.00', ['5']],
    ['0,125', ['0.125', '125']],
    ['Tea', []],
    ['A4', ['4']],
    ['2x4', []],
  ])('%s can be read as %j', (word, wanted) => expect(readings(word)).toEqual(wanted));

  test('a mark before three digits is read both ways', () => {
    expect(readings('2.000')).toEqual(['2', '2000']);
    expect(readings('12,500')).toEqual(['12.5', '12500']);
  });

  test('more digits than a price has are a code', () => expect(readings('4006381333931')).toEqual([]));
});

describe('quantity and price', () => {
  const quantity = fc.record({ value: fc.integer({ min: 1, max: 999_999 }), decimals: fc.constantFrom(0, 1, 2, 3) });
  const price = fc.record({ value: fc.integer({ min: 1, max: 999_999 }), decimals: fc.constantFrom(2, 3) });

  test('of any item are found from its amount, however they are written', () => {
    fc.assert(
      fc.property(quantity, price, fc.constantFrom('.', ','), (q, p, mark) => {
        const twice = (BigInt(q.value) * BigInt(p.value) * 200n) / 10n ** BigInt(q.decimals + p.decimals);
        const minor = Number((twice + 1n) / 2n);
        const line = `Thing ${written(q.value, q.decimals, mark)}{itemQuantity} ${written(p.value, p.decimals, mark)}{itemUnitPrice}`;
        expect(pairIn(line, minor)).toEqual([canonical(q.value, q.decimals), canonical(p.value, p.decimals)]);
      }),
      { numRuns: 500 },
    );
  });

  test('tell which way 2.000 is meant', () => {
    expect(pairIn('2.000{itemQuantity} 4.75{itemUnitPrice}', 950)).toEqual(['2', '4.75']);
    expect(pairIn('2.000{itemQuantity} 4.75{itemUnitPrice}', 950_000)).toEqual(['2000', '4.75']);
  });

  test.each([
    ['rounded up', 500],
    ['cut off', 499],
  ])('may give an amount that is %s', (_, minor) =>
    expect(pairIn('1.5{itemQuantity} 3.33{itemUnitPrice}', minor)).toEqual(['1.5', '3.33']),
  );

  test('give no amount that is off by a whole unit', () => {
    expect(pairIn('1.5{itemQuantity} 3.33{itemUnitPrice}', 501)).toBeUndefined();
    expect(pairIn('2{itemQuantity} 3.33{itemUnitPrice}', 667)).toBeUndefined();
    expect(pairIn('2{itemQuantity} 3.33{itemUnitPrice}', 665)).toBeUndefined();
  });

  test('fit currencies with no and with three decimals', () => {
    expect(pairIn('3{itemQuantity} 120{itemUnitPrice}', 360, 0)).toEqual(['3', '120']);
    expect(pairIn('3{itemQuantity} 1.250{itemUnitPrice}', 3750, 3)).toEqual(['3', '1.25']);
  });

  test('of an amount with a minus are those of the amount', () => {
    expect(pairIn('2{itemQuantity} 4.75{itemUnitPrice}', -950)).toEqual(['2', '4.75']);
  });

  test('are the numbers that the network takes for them where several give the amount', () => {
    expect(pairIn('4{itemCode} 2{itemQuantity} 5.00{itemTaxRate} 10.00{itemUnitPrice}', 2000)).toEqual(['2', '10']);
    expect(pairIn('5{itemUnitPrice} 2{itemQuantity}', 1000)).toEqual(['2', '5']);
  });

  test('are none where the network takes both numbers for something else', () => {
    expect(pairIn('2{number} 4.75{total}', 950)).toBeUndefined();
    expect(pairIn('2{itemQuantity:.2} 4.75{itemUnitPrice:.2}', 950)).toEqual(['2', '4.75']);
  });

  test('are two words: no number is its own factor', () => expect(pairIn('3{itemQuantity:.5,itemUnitPrice:.5}', 900)).toBeUndefined());

  test('a quantity of nothing is none', () => expect(pairIn('0{itemQuantity} 4.75{itemUnitPrice}', 0)).toBeUndefined());
});
