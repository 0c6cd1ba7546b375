import { describe, expect, it } from 'vitest';
import { Currency, type Extraction, InvoiceData, type Reading } from '../../../src-main/contract/index.ts';
import { extract } from '../../../src-main/engine/extraction/index.ts';
import { context, reading } from './page.ts';

const PAGE = [
  'Mühlbach Bürobedarf GmbH',
  'Mühlweg 4',
  '80333 München',
  '',
  'Rechnung Nr. RE-2026/118        Datum: 14.03.2026',
  'Lieferdatum: 12.03.2026',
  '',
  'Kopierpapier A4                              198,00',
  'Farbband                                      15,00',
  'Nettobetrag                                  213,00',
  'MwSt 19 %                                     40,47',
  'Gesamtbetrag EUR                             253,47',
  '',
  'Zahlbar bis 13.04.2026',
  'IBAN DE02 1203 0000 0000 2020 51',
];

const invoice = (change: Partial<InvoiceData> = {}): InvoiceData =>
  InvoiceData.parse({
    syntax: 'cii',
    type: 'invoice',
    typeCode: '380',
    number: 'RE-2026/118',
    issueDate: '2026-03-14',
    dueDate: '2026-04-13',
    deliveryDates: ['2026-03-12'],
    currency: 'EUR',
    seller: { name: 'Mühlbach Bürobedarf GmbH', address: 'Mühlweg 4, 80333 München', taxId: 'DE123456789' },
    ibans: ['DE02120300000000202051'],
    net: '213.00',
    tax: '40.47',
    total: '253.47',
    due: '253.47',
    taxes: [{ rate: '19', net: '213.00', tax: '40.47' }],
    lines: [
      { description: 'Kopierpapier A4', quantity: '20', unitPrice: '9.9', net: '198.00' },
      { description: 'Farbband', quantity: '1', unitPrice: '15', net: '15.00' },
    ],
    sums: [
      { rule: 'BR-CO-10', holds: true, note: '2 lines: 213.00' },
      { rule: 'BR-CO-15', holds: true, note: '213.00 + 40.47: 253.47' },
    ],
    ...change,
  });

const ofPage = (lines: readonly string[], data: InvoiceData | undefined): Extraction => {
  const read: Reading = { ...reading(lines), ...(data === undefined ? {} : { invoice: data }) };
  return extract(read, context({ currency: 'EUR' }));
};
const differences = (lines: readonly string[], data: InvoiceData) => ofPage(lines, data).eInvoice?.differences;
const shows = (from: string, to: string) => PAGE.map((line) => line.replace(from, to));

describe('a document that carries an e-invoice', () => {
  it('has the fields of the data, with the place where the page shows them', () => {
    const { fields, taxes, lines, type, paid } = ofPage(PAGE, invoice());
    expect(Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]))).toEqual({
      supplier: 'Mühlbach Bürobedarf GmbH',
      address: 'Mühlweg 4, 80333 München',
      date: '2026-03-14',
      dueDate: '2026-04-13',
      number: 'RE-2026/118',
      currency: 'EUR',
      net: '213.00',
      tax: '40.47',
      total: '253.47',
      iban: 'DE02120300000000202051',
      supplierTaxId: 'DE123456789',
    });
    expect(Object.values(fields).every(({ p }) => p === 0.99)).toBe(true);
    const placed = Object.entries(fields).flatMap(([name, { page }]) => (page === 1 ? [name] : []));
    expect(placed.toSorted()).toEqual(['address', 'currency', 'date', 'dueDate', 'iban', 'net', 'number', 'supplier', 'tax', 'total']);
    expect(fields.total?.box?.[1]).toBeCloseTo((24 * 11 + 4) / (24 * 20), 5);
    expect(taxes).toEqual([{ rate: '19', net: '213.00', tax: '40.47' }]);
    expect(lines).toMatchObject([{ description: 'Kopierpapier A4', quantity: '20', amount: '198.00', page: 1 }, { amount: '15.00' }]);
    expect(type).toEqual({ value: 'invoice', p: 0.99 });
    expect(paid).toBe(false);
  });

  it('keeps from the page what the data do not say', () => {
    const { dueDate: _due, ibans: _ibans, ...rest } = invoice();
    const plain = ofPage(PAGE, undefined);
    const { fields } = ofPage(PAGE, { ...rest, ibans: [] });
    expect(fields.iban).toEqual(plain.fields.iban);
    expect(fields.dueDate).toEqual(plain.fields.dueDate);
  });

  it('has no differences where page and data agree', () => {
    expect(differences(PAGE, invoice())).toEqual([]);
    expect(ofPage(PAGE, undefined)).not.toHaveProperty('eInvoice');
  });

  it('is paid where nothing is left to pay', () => {
    expect(ofPage(PAGE, invoice({ prepaid: '253.47', due: '0.00' })).paid).toBe(true);
  });

  it('has the sums of the norm', () => {
    const failed = invoice({ sums: [{ rule: 'BR-CO-16', holds: false, note: 'x' }] });
    expect(ofPage(PAGE, failed).sums).toEqual([{ rule: 'total-prepaid=due', holds: false, note: 'x' }]);
    expect(ofPage(PAGE, invoice()).sums.map(({ rule }) => rule)).toEqual(['net+tax=total', 'lines=net']);
  });

  it('that cannot be read is read from its page alone', () => {
    const plain = ofPage(PAGE, undefined);
    const broken = extract({ ...reading(PAGE), invoiceProblem: 'xml_refused' }, context({ currency: 'EUR' }));
    expect(broken).toEqual({ ...plain, eInvoice: { differences: [], problem: 'xml_refused' } });
  });
});

describe('a page that contradicts its e-invoice', () => {
  it.each([
    ['total', '253,47', '263,47', '253.47', '263.47'],
    ['date', '14.03.2026', '18.03.2026', '2026-03-14', '2026-03-18'],
    ['number', 'RE-2026/118', 'RE-2026/119', 'RE-2026/118', 'RE-2026/119'],
    ['iban', 'DE02 1203 0000 0000 2020 51', 'DE02 5001 0517 0137 0750 30', 'DE02120300000000202051', 'DE02500105170137075030'],
  ] as const)('is told for the %s, with the place', (field, from, to, data, shown) => {
    const extraction = ofPage(shows(from, to), invoice());
    expect(extraction.eInvoice?.differences).toMatchObject([
      { field, data, shown, page: 1, box: [expect.any(Number), expect.any(Number), expect.any(Number), expect.any(Number)] },
    ]);
    expect(extraction.fields[field]).toMatchObject({ value: data, p: 0.5, alternatives: [{ value: shown }] });
  });

  it('is told where another total is printed as such, although the right amount stands on the page too', () => {
    const lines = [...shows('253,47', '263,47'), 'Ihr Guthaben beträgt 253,47'];
    expect(differences(lines, invoice())?.map(({ field }) => field)).toEqual(['total']);
  });

  it('is told where the total stands nowhere on the page', () => {
    const blank = PAGE.filter((line) => !/\d,\d\d/.test(line));
    expect(differences(blank, invoice())).toEqual([{ field: 'total', data: '253.47' }]);
  });

  it('is not told for what is left to pay, signs of credit notes, other spellings and days of delivery', () => {
    expect(differences(shows('253,47', '203,47'), invoice({ prepaid: '50.00', due: '203.47' }))).toEqual([]);
    const credit = invoice({ type: 'credit-note', net: '-213.00', tax: '-40.47', total: '-253.47', due: '-253.47' });
    expect(differences(PAGE, credit)).toEqual([]);
    expect(differences(shows('RE-2026/118', 'RE 2026-118'), invoice())).toEqual([]);
    expect(differences(shows('Datum: 14.03.2026', 'vom 14. März 2026'), invoice())).toEqual([]);
  });

  it('cannot be one that was set from the data', () => {
    const read = reading(shows('253,47', '263,47'));
    const own: Reading = { ...read, invoice: invoice(), pages: read.pages.map((page) => ({ ...page, source: 'e-invoice' })) };
    expect(extract(own, context({ currency: 'EUR' })).eInvoice).toEqual({ differences: [] });
  });
});

it('amounts of an e-invoice have the digits of its own currency, whatever the books are kept in', () => {
  const yen = invoice({ currency: Currency.parse('JPY'), net: '213', tax: '40', total: '253', due: '253', lines: [], sums: [], taxes: [] });
  const { fields } = ofPage(['Invoice 118', 'Total JPY 253'], yen);
  expect(fields.total).toMatchObject({ value: '253', page: 1 });
});
