import { Client, type Coding, type Extraction, type Field, type FieldName, LocalDate, Policy } from '../../src-main/contract/index.ts';
import { starterAccounts, starterTaxCodes } from '../../src-main/engine/clients/index.ts';

/** Values for tests of pure rules: a client with the starter chart, and documents that nothing is wrong with unless a test says so. */

export const TODAY = LocalDate.parse('2026-03-15');

export function sampleClient(change: Partial<Client> = {}): Client {
  return {
    ...Client.parse({
      id: '0195a000-0000-7000-8000-000000000001',
      name: 'Harbour Café Ltd',
      currency: 'GBP',
      taxRegistered: true,
      dateOrder: 'dmy',
      ledger: 'hledger:/books/harbour.journal',
      finish: 'final',
      accounts: starterAccounts(),
      taxCodes: starterTaxCodes(),
      paidAccount: '1200',
      payableAccount: '2100',
      demo: false,
      createdAt: '2026-01-01T00:00:00.000Z',
    }),
    ...change,
  };
}

/** A field with evidence on page 1. */
export function field(value: string, p = 0.99): Field {
  return { value, p, page: 1, box: [0.1, 0.2, 0.3, 0.05], alternatives: [] };
}

export const samplePolicy = (change: Partial<Policy> = {}): Policy => ({ ...Policy.parse({}), ...change });

/** A paid receipt that adds up: GBP 10.00 net, 2.00 tax. `undefined` takes a field away. */
export function sampleExtraction(
  change: Partial<Omit<Extraction, 'fields'>> & { fields?: Partial<Record<FieldName, Field | undefined>> } = {},
): Extraction {
  const fields: Partial<Record<FieldName, Field | undefined>> = {
    supplier: field('Dock Street Bakery Ltd'),
    date: field('2026-03-10'),
    number: field('A-1001'),
    currency: field('GBP'),
    net: field('10.00'),
    tax: field('2.00'),
    total: field('12.00'),
    ...change.fields,
  };
  const present = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Extraction['fields'];
  const { fields: _, ...rest } = change;
  return { type: { value: 'receipt', p: 0.98 }, taxes: [], lines: [], sums: [], ...rest, fields: present };
}

export const sampleCoding = (change: Partial<Coding> = {}): Coding => ({
  account: '5010',
  taxCode: 'in',
  p: 0.9,
  why: 'The last 7 from this supplier went here.',
  alternatives: [],
  ...change,
});
