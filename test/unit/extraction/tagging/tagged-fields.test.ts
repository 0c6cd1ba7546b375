import { describe, expect, test } from 'vitest';
import { Extraction } from '../../../../src-main/contract/index.ts';
import type { CombinedName } from '../../../../src-main/engine/extraction/combined-curves.ts';
import { extract } from '../../../../src-main/engine/extraction/extract.ts';
import { factsOf } from '../../../../src-main/engine/extraction/facts.ts';
import { taggedOptions } from '../../../../src-main/engine/extraction/tagged-fields.ts';
import { logOdds } from '../../../../src-main/engine/extraction/tagging/tag-features.ts';
import { context } from '../page.ts';
import { tagged } from './fake-tags.ts';

/** The values that the network sees for a field. */
function values(name: CombinedName, ...lines: string[]): string[] {
  const { facts, tags } = tagged(lines);
  return taggedOptions(name, undefined, { facts, tags }, () => false).map(({ value }) => value);
}

describe('the words of a tag give the value of the field', () => {
  test.each<[CombinedName, string, string]>([
    ['number', 'Xyz INV-4711{number}', 'INV-4711'],
    ['number', 'Xyz No:4711{number}', '4711'],
    ['number', 'Xyz FT{number} 2026/17{number}', 'FT2026/17'],
    ['purchaseOrder', 'Xyz PO-88412{orderNumber}', 'PO-88412'],
    ['supplierTaxId', 'Xyz GB{supplierTaxId} 980{supplierTaxId} 7806{supplierTaxId} 84{supplierTaxId}', 'GB980780684'],
    ['supplierTaxId', 'Xyz USt-IdNr.:DE129273398{supplierTaxId}', 'DE129273398'],
    ['supplierTaxId', 'Xyz 659-72-32-627{supplierTaxId}', '6597232627'],
    ['iban', 'Xyz DE89{iban} 3704{iban} 0044{iban} 0532{iban} 0130{iban} 00{iban}', 'DE89370400440532013000'],
    ['iban', 'Xyz DE89.3704.0044.0532.0130.00{iban}', 'DE89370400440532013000'],
    ['dueDate', 'Xyz 14/04/2026{dueDate}', '2026-04-14'],
    ['dueDate', 'Xyz 14{dueDate} April{dueDate} 2026{dueDate}', '2026-04-14'],
    ['net', 'Xyz 50.00{net}', '50.00'],
    ['tax', 'Xyz £10.00{tax}', '10.00'],
    ['tip', 'Xyz 2.50{tip}', '2.50'],
    ['cash', 'Xyz 60.00{cash}', '60.00'],
    ['change', 'Xyz 0.50{change}', '0.50'],
    ['cardDigits', 'Xyz ************1234{cardDigits}', '1234'],
    ['cardDigits', 'Xyz ****{cardDigits} 1234{cardDigits}', '1234'],
  ])('%s: %s', (name, line, value) => expect(values(name, line)).toEqual([value]));
});

describe('words of a tag that cannot be the field give nothing', () => {
  test.each<[CombinedName, string]>([
    ['number', 'Xyz pending{number}'],
    ['number', 'Xyz 12.50{number}'],
    ['supplierTaxId', 'Xyz 12345{supplierTaxId}'],
    ['supplierTaxId', 'Xyz registered{supplierTaxId}'],
    ['iban', 'Xyz DE89{iban} 3704{iban} 0044{iban} 0532{iban} 0130{iban} 01{iban}'],
    ['dueDate', 'Xyz soon{dueDate}'],
    ['dueDate', 'Xyz 31/02/2026{dueDate}'],
    ['net', 'Xyz net{net}'],
    ['cardDigits', 'Xyz 123{cardDigits}'],
    ['tip', 'Xyz 2.50{tip:.1}'],
  ])('%s: %s', (name, line) => expect(values(name, line)).toEqual([]));

  test('nor do words of another tag', () => {
    expect(values('number', 'Xyz INV-4711{orderNumber}')).toEqual([]);
    expect(values('cash', 'Xyz 60.00{change}')).toEqual([]);
  });
});

test('a day that can be read in two ways is worth half of it, and less than one that cannot', () => {
  const page = tagged(['Xyz 03/04/2026{dueDate:.8}', 'Xyz 14/04/2026{dueDate:.8}']);
  const { dateOrder: _order, ...unknown } = context();
  const look = { facts: factsOf(page.reading, unknown), tags: page.tags };
  const found = taggedOptions('dueDate', undefined, look, () => false).map(({ value, input }) => [value, input.tag]);
  expect(found).toEqual([
    [expect.stringMatching(/^2026-0[34]-0[34]$/), logOdds(0.4)],
    ['2026-04-14', logOdds(0.8)],
  ]);
});

describe('a document with tags', () => {
  const page = tagged([
    'GREEN{supplier} GROCER{supplier} LTD{supplier}',
    'Dated 14/03/2026{date} | Zz QX-4711{number}',
    'Zz 28/03/2026{dueDate} | Zz PX-88412{orderNumber}',
    'Tea{^itemDescription} | 50.00{itemAmount}',
    'Zz | 50.00{net}',
    'Zz | 10.00{tax}',
    'Total | £60.00{total}',
    'Zz | 5.00{tip}',
    'Zz | ****1234{cardDigits}',
    'Zz DE89{iban} 3704{iban} 0044{iban} 0532{iban} 0130{iban} 00{iban}',
    'Zz GB{supplierTaxId} 980{supplierTaxId} 7806{supplierTaxId} 84{supplierTaxId}',
  ]);

  test('has the fields that no label names', () => {
    const { fields, lines, model } = extract(page.reading, context(), page.tags);
    expect(Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]))).toMatchObject({
      supplier: 'GREEN GROCER LTD',
      date: '2026-03-14',
      dueDate: '2026-03-28',
      number: 'QX-4711',
      purchaseOrder: 'PX-88412',
      net: '50.00',
      tax: '10.00',
      total: '60.00',
      tip: '5.00',
      cardDigits: '1234',
      iban: 'DE89370400440532013000',
      supplierTaxId: 'GB980780684',
    });
    expect(lines.map(({ description, amount }) => [description, amount])).toEqual([['Tea', '50.00']]);
    expect(model).toBe('fake 1');
  });

  test('names no network where rules worked alone', () => {
    expect(extract(page.reading, context()).model).toBeUndefined();
  });
});

describe('net and tax', () => {
  const read = (...lines: string[]) => {
    const page = tagged(['GREEN{supplier} GROCER{supplier} LTD{supplier}', 'Dated 14/03/2026{date}', ...lines]);
    return extract(page.reading, context(), page.tags);
  };
  const valuesOf = ({ fields: { net, tax } }: ReturnType<typeof read>) => [net?.value, tax?.value];

  test('of several rates are their sums', () => {
    const found = read(
      'Zz | 100.00{taxBase} | 19.00{taxAmount}',
      'Yy | 50.00{taxBase} | 3.50{taxAmount}',
      'Yy again | | 3.50{taxAmount}',
      'Total | £172.50{total}',
    );
    expect(valuesOf(found)).toEqual(['150.00', '22.50']);
    expect(found.sums).toContainEqual({ rule: 'net+tax=total', holds: true, note: '150.00 + 22.50 = 172.50' });
  });

  test('are not added up where that makes more than any page can say', () => {
    const rows = Array.from({ length: 99 }, (_, at) => `Zz | 999,999,999,9${String(at).padStart(2, '0')}.99{taxAmount}`);
    const found = read(...rows, 'Total | £172.50{total}');
    expect(Extraction.parse(found).fields.tax).toBeUndefined();
  });

  test('take the place of those that labels led to, where they make the total', () => {
    const { sums } = read('Net | 90.00', 'Zz | 100.00{net}', 'VAT | 19.00{tax}', 'Total | £119.00{total}');
    expect(sums.filter(({ rule }) => rule === 'net+tax=total')).toEqual([
      { rule: 'net+tax=total', holds: true, note: '100.00 + 19.00 = 119.00' },
    ]);
  });

  test('of one rate are what its row says', () => {
    expect(valuesOf(read('Zz | 100.00{taxBase} | 19.00{taxAmount}', 'Total | £119.00{total}'))).toEqual(['100.00', '19.00']);
  });

  test('that do not make the total have what the other leaves of it among the alternatives', () => {
    const { fields } = read('Zz | 100.00{net}', 'Zz | 16.00{tax}', 'Total | £119.00{total}');
    expect(fields.tax).toMatchObject({ value: '16.00', alternatives: [{ value: '19.00' }] });
    expect(fields.net).toMatchObject({ value: '100.00', alternatives: [{ value: '103.00' }] });
  });

  test('leave no more of the total than a tax can be', () => {
    const { fields } = read('Zz | 60.00{net}', 'Zz | 16.00{tax}', 'Total | £119.00{total}');
    expect(fields.tax).toMatchObject({ value: '16.00', alternatives: [] });
  });

  test('are surer where they make the total', () => {
    const [right, wrong] = ['19.00', '16.00'].map((tax) => read('Zz | 100.00{net}', `Zz | ${tax}{tax}`, 'Total | £119.00{total}').fields);
    expect(right?.tax?.p).toBeGreaterThan(wrong?.tax?.p ?? 1);
    expect(right?.net?.p).toBeGreaterThan(wrong?.net?.p ?? 1);
  });

  test('a total is no net beside a tax: what is left of it is', () => {
    expect(valuesOf(read('Zz | 119.00{net:.6}', 'Zz | 19.00{tax}', 'Total | £119.00{total}'))).toEqual(['100.00', '19.00']);
  });
});
