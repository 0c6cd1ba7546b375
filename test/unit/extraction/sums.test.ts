import { describe, expect, test } from 'vitest';
import { extract } from '../../../src-main/engine/extraction/extract.ts';
import { context, reading } from './page.ts';

const of = (lines: readonly string[]) => extract(reading(['SHOP LTD', '14/03/2026', ...lines]), context());
const amounts = ({ fields }: ReturnType<typeof of>) => [fields.net?.value, fields.tax?.value, fields.total?.value];
const rules = ({ sums }: ReturnType<typeof of>) => sums.filter((s) => s.holds).map((s) => s.rule);

describe('net and tax', () => {
  test('a sub-total beside a tax of 0.00 is the net of untaxed goods', () => {
    const found = of(['Bread   67.50', 'Subtotal   67.50', 'VAT 0%   0.00', 'TOTAL   67.50', 'Card   67.50']);
    expect(amounts(found)).toEqual(['67.50', '0.00', '67.50']);
    expect(rules(found)).toContain('net+tax=total');
  });

  test('the bare word Net names the net', () => {
    const found = of(['Parking   7.20', 'Net   6.00', 'VAT 20%   1.20', 'TOTAL PAID   £7.20']);
    expect(amounts(found)).toEqual(['6.00', '1.20', '7.20']);
    expect(rules(found)).toContain('net+tax=total');
  });

  test.each([
    ['the tax', ['Net   43.58', 'VAT 20.00%   8:72', 'TOTAL   £52.30']],
    ['the net', ['VAT 20.00%   8.72', 'TOTAL   £52.30']],
  ])('%s that was not read follows where a printed rate confirms the rest', (_, lines) => {
    const found = of(lines);
    expect(amounts(found)).toEqual(['43.58', '8.72', '52.30']);
    expect(rules(found)).toContain('net+tax=total');
  });

  test('no rate mends a sum that was read and fails', () => {
    const found = of(['Subtotal   41.50', 'VAT 20%   8.30', 'TOTAL   £59.80', 'Card   59.80']);
    expect(rules(found)).not.toContain('net+tax=total');
    expect(found.sums).toContainEqual(expect.objectContaining({ rule: 'net+tax=total', holds: false }));
  });

  test('rows of net, tax and payment are no goods', () => {
    const { lines } = of(['Diesel   52.30', 'TOTAL   £52.30', 'Net   43.58', 'VAT 20%   8.72', 'Contactless   52.30']);
    expect(lines.map((l) => l.description)).toEqual(['Diesel']);
    expect(of(['Net   6.00', 'VAT 20%   1.20', 'TOTAL   7.20', 'Contactless   7.20']).lines).toEqual([]);
  });
});

describe('totals of groups', () => {
  const group = ['Bread   2   14.64', 'Total 6% supplies (excl. GST)   14.64', 'GST   0.88', 'Total 6% supplies (incl. GST)   15.52'];

  test('are no total where they add up to one, though they are larger', () => {
    const { total } = of([...group, 'Total 0% supplies   -9.62', 'Total payable   5.90']).fields;
    expect(total?.value).toBe('5.90');
  });

  test('may be three', () => {
    const { total } = of([...group, 'Total 0% supplies   -9.62', 'Total deposits   -2.00', 'Total payable   3.90']).fields;
    expect(total?.value).toBe('3.90');
  });

  test('leave a total alone that they do not make', () => {
    const { total } = of([...group, 'Total 0% supplies   -9.62']).fields;
    expect(total?.value).toBe('15.52');
  });

  test('stand above what they make: a total is no part of what is printed before it', () => {
    const { total } = of(['TOTAL   20.00', 'Total cash   50.00', 'Total card   -30.00']).fields;
    expect(total?.value).not.toBe('-30.00');
  });
});

describe('amounts beside each other', () => {
  test('a negative amount behind a price is neither a date nor lost', () => {
    const found = of([
      'CREDIT NOTE',
      'Oat drink, returned   1   25.10   -25.10',
      'Net total   -25.10',
      'VAT 20%   -5.02',
      'Total GBP   -30.12',
    ]);
    expect(found.lines[0]?.amount).toBe('-25.10');
    expect(amounts(found)).toEqual(['-25.10', '-5.02', '-30.12']);
    expect(found.fields.date?.value).toBe('2026-03-14');
  });

  test('5.508 is no five thousand where decimals have a dot', () => {
    const { lines } = of(['Panel   29.00', 'Box   5.508', 'Clips   7.00', 'TOTAL   41.50']);
    expect(lines.map((l) => l.amount)).toEqual(['29.00', '7.00']);
  });
});

describe('a date far ahead', () => {
  test('stays as it is printed, with the mended one beside it', () => {
    const { date } = of(['Ticket No QC-663498   14 Feb 2031']).fields;
    const alone = extract(reading(['SHOP LTD', 'Date 14 Feb 2031', 'TOTAL 5.40']), context()).fields.date;
    expect(date?.value).toBe('2026-03-14');
    expect(alone?.value).toBe('2031-02-14');
    expect(alone?.alternatives.map((a) => a.value)).toContain('2021-02-14');
  });
});

describe('numbers of receipts', () => {
  test.each([
    ['Receipt BB-20418     18/03/2026 10:24', 'BB-20418'],
    ['No. 11864            17/03/2026 06:12', '11864'],
    ['ReceiptNo884120', '884120'],
  ])('%s', (line, number) => {
    expect(of([line, 'TOTAL 12.00']).fields.number?.value).toBe(number);
  });

  test('a page of several is no number', () => {
    expect(of(['Receipt 2 of 3', 'TOTAL 12.00']).fields.number).toBeUndefined();
  });
});
