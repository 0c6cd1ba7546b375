import { describe, expect, test } from 'vitest';
import { type AmountFact, amountFacts } from '../../../../src-main/engine/extraction/amounts.ts';
import { withTaggedRoles } from '../../../../src-main/engine/extraction/tagging/tagged-roles.ts';
import { tagged } from './fake-tags.ts';

/** The amounts of lines with the roles that labels and tags give them. */
function facts(...lines: string[]): AmountFact[] {
  const page = tagged(lines);
  return withTaggedRoles(amountFacts(page.facts), page.tags, page.facts);
}
const own = (...lines: string[]) => facts(...lines).map((fact) => [...fact.own].sort());

describe('the role of an amount', () => {
  test.each([
    ['total', ['total']],
    ['net', ['exclusive', 'subtotal']],
    ['subtotal', ['subtotal']],
    ['tax', ['tax']],
    ['service', ['serviceCharge']],
    ['tip', ['serviceCharge']],
    ['rounding', ['rounding']],
    ['discount', ['discount']],
    ['prepaid', ['discount']],
    ['cash', ['cash']],
    ['change', ['change']],
  ])('is added where the network takes it for %s', (tag, roles) => expect(own(`Xyz 12.50{${tag}:.6}`)).toEqual([roles]));

  test('is added from one half on', () => {
    expect(own('Xyz 12.50{total:.5}')).toEqual([['total']]);
    expect(own('Xyz 12.50{total:.49}')).toEqual([[]]);
  });

  test('stands beside that of the label where the network is not sure', () => {
    expect(own('CASH 12.50{total:.89}')).toEqual([['cash', 'total']]);
  });

  test('takes the place of that of the label where it is', () => {
    expect(own('CASH 12.50{total:.9}')).toEqual([['total']]);
    expect(own('TOTAL 12.50{change:.95}')).toEqual([['change']]);
  });

  test.each([
    ['GRAND TOTAL 12.50{total}', ['grandTotal', 'total']],
    ['AMOUNT 12.50{total}', ['total', 'weakTotal']],
    ['VISA 12.50{cash}', ['card', 'cash']],
    ['TOTAL INCL 12.50{total}', ['grandTotal', 'inclusive', 'total']],
  ])('keeps its kin among labels: %s', (line, roles) => expect(own(line)).toEqual([roles]));

  test('is nobody elses where the network is sure of an item', () => {
    expect(own('TOTAL WAR, a game 12.50{itemAmount:.95}')).toEqual([[]]);
    expect(own('TOTAL WAR, a game 12.50{itemAmount:.6}')).toEqual([['total']]);
  });

  test('of a word that is no amount of any kind stays as its label says', () => {
    expect(own('TOTAL 12.50{number:.95}')).toEqual([['total']]);
    expect(own('TOTAL 12.50')).toEqual([['total']]);
  });

  test('from above or from a heading gives way as well', () => {
    const above = ['TOTAL', '12.50'];
    expect(facts(...above)[0]?.above.has('total')).toBe(true);
    expect(facts('TOTAL', '12.50{itemAmount:.95}')[0]?.above.size).toBe(0);
    expect(facts('Item | Tax', '7 | 12.50')[0]?.column.has('tax')).toBe(true);
    expect(facts('Item | Tax', '7 | 12.50{itemAmount:.95}')[0]?.column.size).toBe(0);
  });

  test('of several tags the most probable counts', () => {
    expect(own('Xyz 12.50{net:.3,total:.6}')).toEqual([['total']]);
  });
});

describe('the table of tax', () => {
  test.each(['taxBase', 'taxAmount', 'taxGross'])('holds an amount that the network takes for %s', (tag) => {
    const [fact] = facts(`A 12.50{${tag}:.6}`);
    expect(fact).toMatchObject({ inTaxTable: true });
    expect(fact?.own.size).toBe(0);
  });

  test('does not hold one that the network is sure is the total', () => {
    const table = (tag: string) => facts('GST SUMMARY', 'SR 6%', `TOTAL 12.50${tag}`)[0]?.inTaxTable;
    expect(table('')).toBe(true);
    expect(table('{total:.6}')).toBe(true);
    expect(table('{total:.95}')).toBe(false);
  });
});
