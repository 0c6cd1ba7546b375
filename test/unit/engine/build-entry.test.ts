import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CURRENCIES, Currency, DocumentType, EngineError, formatMoney, money } from '../../../src-main/contract/index.ts';
import type { PostingKey } from '../../../src-main/engine/ports.ts';
import { buildEntry } from '../../../src-main/engine/posting/index.ts';
import { field, sampleClient, sampleCoding, sampleExtraction } from '../../support/samples.ts';

const key = '0195a000-0000-7000-8000-00000000000b:g1' as PostingKey;
const document = { name: 'receipt.jpg', sha256: 'a'.repeat(64), mediaType: 'image/jpeg', size: 1_000 };
const build = (
  extraction: Parameters<typeof sampleExtraction>[0] = {},
  coding: Parameters<typeof sampleCoding>[0] = {},
  client: Parameters<typeof sampleClient>[0] = {},
) => buildEntry({ key, client: sampleClient(client), extraction: sampleExtraction(extraction), coding: sampleCoding(coding), document });

function refusal(run: () => unknown): EngineError {
  try {
    run();
  } catch (error) {
    if (error instanceof EngineError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('buildEntry', () => {
  it('debits the expense and the recovered tax, and credits the bank', () => {
    expect(build()).toMatchObject({
      key,
      date: '2026-03-10',
      payee: 'Dock Street Bakery Ltd',
      number: 'A-1001',
      description: 'receipt',
      currency: 'GBP',
      legs: [
        { account: 'expenses:food purchases', minor: 1000 },
        { account: 'assets:input tax', minor: 200 },
        { account: 'assets:bank', minor: -1200 },
      ],
      document,
      accounts: [
        { account: 'expenses:food purchases', kind: 'expense' },
        { account: 'assets:input tax', kind: 'asset' },
        { account: 'assets:bank', kind: 'asset' },
      ],
    });
  });

  it.each([
    ['is not recoverable', {}, { taxCode: 'none' }],
    ['is zero', { fields: { tax: field('0.00') } }, {}],
    ['is not shown', { fields: { tax: undefined } }, {}],
    ['has a code that is not in the list', {}, { taxCode: 'gone' }],
  ])('leaves the tax in the expense where it %s', (_case, extraction, coding) => {
    expect(build(extraction, coding).legs).toEqual([
      { account: 'expenses:food purchases', minor: 1200 },
      { account: 'assets:bank', minor: -1200 },
    ]);
  });

  it('turns a credit note round', () => {
    const legs = build({
      type: { value: 'credit-note', p: 1 },
      fields: { net: field('-10.00'), tax: field('-2.00'), total: field('-12.00') },
    }).legs;
    expect(legs).toEqual([
      { account: 'expenses:food purchases', minor: -1000 },
      { account: 'assets:input tax', minor: -200 },
      { account: 'liabilities:payable', minor: 1200 },
    ]);
  });

  it.each([
    ['receipt', undefined, 'assets:bank'],
    ['receipt', false, 'liabilities:payable'],
    ['invoice', undefined, 'liabilities:payable'],
    ['invoice', true, 'assets:bank'],
  ] as const)('a %s that is shown as paid %s goes against %s', (value, paid, account) => {
    const legs = build({ type: { value, p: 1 }, ...(paid === undefined ? {} : { paid }) }).legs;
    expect(legs.at(-1)?.account).toBe(account);
  });

  it('sums to zero, whatever the amounts, the currency, the type and the coding are', () => {
    const minor = fc.integer({ min: -999_999_999, max: 999_999_999 }).filter((amount) => amount !== 0);
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        minor,
        fc.option(share, { nil: undefined }),
        fc.constantFrom(...CURRENCIES).map((code) => Currency.parse(code)),
        fc.constantFrom(...DocumentType.options),
        fc.constantFrom('in', 'none', 'gone'),
        fc.option(fc.boolean(), { nil: undefined }),
        (total, part, currency, type, taxCode, paid) => {
          const tax = part === undefined ? undefined : Math.trunc(total * part);
          const entry = build(
            {
              type: { value: type, p: 1 },
              ...(paid === undefined ? {} : { paid }),
              fields: {
                currency: field(currency),
                total: field(formatMoney(money(total, currency))),
                net: undefined,
                tax: tax === undefined ? undefined : field(formatMoney(money(tax, currency))),
              },
            },
            { taxCode },
          );
          expect(entry.legs.reduce((sum, leg) => sum + leg.minor, 0)).toBe(0);
          expect(entry.legs.at(-1)?.minor).toBe(-total);
          const { bill } = entry;
          expect(bill?.total).toBe(total);
          expect(bill?.lines.reduce((sum, line) => sum + line.net + line.tax, 0)).toBe(total);
          expect(bill?.lines.reduce((sum, line) => sum + line.net, 0)).toBe(entry.legs[0]?.minor);
          expect(entry.currency).toBe(currency);
          for (const leg of entry.legs) {
            expect(Number.isSafeInteger(leg.minor) && !Object.is(leg.minor, -0)).toBe(true);
            expect(entry.accounts.some(({ account }) => account === leg.account)).toBe(true);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  const rates = {
    fields: { net: field('300.00'), tax: field('47.00'), total: field('347.00') },
    taxes: [
      { rate: '20', net: '200.00', tax: '40.00' },
      { rate: '7.0', net: '100.00', tax: '7.00' },
    ],
  };

  it('has a line for each tax rate where net and tax of every rate add up, each with the tax code of its rate', () => {
    const code = (name: string, rate: string) => ({ code: name, name, rate, recoverable: true, account: '1400', ledgerCode: `L-${name}` });
    const { bill } = build(rates, { taxCode: 'in20' }, { taxCodes: [code('in20', '20'), code('in7', '7')] });
    expect(bill?.lines).toMatchObject([
      { net: 200_00, tax: 40_00, taxRate: '20', taxCode: 'L-in20' },
      { net: 100_00, tax: 7_00, taxRate: '7.0', taxCode: 'L-in7' },
    ]);
  });

  it('has one line where the rates do not add up to what is posted', () => {
    const { bill } = build({ ...rates, fields: { ...rates.fields, tax: field('46.99') } });
    expect(bill?.lines).toMatchObject([{ net: 347_00 - 46_99, tax: 46_99 }]);
  });

  it('names the supplier by what the page shows, and when the bill is due', () => {
    const { bill } = build({ fields: { supplierTaxId: field('GB123456789'), iban: field('GB33'), dueDate: field('2026-04-10') } });
    expect(bill).toMatchObject({
      kind: 'receipt',
      dueDate: '2026-04-10',
      supplier: { key: 'dock street bakery', name: 'Dock Street Bakery Ltd', taxNumber: 'GB123456789', iban: 'GB33' },
    });
  });

  it("is in the client's currency where the page names none", () => {
    expect(build({ fields: { currency: undefined } }).currency).toBe('GBP');
  });

  it.each([
    ['date', { date: undefined }],
    ['total', { total: undefined }],
    ['supplier', { supplier: undefined }],
    ['date,total,supplier', { date: undefined, total: undefined, supplier: undefined }],
    ['date', { date: field('2026-02-30') }],
    ['total', { total: field('12.345') }],
    ['total', { currency: field('JPY'), total: field('12.34') }],
  ] as const)('names what is missing: %s', (names, fields) => {
    const error = refusal(() => build({ fields }));
    expect(error.code).toBe('fields_missing');
    expect(error.details).toEqual({ fields: names });
    expect(error.message).toContain(`Missing: ${names.replaceAll(',', ', ')}.`);
  });

  it.each([
    ['a total of zero', { net: undefined, tax: undefined, total: field('0.00') }, 'total', 'nothing to post'],
    ['tax above the total', { net: undefined, tax: field('47.36'), total: field('4.00') }, 'tax', 'cannot be part of a total of 4.00'],
    ['tax against the total', { net: undefined, tax: field('-2.00'), total: field('12.00') }, 'tax', 'cannot be part of a total of 12.00'],
  ])('refuses %s, whoever approved it', (_case, fields, concerned, words) => {
    const error = refusal(() => build({ fields }));
    expect([error.code, error.details]).toEqual(['invalid_input', { field: concerned }]);
    expect(error.message).toContain(words);
  });

  it.each([
    ['the account of the coding', {}, { account: '9999' }, {}, '9999'],
    ['the account of the tax', {}, {}, { taxCodes: [{ code: 'in', name: 'Tax', recoverable: true, account: '1499' }] }, '1499'],
    ['the bank account', {}, {}, { paidAccount: '1299' }, '1299'],
  ])('refuses a chart that lacks %s', (_case, extraction, coding, client, account) => {
    const error = refusal(() => build(extraction, coding, client));
    expect(error.code).toBe('invalid_input');
    expect(error.message).toContain(`Account ${account} is not in the chart of Harbour Café Ltd.`);
  });
});
