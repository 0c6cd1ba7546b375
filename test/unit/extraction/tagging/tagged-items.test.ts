import { describe, expect, test } from 'vitest';
import { taggedItems } from '../../../../src-main/engine/extraction/tagging/tagged-items.ts';
import { tagged } from './fake-tags.ts';

/** The line items of pages of marked lines. */
function items(...all: readonly (readonly string[])[]) {
  const { facts, tags } = tagged(...all);
  return taggedItems(facts, tags);
}
const lines = (...all: readonly (readonly string[])[]) => items(...all)?.map(({ line: { page: _page, box: _box, ...line } }) => line);
const short = (...all: readonly (readonly string[])[]) => lines(...all)?.map(({ description, amount }) => `${description} ${amount}`);

const TABLE = [
  'Item | Qty | Price | Amount',
  'Oat{^itemDescription} drink{itemDescription} | 2{itemQuantity} | 4.75{itemUnitPrice} | 9.50{itemAmount}',
  'barista{itemDescription} edition{itemDescription}',
  'Tea{^itemDescription} | 3{itemQuantity} | 1.20{itemUnitPrice} | 3.60{itemAmount}',
  'Total | | | 13.10{total}',
];

describe('line items by what the network says of words', () => {
  test('are the rows of a table, with a description over two rows', () => {
    expect(lines(TABLE)).toEqual([
      { description: 'Oat drink barista edition', quantity: '2', unitPrice: '4.75', amount: '9.50' },
      { description: 'Tea', quantity: '3', unitPrice: '1.20', amount: '3.60' },
    ]);
  });

  test('tell where they stand: all rows of the item', () => {
    const [first] = items(TABLE) ?? [];
    const { facts } = tagged(TABLE);
    const last = facts.rows[2]?.row.words[0]?.box ?? [0, 0, 0, 0];
    expect(first).toMatchObject({ minor: 950, row: 1, line: { page: 1 } });
    expect((first?.line.box?.[1] ?? 0) + (first?.line.box?.[3] ?? 0)).toBeCloseTo(last[1] + last[3]);
  });

  test('begin with their first word also where it stands under the number of another row', () => {
    expect(
      short([
        'A1{itemCode} | Oat{^itemDescription} drink{itemDescription} | | 9.50{itemAmount}',
        'LONG-NUMBER-OF-AN-ARTICLE-0815{itemCode} | | Tea{^itemDescription} | 3.60{itemAmount}',
        'A3{itemCode} | Flour{^itemDescription} | | 1.20{itemAmount}',
      ]),
    ).toEqual(['Oat drink 9.50', 'Tea 3.60', 'Flour 1.20']);
  });

  test('have their amount in whichever row of theirs it stands', () => {
    expect(
      short([
        'Oat{^itemDescription} drink{itemDescription}',
        '2{itemQuantity} x 4.75{itemUnitPrice} | 9.50{itemAmount}',
        'Tea{^itemDescription}',
        '3{itemQuantity} x 1.20{itemUnitPrice} | 3.60{itemAmount}',
      ]),
    ).toEqual(['Oat drink 9.50', 'Tea 3.60']);
  });

  test('are parted by a second amount where no beginning is seen', () => {
    expect(short(['Oat{itemDescription} | 9.50{itemAmount}', 'Tea{itemDescription} | 3.60{itemAmount}'])).toEqual(['Oat 9.50', 'Tea 3.60']);
  });

  test('that begin and have no amount are dropped, and give nothing to the next', () => {
    expect(short(['Delivered{^itemDescription} free{itemDescription}', 'Tea{^itemDescription} | 3.60{itemAmount}'])).toEqual(['Tea 3.60']);
  });

  test('begin in the likeliest row between two amounts, and a less sure one goes on with the item above', () => {
    const rows = (second: string) => [
      'TGA{^itemDescription} | 129.60{itemAmount}',
      `Fitter{^${second}itemDescription}`,
      'Bracket{^itemDescription} | 122.50{itemAmount}',
    ];
    expect(short(rows('.64'))).toEqual(['TGA Fitter 129.60', 'Bracket 122.50']);
    expect(short(rows('.92'))).toEqual(['TGA 129.60', 'Bracket 122.50']);
  });

  test('behind the last amount go on likewise', () => {
    const rows = (second: string) => ['TGA{^itemDescription} | 129.60{itemAmount}', `Fitter{^${second}itemDescription}`];
    expect(short(rows('.64'))).toEqual(['TGA Fitter 129.60']);
    expect(short(rows('.92'))).toEqual(['TGA 129.60']);
  });

  test('are not described by the words of a column of article numbers, which the other rows tell', () => {
    const rows = (number: string) => [
      `Toolbox{^itemDescription} | Coil{itemDescription} | 10{itemQuantity} | 100.00{itemAmount}`,
      `0815${number}`,
      `BR-4529-ZF${number} | Bumper{^itemDescription} | 10{itemQuantity} | 100.00{itemAmount}`,
    ];
    expect(short(rows('{itemCode}'))).toEqual(['Coil 100.00', 'Bumper 100.00']);
    expect(short(rows('{itemDescription}'))).toEqual(['Toolbox Coil 0815 100.00', 'BR-4529-ZF Bumper 100.00']);
  });

  test('keep the words that stand close behind a number in such a column', () => {
    expect(
      short([
        'Code: | White{^itemDescription} paint{itemDescription} | 100.00{itemAmount}',
        '5320-87{itemCode} Brush{itemDescription} | large{itemDescription}',
        'BR-45{itemCode} | Bumper{^itemDescription} | 80.00{itemAmount}',
      ]),
    ).toEqual(['White paint Brush large 100.00', 'Bumper 80.00']);
  });

  test('keep the number as their name where nothing else describes', () => {
    expect(
      short([
        'Toolbox{^itemCode:.7,itemDescription:.2} | 100.00{itemAmount}',
        'BR-45{itemCode} | Bumper{^itemDescription} | 80.00{itemAmount}',
        'BR-46{itemCode} | Mirror{^itemDescription} | 80.00{itemAmount}',
      ]),
    ).toEqual(['Toolbox 100.00', 'Bumper 80.00', 'Mirror 80.00']);
  });

  test('keep a number between words of one cell, whatever the network takes it for', () => {
    expect(short(['Trip{^itemDescription} 2,00{itemUnitPrice} Euro{itemDescription} | 3{itemQuantity} | 13.00{itemAmount}'])).toEqual([
      'Trip 2,00 Euro 13.00',
    ]);
  });

  test('are described beyond the first column of numbers only by words that the network is sure of', () => {
    const rows = (p: number) => [
      'Coil{^itemDescription} | 10{itemQuantity} | 100.00{itemAmount}',
      `Bumper{^itemDescription} | 10{itemQuantity} VAT{itemDescription:${p}} | 80.00{itemAmount}`,
      ' | exempt{itemDescription}',
    ];
    expect(short(rows(0.6))).toEqual(['Coil 100.00', 'Bumper exempt 80.00']);
    expect(short(rows(0.95))).toEqual(['Coil 100.00', 'Bumper VAT exempt 80.00']);
  });

  test('without a word of letters are dropped', () => {
    expect(items(['--{^itemDescription} | 3.60{itemAmount}'])).toBeUndefined();
  });

  test('two side by side in one row are two, each with its own words', () => {
    expect(short(['Tea{^itemDescription} | 2.00{itemAmount} | Coffee{^itemDescription} | 3.00{itemAmount}'])).toEqual([
      'Tea 2.00',
      'Coffee 3.00',
    ]);
  });

  test('two side by side have each their own quantity and price', () => {
    const half = (name: string, quantity: string, price: string) =>
      `${name}{^itemDescription} ${quantity}{itemQuantity} ${price}{itemUnitPrice} 6.00{itemAmount}`;
    expect(lines([`${half('Tea', '2', '3.00')} | | ${half('Cake', '3', '2.00')}`])).toEqual([
      { description: 'Tea', quantity: '2', unitPrice: '3.00', amount: '6.00' },
      { description: 'Cake', quantity: '3', unitPrice: '2.00', amount: '6.00' },
    ]);
  });

  test('go on over the end of a page, but not behind three rows of something else', () => {
    expect(short(['Tea{^itemDescription} | 3.60{itemAmount}'], ['green{itemDescription} leaves{itemDescription}'])).toEqual([
      'Tea green leaves 3.60',
    ]);
    const apart = (rows: number) => [
      'Tea{^itemDescription} | 3.60{itemAmount}',
      ...Array.from({ length: rows }, () => 'page foot'),
      'green{itemDescription}',
    ];
    expect(short(apart(2))).toEqual(['Tea green 3.60']);
    expect(short(apart(3))).toEqual(['Tea 3.60']);
  });

  test('keep a doubtful word between sure ones of the column of descriptions, and no other', () => {
    const row = (tag: string) => [
      'Earl{^itemDescription} Grey{itemDescription} tea{itemDescription} | 3.60{itemAmount}',
      `Oat{^itemDescription} dr1nk{${tag}} | 9.50{itemAmount}`,
    ];
    expect(short(row('itemDescription:.2,itemCode:.5'))).toEqual(['Earl Grey tea 3.60', 'Oat dr1nk 9.50']);
    expect(short(row('itemDescription:.1'))).toEqual(['Earl Grey tea 3.60', 'Oat 9.50']);
    expect(short(row('itemDescription:.15,itemCode:.82'))).toEqual(['Earl Grey tea 3.60', 'Oat 9.50']);
  });

  test('begin with what stands beside the amount where the row below goes on from the same edge, and not otherwise', () => {
    const head = '1 | Shield{^itemDescription} | 2{itemQuantity} | 5.00{itemUnitPrice} | 10.00{itemAmount}';
    const row = '2{^} | minimal | 1{itemQuantity} | 8.00{itemUnitPrice} | 8.00{itemAmount}';
    expect(short([head, row, ' | excess{itemDescription}'])).toEqual(['Shield 10.00', 'minimal excess 8.00']);
    expect(short([head, row, ' | excess'])).toEqual(['Shield 10.00']);
    expect(short([head, row, 'excess{itemDescription}'])).toEqual(['Shield 10.00', 'excess 8.00']);
  });

  test('join a word that a row breaks at its hyphen', () => {
    expect(short(['Decaf{^itemDescription} cof-{itemDescription} | 1{itemQuantity} | 3.60{itemAmount}', 'fee{itemDescription}'])).toEqual([
      'Decaf cof-fee 3.60',
    ]);
  });

  test('have a rate of tax where one is seen, and a quantity without a price', () => {
    expect(lines(['Tea{^itemDescription} | 3{itemQuantity} Stk{itemUnit} | 19,00%{itemTaxRate} | 3.60{itemAmount}'])).toEqual([
      { description: 'Tea', quantity: '3', taxRate: '19', amount: '3.60' },
    ]);
    expect(lines(['Tea{^itemDescription} | A{itemTaxRate} | 3.60{itemAmount}'])).toEqual([{ description: 'Tea', amount: '3.60' }]);
  });

  test('keep a price that gives no amount, as one does that was read wrongly', () => {
    expect(lines(['Tea{^itemDescription} | 3{itemQuantity} | 1.70{itemUnitPrice} | 3.60{itemAmount}'])).toEqual([
      { description: 'Tea', quantity: '3', unitPrice: '1.70', amount: '3.60' },
    ]);
  });

  test('have their own numbers where a row runs two together, or stands beside a mark', () => {
    expect(lines(['Montaż{^itemDescription} | 1{itemQuantity} 113,59{itemAmount}'])).toEqual([
      { description: 'Montaż', quantity: '1', unitPrice: '113.59', amount: '113.59' },
    ]);
    expect(
      lines(['Montaż{^itemDescription} | 1{itemUnitPrice} 506,00{itemUnitPrice} | 2{itemQuantity} | 3{itemAmount} 012,00{itemAmount}']),
    ).toEqual([{ description: 'Montaż', quantity: '2', unitPrice: '1506.00', amount: '3012.00' }]);
    expect(short(['Tea{^itemDescription} | EUR{currency} 3.60{itemAmount}'])).toEqual(['Tea 3.60']);
    expect(short(['Tea{^itemDescription} | 33,16Euro{itemAmount}'])).toEqual(['Tea 33.16']);
  });

  test('are one a row that shows net and gross: the surer of both', () => {
    expect(short(['Tea{^itemDescription} | 340,01{itemAmount} | 425,01{itemAmount:.6}'])).toEqual(['Tea 340.01']);
  });

  test('have the amount that quantity and price give where it was not read', () => {
    expect(short(['Tea{^itemDescription} | 2{itemQuantity} | 4.75{itemUnitPrice} | g.5z{itemAmount}'])).toEqual(['Tea 9.50']);
    expect(items(['Tea{^itemDescription} | 2{itemQuantity:.7} | 4.75{itemUnitPrice} | g.5z{itemAmount}'])).toBeUndefined();
  });

  test('take a row of quantity and price from the side on which its product stands', () => {
    const before = ['2{itemQuantity} x 4.75{itemUnitPrice}', 'Oat{^itemDescription} | 9.50{itemAmount}'];
    const more = ['3{itemQuantity} x 1.20{itemUnitPrice}', 'Tea{itemDescription} | 3.60{itemAmount}'];
    expect(lines([...before, ...more])).toEqual([
      { description: 'Oat', quantity: '2', unitPrice: '4.75', amount: '9.50' },
      { description: 'Tea', quantity: '3', unitPrice: '1.20', amount: '3.60' },
    ]);
    const after = ['Oat{^itemDescription} | 9.50{itemAmount}', '2{^itemQuantity} x 4.75{itemUnitPrice}'];
    expect(lines([...after, 'Tea{itemDescription} | 3.60{itemAmount}', '3{itemQuantity} x 1.20{itemUnitPrice}'])).toEqual(
      lines([...before, ...more]),
    );
  });

  test('leave numbers of the article out of the description, wherever the name stands', () => {
    expect(
      short([
        'GTIN:{^itemDescription} 4012345001235{itemDescription} | 20{itemQuantity} | 9.90{itemUnitPrice} | 198.00{itemAmount}',
        'Unsere{itemDescription} Art.-Nr.:{itemDescription} TB100A4{itemDescription}',
        'Trennblätter{itemDescription} A4{itemDescription}',
      ]),
    ).toEqual(['Trennblätter A4 198.00']);
    // The label is none of the description for the network, and breaks at the end of a row.
    expect(
      short([
        'GTIN: 4012345001235{itemDescription} | 20{itemQuantity} | 9.90{itemUnitPrice} | 198.00{itemAmount}',
        'Unsere{itemDescription} Art.-',
        'Nr.: TB100A4{itemDescription}',
        'Trennblätter{itemDescription} A4{itemDescription}',
      ]),
    ).toEqual(['Trennblätter A4 198.00']);
  });

  test('end their description at another attribute, seen or not', () => {
    expect(
      short([
        'TGA{^itemDescription} | 3{itemQuantity} | 43.20{itemUnitPrice} | 129.60{itemAmount}',
        'Obermonteur{itemDescription}',
        'Bruttopreis : 43.20',
        'Verlegung,{itemDescription} falls{itemDescription} erforderlich{itemDescription}',
      ]),
    ).toEqual(['TGA Obermonteur 129.60']);
  });

  test('of nothing are rows of a table of tax', () => {
    expect(items(['exempt{^itemDescription} | 2000,00{itemUnitPrice} | 0{itemQuantity} | 0,00{itemAmount}'])).toBeUndefined();
    expect(items(['exempt{^itemDescription} | 2000,00 | 0,00{itemAmount}'])).toBeUndefined();
    expect(short(['Bag{^itemDescription} | 0,00{itemAmount}'])).toEqual(['Bag 0.00']);
  });

  test('that name a tax beside its base and its rate are rows of a table of tax, whichever of the two was taken for the amount', () => {
    const row = 'VAT{^itemDescription} (S) | 286.52{itemAmount} | 19 | 54.44';
    expect(short(['Tea{^itemDescription} | 9.50{itemAmount}', row])).toEqual(['Tea 9.50']);
    expect(short(['Tea{^itemDescription} | 9.50{itemAmount}', row.replace('VAT', 'Survey')])).toHaveLength(2);
    expect(short(['Tea{^itemDescription} | 9.50{itemAmount}', 'VAT{^itemDescription} return | 286.52{itemAmount}'])).toHaveLength(2);
  });

  test('whose amount is a percentage of another number are rows of a table of tax', () => {
    expect(
      items(['VAT{^itemDescription} (S){itemDescription} | 275,00{itemUnitPrice} | 7{itemQuantity} | 19,25{itemAmount}']),
    ).toBeUndefined();
    expect(short(['Ham{^itemDescription} | 275,00{itemUnitPrice} | 7{itemQuantity} | 1925,00{itemAmount}'])).toEqual(['Ham 1925.00']);
  });

  test('stand before the total, or in its row, and not behind it', () => {
    const tea = 'Tea{^itemDescription} | 3.60{itemAmount}';
    expect(short([tea, 'Total | 3.60{total}', 'Card{^itemDescription} payment{itemDescription} | 3.60{itemAmount}'])).toEqual(['Tea 3.60']);
    expect(short(['To pay | 7.20{total}', tea, tea])).toEqual(['Tea 3.60', 'Tea 3.60']);
    expect(short([tea, 'Sum | 3.60{total:.6}', tea])).toEqual(['Tea 3.60', 'Tea 3.60']);
  });

  test('that the sums of the page leave out do not belong to them', () => {
    const rows = (sum: string, freight: string) => [
      'Tea{^itemDescription} | 2.00{itemAmount}',
      'Coffee{^itemDescription} | 3.00{itemAmount}',
      `Freight{^itemDescription} | ${freight}{itemAmount}`,
      `Sum | ${sum}`,
    ];
    expect(short(rows('5.00{subtotal}', '0.90'))).toEqual(['Tea 2.00', 'Coffee 3.00']);
    expect(short(rows('5.90{net}', '0.90'))).toEqual(['Tea 2.00', 'Coffee 3.00', 'Freight 0.90']);
    expect(short(rows('3.90{net}', '0.90'))).toEqual(['Coffee 3.00', 'Freight 0.90']);
    // No sum is met, or the network takes it for none.
    expect(short(rows('5.10{subtotal}', '0.90'))).toHaveLength(3);
    expect(short(rows('5.00{cash}', '0.90'))).toHaveLength(3);
  });

  test('keep all of them where more than one could be left out', () => {
    const rows = [
      'Tea{^itemDescription} | 2.00{itemAmount}',
      'Coffee{^itemDescription} | 2.00{itemAmount}',
      'Milk{^itemDescription} | 1.00{itemAmount}',
    ];
    expect(short([...rows, 'Sum | 3.00{net}'])).toHaveLength(3);
  });

  test('lose at most six at the end to a sum', () => {
    const row = (name: string) => `${name}{^itemDescription} | 2.00{itemAmount}`;
    const rows = (strangers: number) => [row('Tea'), row('Milk'), ...Array.from({ length: strangers }, () => row('Rate'))];
    expect(short([...rows(6), 'Sum | 4.00{net}'])).toHaveLength(2);
    expect(short([...rows(7), 'Sum | 4.00{net}'])).toHaveLength(9);
  });

  describe('that the network does not see', () => {
    const rent = (...rows: readonly string[]) => [
      'Days{^itemDescription} | 2{itemQuantity} | 86.55{itemUnitPrice} | 173.10{itemAmount}',
      ...rows,
      'Upgrade{^itemDescription} | 2{itemQuantity} | 55.04{itemUnitPrice} | 110.08{itemAmount}',
    ];
    const known = ['Days 173.10', 'Upgrade 110.08'];

    test('are told by the columns of the others where they multiply', () => {
      expect(lines(rent('minimal | 2 | 65.55 | 131.10{subtotal:.6}'))?.[1]).toEqual({ description: 'minimal', amount: '131.10' });
      expect(short(rent('minimal | 2{itemQuantity:.5} | 65.55 | 131.10'))).toEqual(['Days 173.10', 'minimal 131.10', 'Upgrade 110.08']);
    });

    test.each([
      ['do not multiply', 'minimal | 2 | 65.55 | 131.20'],
      ['have their price elsewhere', 'minimal | 2 65.55 | | 131.10'],
      ['have their amount elsewhere', 'minimal | 2 | 65.55 131.10'],
      ['have no price', 'minimal | | | 131.10'],
    ])('are none where they %s', (_, row) => expect(short(rent(row))).toEqual(known));

    test('are not told by a single item', () => {
      expect(short([...rent().slice(0, 1), 'minimal | 2 | 65.55 | 131.10'])).toEqual(['Days 173.10']);
    });

    test('are looked for among the others and next to them, and not further down', () => {
      const row = 'minimal | 2 | 65.55 | 131.10';
      expect(short([...rent(), row])).toEqual([...known, 'minimal 131.10']);
      expect(short([...rent(), 'Thank you', 'for your', 'order', row])).toEqual(known);
    });
  });

  test('go on behind a dash, whatever the network takes it for, but not with a fact and its label', () => {
    const rows = (second: string) => [
      'Navigation{^itemDescription} system{itemDescription} | 10.08{itemAmount}',
      second,
      'Cover{^itemDescription} | 46.20{itemAmount}',
    ];
    expect(short(rows('- guarantee'))).toEqual(['Navigation system - guarantee 10.08', 'Cover 46.20']);
    expect(short(rows('- origin: DE'))).toEqual(['Navigation system 10.08', 'Cover 46.20']);
  });

  test('may be negative', () => {
    expect(short(['Deposit{^itemDescription} returned{itemDescription} | -0.25{itemAmount}'])).toEqual(['Deposit returned -0.25']);
  });

  test('are left to the rules where the network sees none', () => {
    expect(items(['Tea | 3.60', 'Total | 3.60{total}'])).toBeUndefined();
    expect(items(['Tea{^itemDescription} | 3.60{itemAmount:.4}'])).toBeUndefined();
    expect(items([])).toBeUndefined();
  });

  test('are at most three hundred', () => {
    const many = Array.from({ length: 350 }, (_, i) => `Thing{^itemDescription} | ${i + 1}.50{itemAmount}`);
    expect(items(many)).toHaveLength(300);
  });
});
