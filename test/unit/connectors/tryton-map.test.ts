import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BookTax } from '../../../src-main/connectors/ledgers/tryton/books.ts';
import { tryton } from '../../../src-main/connectors/ledgers/tryton/index.ts';
import { retryAfter } from '../../../src-main/connectors/ledgers/tryton/json-rpc.ts';
import {
  billOf,
  compact,
  keyIn,
  kindOf,
  marker,
  nameWords,
  percentOf,
  refsOf,
  samePercent,
} from '../../../src-main/connectors/ledgers/tryton/map.ts';
import { lockedThrough } from '../../../src-main/connectors/ledgers/tryton/preflight.ts';
import { fitRows, taxOfLine } from '../../../src-main/connectors/ledgers/tryton/taxes.ts';
import { minorOf, plainDecimal, WireDate, WireDecimal, wireMoney } from '../../../src-main/connectors/ledgers/tryton/wire.ts';
import { oneLine } from '../../../src-main/connectors/one-line.ts';
import { Account, type Currency, type LocalDate } from '../../../src-main/contract/index.ts';
import type { PostingKey } from '../../../src-main/engine/ports.ts';
import { billEntry, line } from '../../support/tryton/books-entry.ts';

const GBP = 'GBP' as Currency;

describe('what goes over the wire', () => {
  test.each([
    ['0.2', '0.2'],
    ['0.2000000000', '0.2'],
    ['1E+2', '100'],
    ['1.5E+3', '1500'],
    ['0E-8', '0'],
    ['-0.00', '0'],
    ['5E-3', '0.005'],
    ['-60.60', '-60.6'],
    ['007.10', '7.1'],
    ['NaN', undefined],
    ['1e9999', undefined],
    ['', undefined],
  ])('the decimal %s is %s', (text, plain) => expect(plainDecimal(text)).toBe(plain));

  test('amounts survive the way there and back, in any currency', () => {
    const currencies = fc.constantFrom('GBP', 'JPY', 'KWD').map((code) => code as Currency);
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }), currencies, (minor, currency) => {
        expect(minorOf(WireDecimal.parse(wireMoney(minor, currency)), currency)).toBe(minor);
      }),
    );
  });

  test('a number with more digits than the currency is no amount, and a day that does not exist is none', () => {
    expect(minorOf('1.005', GBP)).toBeUndefined();
    expect(WireDate.safeParse({ __class__: 'date', year: 2026, month: 2, day: 30 }).success).toBe(false);
    expect(WireDate.parse({ __class__: 'date', year: 2026, month: 2, day: 3 })).toBe('2026-02-03');
  });

  test.each([
    [null, undefined],
    ['30', 30_000],
    ['Thu, 12 Nov 2026 10:00:05 GMT', 5_000],
    ['Thu, 12 Nov 2026 09:00:00 GMT', 0],
    ['soon', undefined],
  ])('Retry-After %s is %s ms', (header, ms) => expect(retryAfter(header, Date.parse('2026-11-12T10:00:00Z'))).toBe(ms));
});

describe('names', () => {
  test('an account is named by its code where only it has this, else by its name, else by its id', () => {
    const refs = refsOf([
      { id: 1, texts: ['5000', 'Purchases'] },
      { id: 2, texts: ['Main Cash'] },
      { id: 3, texts: ['5000', 'Rent'] },
      { id: 4, texts: ['Bank'] },
      { id: 5, texts: ['Bank'] },
      { id: 6, texts: ['*: double  spaces'] },
      { id: 7, texts: ['***'] },
    ]);
    expect([...refs]).toEqual([
      ['Purchases', 1],
      ['Main Cash', 2],
      ['Rent', 3],
      ['Bank #4', 4],
      ['Bank #5', 5],
      ['double spaces #6', 6],
      ['no #7', 7],
    ]);
  });

  test('whatever accounts are called, each has a name of its own that a chart can hold', () => {
    const texts = fc.array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 100 }), fc.constantFrom('Bank', '5000')), {
      minLength: 1,
      maxLength: 2,
    });
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 20 }), (all) => {
        const refs = refsOf(all.map((one, index) => ({ id: index + 1, texts: one })));
        expect(refs.size).toBe(all.length);
        for (const ref of refs.keys()) expect(Account.shape.ledgerName.safeParse(ref).success).toBe(true);
      }),
    );
  });

  test('types become kinds; what the server cannot tell apart has none', () => {
    const none = {
      statement: 'balance',
      assets: false,
      receivable: false,
      stock: false,
      payable: false,
      debt: false,
      revenue: false,
      expense: false,
    };
    expect(kindOf(none)).toBeUndefined();
    expect(kindOf({ ...none, payable: true })).toBe('liability');
    expect(kindOf({ ...none, assets: true })).toBe('asset');
    expect(kindOf({ ...none, statement: 'income', expense: true })).toBe('expense');
    expect(kindOf({ ...none, statement: 'income', revenue: true })).toBe('income');
  });

  test('like names are searched by their telling words, in which nothing is a wildcard', () => {
    expect(nameWords('The Northern Dairy Supplies Ltd')).toEqual(['Northern', 'Dairy']);
    expect(nameWords('50% off_limits Ltd')).toEqual(['off', 'limits']);
    expect(nameWords('GmbH')).toEqual(['GmbH']);
    expect(nameWords('§§')).toEqual([]);
    expect(compact('GB 980-7806.84')).toBe('GB980780684');
  });

  test('the key is found in a comment and nothing else is taken for it', () => {
    const key = 'doc_1:g1' as PostingKey;
    expect(keyIn(`${marker(key)} [tickmark-supplier:7]`)).toBe(key);
    expect(keyIn('tickmark-key:doc_1:g1')).toBeUndefined();
    expect(() => marker('a] b' as PostingKey)).toThrow();
    expect(oneLine(' a\r\nb\u202ec\u0000  d ')).toBe('a bc d');
  });
});

describe('rates and taxes', () => {
  test.each([
    ['0.2', '20'],
    ['0.077', '7.7'],
    ['0', '0'],
    ['1', '100'],
    ['0.005', '0.5'],
    ['-0.2', '-20'],
    ['0.19625', '19.625'],
  ])('the rate %s is %s %%', (rate, percent) => expect(percentOf(rate)).toBe(percent));

  test('percent texts are compared as numbers', () => {
    expect(samePercent('20', '20.00')).toBe(true);
    expect(samePercent('20', '2')).toBe(false);
    expect(samePercent('200', '20')).toBe(false);
  });

  const vat: BookTax = { id: 1, ref: 'VAT 20%', name: 'VAT 20%', rate: '20', parts: new Set([1]) };
  const zero: BookTax = { id: 2, ref: 'Zero', name: 'Zero', rate: '0', parts: new Set([2]) };
  const reverse: BookTax = { id: 3, ref: 'Reverse', name: 'Reverse', parts: new Set([3, 4, 5]) };
  const taxes = [vat, zero, reverse];
  const row = (tax: number, base: number, amount: number) => ({ account: 7, tax, description: '', legalNotice: null, base, amount });

  test('tax that is not recovered gives the line no tax, unless it comes to nothing', () => {
    expect(taxOfLine(line(120_00, 0, { taxCode: 'VAT 20%' }), taxes)).toBeUndefined();
    expect(taxOfLine(line(120_00, 0, { taxCode: 'Zero' }), taxes)).toBe(zero);
    expect(taxOfLine(line(120_00, 0, { taxCode: 'Reverse' }), taxes)).toBe(reverse);
    expect(taxOfLine(line(120_00, 20_00, { taxCode: 'VAT 20%' }), taxes)).toBe(vat);
  });

  test('two taxes of one rate are not chosen between', () => {
    const { taxCode: _code, ...bare } = line(100_00, 20_00);
    expect(taxOfLine(bare, [vat, { ...vat, id: 9, ref: 'VAT 20% import' }])).toMatchObject({ code: 'tax' });
    expect(taxOfLine({ ...bare, taxRate: '20.0' }, taxes)).toBe(vat);
  });

  test('a row takes the amount of the document within rounding, and is refused beyond it', () => {
    const fitted = (tax: number) => fitRows([row(1, 100_00, 20_00)], [{ tax: vat, line: line(100_00, tax) }], GBP);
    expect(fitted(20_11)).toEqual({ rows: [row(1, 100_00, 20_11)] });
    expect(fitted(20_12)).toMatchObject({ code: 'tax' });
    expect(fitted(19_89)).toEqual({ rows: [row(1, 100_00, 19_89)] });
    expect(fitted(0)).toMatchObject({ code: 'tax' });
  });

  test('lines and discounts of one tax are told apart by their sign, and several rows are never spread over', () => {
    const lines = [
      { tax: vat, line: line(100_00, 20_01) },
      { tax: vat, line: line(-10_00, -2_00) },
    ];
    expect(fitRows([row(1, 100_00, 20_00), row(1, -10_00, -2_00)], lines, GBP)).toEqual({
      rows: [row(1, 100_00, 20_01), row(1, -10_00, -2_00)],
    });
    const both = [row(4, 50_00, -10_00), row(5, 50_00, 10_00)];
    expect(fitRows(both, [{ tax: reverse, line: line(50_00, 0) }], GBP)).toEqual({ rows: both });
    expect(fitRows(both, [{ tax: reverse, line: line(50_00, 1) }], GBP)).toMatchObject({ code: 'tax' });
  });
});

test('months up to the first open one are locked', () => {
  const period = (month: string, state: string) => ({
    start_date: `2026-${month}-01` as LocalDate,
    end_date: `2026-${month}-28` as LocalDate,
    state,
  });
  expect(lockedThrough([])).toBeUndefined();
  expect(lockedThrough([period('01', 'open'), period('02', 'close')])).toBeUndefined();
  expect(lockedThrough([period('01', 'close'), period('02', 'locked'), period('03', 'open'), period('04', 'close')])).toBe('2026-02-28');
  expect(lockedThrough([period('01', 'close')])).toBe('2026-01-28');
});

test('an entry without a bill, or one that does not add up, is refused', () => {
  const { bill, ...old } = billEntry('old');
  expect(() => billOf(old)).toThrow(/older Tickmark/);
  expect(bill && billOf({ ...old, bill })).toBe(bill);
  expect(() => billOf(billEntry('sum', { bill: { total: 1 } }))).toThrow(/add up/);
  expect(() => billOf(billEntry('legs', { legs: [{ account: 'a', minor: 1 }] }))).toThrow(/add up/);
});

describe('settings', () => {
  const settings = { url: 'https://erp.example.test/', database: 'books', user: 'u', password: 'p' };
  const parse = (change: object) => tryton.config.safeParse({ ...settings, ...change });

  test('a password goes unencrypted only to this machine, or where a person allows it', () => {
    expect(parse({}).success).toBe(true);
    expect(parse({ url: 'http://erp.example.test' }).success).toBe(false);
    expect(parse({ url: 'http://erp.example.test', allowPlainHttp: true }).success).toBe(true);
    expect(parse({ url: 'http://127.0.0.1:8000' }).success).toBe(true);
    expect(parse({ url: 'ftp://127.0.0.1' }).success).toBe(false);
    expect(parse({ database: '../books' }).success).toBe(false);
  });

  test('books are named by server, database and company, without anything secret', () => {
    const { data } = parse({ company: 'Harbour Café Ltd' });
    expect(data && tryton.address(data)).toBe('https://erp.example.test/books (Harbour Café Ltd)');
    expect(JSON.stringify(data && tryton.address(data))).not.toContain('"p"');
  });
});
