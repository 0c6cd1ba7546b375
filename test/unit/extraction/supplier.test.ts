import { describe, expect, test } from 'vitest';
import { supplierCandidates } from '../../../src-main/engine/extraction/candidates/supplier.ts';
import { extract } from '../../../src-main/engine/extraction/extract.ts';
import { factsOf } from '../../../src-main/engine/extraction/facts.ts';
import { layouts } from '../../bench/extraction/layouts.ts';
import { rightness } from '../../bench/extraction/truth.ts';
import { context, reading, withHead } from './page.ts';

const slip = (name: string, street: string) => [
  name,
  street,
  'Torford TF2 4RS',
  'Tel 01632 960114',
  'VAT No GB 412973551',
  'Receipt R-2041      18/03/2026',
  'Goods                    12.00',
  'TOTAL                    12.00',
];
const supplierOf = (lines: readonly string[], size = 24) => extract(withHead(lines, size), context()).fields.supplier;

describe('the supplier', () => {
  test.each([
    ['Kingfisher Coaches', 'Station Approach'],
    ['Harwick Car Park', 'Ferry Parade'],
    ['Tollgate Fuels', 'A40 Eastbound'],
    ['Abbey Street Bakery', '3 Abbey Street'],
    ['Hollins', 'The Green'],
  ])('is %s, the large line above, and not the street "%s"', (name, street) => {
    const found = extract(withHead(slip(name, street), 24), context()).fields;
    expect(found.supplier?.value).toBe(name);
    expect(found.address?.value).toBe(`${street} Torford TF2 4RS`);
  });

  test('is surer in large print above its address than among lines of one size without one', () => {
    const bare = ['Receipt', 'Kingfisher Coaches', 'Ring again soon', 'Goods  12.00', 'TOTAL  12.00'];
    expect(supplierOf(slip('Kingfisher Coaches', '8 Mill Lane'))?.p).toBeGreaterThan(supplierOf(bare, 16)?.p ?? 0);
  });

  test('is the name before the address in the sender line of a letter', () => {
    const letter = [
      'Lenz Elektro GmbH · Ringstr. 4 · 73733 Esslingen',
      '',
      'Muster & Partner KG',
      'Hauptstr. 1',
      '80331 München',
      '',
      'Rechnung Nr. 2026-0417          02.04.2026',
      'Gesamtbetrag EUR                    179,10',
    ];
    const found = extract(reading(letter), context({ currency: 'EUR', clientName: 'Muster & Partner KG' })).fields;
    expect(found.supplier?.value).toBe('Lenz Elektro GmbH');
  });

  test('is not made of the noise of a blurred page', () => {
    const found = extract(reading(['Peet ret bane', '- Cee.', '- 5 -', 'oR'], { p: 0.15 }), context()).fields;
    expect(found.supplier).toBeUndefined();
    expect(found.address).toBeUndefined();
  });
});

describe('a name on two rows', () => {
  const featuresOf = (name: string, ...lines: string[]) =>
    supplierCandidates(factsOf(reading(lines), context())).find(({ value }) => value === name)?.features;

  test('is none where the second row says what the first does', () => {
    const twice = ['Lenz Elektro GmbH', 'LENZ Elektro GmbH', 'Ringstr. 4', '73733 Esslingen'];
    expect(featuresOf('Lenz Elektro GmbH LENZ Elektro GmbH', ...twice)).toMatchObject({ twoRows: 1, doubled: 1, rowsRepeated: 0 });
    expect(featuresOf('Lenz Elektro GmbH', ...twice)).toMatchObject({ twoRows: 0, doubled: 0 });
  });

  test('is likelier where both rows are printed again', () => {
    const rows = ['Esslinger Sach', 'Versicherung a.G.', 'Ringstr. 4', '73733 Esslingen'];
    const name = 'Esslinger Sach Versicherung a.G.';
    expect(featuresOf(name, ...rows, 'Esslinger Sach Versicherung a.G. | Ringstr. 4')).toMatchObject({ doubled: 0, rowsRepeated: 1 });
    expect(featuresOf(name, ...rows)).toMatchObject({ doubled: 0, rowsRepeated: 0 });
  });

  test('may be long; on one row a long one is a sentence', () => {
    const [first, last] = ['Vereinigte Fachhandwerker der Region', 'Esslingen Genossenschaft'];
    expect(featuresOf(`${first} ${last}`, first, last, 'Ringstr. 4')).toMatchObject({ long: 1, longRow: 0 });
    expect(featuresOf(`${first} ${last}`, `${first} ${last}`, 'Ringstr. 4')).toMatchObject({ long: 1, longRow: 1 });
  });
});

/** Generated layouts of six countries whose names took no part in any fit; the floors are a little below what was measured. */
test.each([
  ['supplier', 0.88],
  ['total', 0.95],
  ['date', 0.95],
] as const)('the %s of generated receipts and invoices is right in at least %d of all', (field, floor) => {
  const some = layouts('check', 12);
  const right = some.filter(({ reading: read, context: known, truth }) => {
    const value = extract(read, known).fields[field]?.value;
    return value !== undefined && rightness(field, value, truth) === 1;
  });
  expect(right.length / some.length).toBeGreaterThanOrEqual(floor);
});
