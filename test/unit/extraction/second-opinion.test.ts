import { describe, expect, test } from 'vitest';
import type { Reading, Word } from '../../../src-main/contract/index.ts';
import { extract } from '../../../src-main/engine/extraction/extract.ts';
import { context, reading } from './page.ts';

const RECEIPT = [
  '        GREENGROCER & SONS LTD',
  '        14 High Street',
  '',
  'Receipt No: R-20931',
  'Date: 14/03/2026          10:21',
  '',
  'Apples 1kg                          2.40',
  'Oranges                             3.60',
  '',
  'TOTAL                              £6.00',
  'Paid by card',
  'IBAN: DE89 3704 0044 0532 0130 00',
];

/** The page with another reader's view of single words. */
function disputed(others: Readonly<Record<string, string>>, p = 0.8): Reading {
  const look = (word: Word): Word => {
    const other = others[word.text];
    return other === undefined ? word : { ...word, p, alternatives: [{ text: other, reader: 'second', p: 0.6 }] };
  };
  const plain = reading(RECEIPT);
  return { ...plain, pages: plain.pages.map((page) => ({ ...page, words: page.words.map(look) })) };
}

const alternativesOf = (read: Reading, field: 'date' | 'total' | 'number' | 'iban' | 'supplier') =>
  extract(read, context()).fields[field]?.alternatives.map(({ value }) => value);

describe('what the second reader saw otherwise', () => {
  test.each([
    ['date', '14/03/2026', '14/08/2026', '2026-03-14', '2026-08-14'],
    ['date', '14/03/2026', '11/03/2026', '2026-03-14', '2026-03-11'],
    ['total', '£6.00', '£8.00', '6.00', '8.00'],
    ['number', 'R-20931', 'R-20981', 'R-20931', 'R-20981'],
  ] as const)('is an alternative of the %s, in the same form', (field, own, other, value, alternative) => {
    const today = context({ today: '2026-12-31' });
    const found = extract(disputed({ [own]: other }), today).fields[field];
    expect(found?.value).toBe(value);
    expect(found?.alternatives.find((entry) => entry.value === alternative)).toMatchObject({ reader: 'second' });
  });

  test('leaves value, evidence and probability of the field as they were', () => {
    const without = disputed({ '£6.00': '£8.00' });
    const bare = {
      ...without,
      pages: without.pages.map((page) => ({ ...page, words: page.words.map(({ alternatives: __, ...word }) => word) })),
    };
    const [found, same] = [extract(without, context()).fields.total, extract(bare, context()).fields.total];
    expect(found).toMatchObject({ value: '6.00', box: same?.box, p: same?.p });
  });

  test('together with the value and the other alternatives is no more than certain', () => {
    for (const field of Object.values(extract(disputed({ '14/03/2026': '14/08/2026', '£6.00': '£8.00' }), context()).fields)) {
      const sum = field.alternatives.reduce((total, { p }) => total + p, field.p);
      expect(sum).toBeLessThanOrEqual(1.006);
    }
  });

  test('is no alternative where it is no value of the field', () => {
    const before = alternativesOf(disputed({}), 'total');
    expect(alternativesOf(disputed({ '£6.00': 'blot' }), 'total')).toEqual(before);
    expect(alternativesOf(disputed({ DE89: 'DE88' }), 'iban')).toEqual([]);
  });

  test('elsewhere on the page changes no field', () => {
    const plain = extract(reading(RECEIPT), context());
    const elsewhere = disputed({ Oranges: 'Orangos', card: 'cord' }, 1);
    expect(extract(elsewhere, context())).toEqual(plain);
  });

  test('is the value at half its probability where the first reader gave none', () => {
    const lines = RECEIPT.map((line) => line.replace('14/03/2026', '1A/O5/2O').replace('DE89', 'OE8g'));
    const plain = reading(lines);
    const others: Record<string, string> = { '1A/O5/2O': '14/03/2026', OE8g: 'DE89' };
    const both = (word: Word): Word => {
      const other = others[word.text];
      return other === undefined ? word : { ...word, alternatives: [{ text: other, reader: 'second', p: 0.9 }] };
    };
    const read = { ...plain, pages: plain.pages.map((page) => ({ ...page, words: page.words.map(both) })) };
    const [before, after] = [extract(plain, context()).fields, extract(read, context()).fields];
    expect([before.date, before.iban]).toEqual([undefined, undefined]);
    expect([after.date?.value, after.iban?.value]).toEqual(['2026-03-14', 'DE89370400440532013000']);
    expect(after.date?.p).toBeLessThanOrEqual(0.5);
    expect(after.total).toEqual(before.total);
  });

  test('does not stand twice', () => {
    const values = alternativesOf(disputed({ '£6.00': '£3.60' }), 'total') ?? [];
    expect(values.filter((value) => value === '3.60')).toHaveLength(1);
  });
});
