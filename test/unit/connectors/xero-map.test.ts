import { describe, expect, test } from 'vitest';
import { accountsOf, taxCodesOf } from '../../../src-main/connectors/ledgers/xero/books.ts';
import { alike } from '../../../src-main/connectors/ledgers/xero/contacts.ts';
import { numberQuery } from '../../../src-main/connectors/ledgers/xero/documents.ts';
import { xero } from '../../../src-main/connectors/ledgers/xero/index.ts';
import { Limiter } from '../../../src-main/connectors/ledgers/xero/limiter.ts';
import {
  contactNumber,
  dayOf,
  differences,
  documentOf,
  draftOf,
  fileNameFor,
  keyOfFile,
  placeOf,
  referenceOf,
} from '../../../src-main/connectors/ledgers/xero/map.ts';
import { Account } from '../../../src-main/contract/index.ts';
import type { LedgerEntry, PostingKey } from '../../../src-main/engine/ports.ts';
import { xeroBill, xeroCreditNote } from '../../integration/connectors/xero-books.ts';

const CONTACT = '430fa14a-f945-44d3-9f97-5df5e28441b8';
const ID = 'a03ffcd2-5d91-4c7e-b483-318584e9e439';

describe('a draft', () => {
  test('of a bill', () => {
    expect(draftOf(xeroBill('0192'), CONTACT)).toEqual({
      Type: 'ACCPAY',
      Contact: { ContactID: CONTACT },
      Date: '2026-11-12',
      DueDate: '2026-12-12',
      LineAmountTypes: 'Exclusive',
      CurrencyCode: 'GBP',
      Status: 'DRAFT',
      LineItems: [
        { Description: 'Milk', Quantity: 1, UnitAmount: 100, LineAmount: 100, AccountCode: '429', TaxType: 'INPUT2', TaxAmount: 20 },
      ],
      InvoiceNumber: 'NDS-20418',
      Url: 'https://tickmark.invalid/k/0192:g1',
    });
  });

  test('of a credit note has its amounts turned round and the key in a line of text', () => {
    expect(draftOf(xeroCreditNote('0192'), CONTACT)).toMatchObject({
      Type: 'ACCPAYCREDIT',
      CreditNoteNumber: 'CN-7',
      LineItems: [{ LineAmount: 100, TaxAmount: 20 }, { Description: 'Tickmark 0192:g1' }],
    });
    expect(draftOf(xeroCreditNote('0192'), CONTACT)).not.toHaveProperty('Url');
  });

  test('has a due day even where the bill has none or an impossible one, and a text on every line', () => {
    const entry = xeroBill('a', { description: '' });
    const { dueDate: _, ...bill } = entry.bill as NonNullable<LedgerEntry['bill']>;
    const bare = { ...entry, bill: { ...bill, lines: [{ description: '\u202e\n', account: ID, net: 120_00, tax: 0 }] } };
    expect(draftOf(bare, CONTACT)).toMatchObject({
      DueDate: '2026-11-12',
      LineItems: [{ Description: 'Northern Dairy Supplies', AccountID: ID, TaxType: 'NONE', TaxAmount: 0 }],
    });
    expect(draftOf({ ...entry, bill: { ...bill, dueDate: '2026-01-01' as never } }, CONTACT)).toMatchObject({ DueDate: '2026-11-12' });
    const { number: __, ...unnumbered } = entry;
    expect(draftOf(unnumbered, CONTACT)).not.toHaveProperty('InvoiceNumber');
  });

  test.each([
    ['KWD', 1_234_567, 1234.567],
    ['JPY', 1_234_567, 1_234_567],
    ['GBP', 999_999_999_999_99, 9_999_999_999_99.99],
    ['GBP', 10, 0.1],
  ])('%s amounts are the digits of the minor units', (currency, minor, shown) => {
    const entry = {
      ...xeroBill('a'),
      currency: currency as never,
      legs: [
        { account: '429', minor },
        { account: '800', minor: -minor },
      ],
    };
    const bill = {
      ...(entry.bill as NonNullable<LedgerEntry['bill']>),
      total: minor,
      lines: [{ description: 'x', account: '429', net: minor, tax: 0 }],
    };
    expect(draftOf({ ...entry, bill }, CONTACT)).toMatchObject({ LineItems: [{ UnitAmount: shown, LineAmount: shown }] });
  });
});

describe('read back', () => {
  const raw = {
    Type: 'ACCPAY',
    InvoiceID: ID,
    InvoiceNumber: 'NDS-20418',
    Url: 'https://tickmark.invalid/k/0192:g1',
    Status: 'AUTHORISED',
    Contact: { ContactID: CONTACT, Name: 'N' },
    Date: '/Date(1794441600000+0000)/',
    DueDate: undefined,
    CurrencyCode: 'GBP',
    LineItems: [],
    SubTotal: 100,
    TotalTax: 20,
    Total: 120,
    HasErrors: false,
    StatusAttributeString: undefined,
    ValidationErrors: [],
    AmountPaid: 0,
    AmountCredited: 0,
  };
  const document = (change: object = {}) => {
    const read = documentOf('bill', { ...raw, ...change });
    if (read === undefined) throw new Error('no document');
    return read;
  };

  test('what is as it was written differs in nothing', () => {
    expect(differences(document(), xeroBill('0192'))).toEqual([]);
    expect(differences(document({ Total: 120.000_000_000_000_01 }), xeroBill('0192'))).toEqual([]);
  });

  test.each([
    [{ Total: 120.01 }, 'total is 120.01, was written as 120.00'],
    [{ Total: 120.005 }, 'total is missing, was written as 120.00'],
    [{ TotalTax: 0 }, 'tax is 0.00, was written as 20.00'],
    [{ CurrencyCode: 'EUR' }, 'currency is EUR, was written as GBP'],
    [{ Date: '/Date(1794528000000+0000)/' }, 'date is 2026-11-13, was written as 2026-11-12'],
    [{ InvoiceNumber: '' }, 'number is , was written as NDS-20418'],
    [{ Url: null }, 'key is missing, was written as 0192:g1'],
    [{ Status: 'VOIDED' }, 'it was voided'],
  ])('%j is told', (change, words) => expect(differences(document(change), xeroBill('0192'))).toEqual([words]));

  test('references lead back to where they came from', () => {
    expect(referenceOf(document())).toEqual({ reference: `bill:${ID}`, name: 'NDS-20418', state: 'posted' });
    expect(placeOf({ reference: `credit-note:${ID}` })).toEqual({ sort: 'credit-note', id: ID });
    for (const reference of ['', 'bill:../x', `other:${ID}`, ID]) expect(() => placeOf({ reference })).toThrow('Unknown reference');
  });

  test('an answer that names no document is none', () => {
    expect(documentOf('bill', { ...raw, InvoiceID: undefined })).toBeUndefined();
    expect(documentOf('bill', { ...raw, Status: undefined })).toBeUndefined();
  });

  test.each([
    ['/Date(1573755038314)/', '2019-11-14'],
    ['/Date(1573755038314+1300)/', '2019-11-14'],
    ['2026-11-12T00:00:00', '2026-11-12'],
    ['/Date(-86400000+0000)/', '1969-12-31'],
    ['2026-02-30', undefined],
    [null, undefined],
  ])('%s is the day %s', (text, day) => expect(dayOf(text)).toBe(day));
});

describe('names of files', () => {
  test.each(['0192-ab:g1', `${crypto.randomUUID()}:g12`, 'a--b:g1', 'a_b:c:g1'])('hold the key %s', (key) => {
    for (const name of ['invoice.pdf', 'a--b.pdf', '../../x?.png', '(März) [1].jpeg', '', '.', 'x'.repeat(300)]) {
      const stored = fileNameFor(name, 'image/png', key as PostingKey);
      expect(keyOfFile(stored)).toBe(key);
      expect(stored).toMatch(/^[A-Za-z0-9_. -]{8,130}\.png$/);
    }
  });
  test('of a person hold none', () =>
    expect([keyOfFile('scan--old.pdf.zip.'), keyOfFile('invoice.pdf'), keyOfFile('a-b.pdf')]).toEqual([undefined, undefined, undefined]));
});

test('a short number is asked for as it is, a long one by its main part', () => {
  expect(numberQuery('NDS-20418/7')).toEqual({ searchTerm: '20418' });
  expect(numberQuery('7')).toEqual({ InvoiceNumbers: '7' });
  expect(numberQuery('1,7')).toEqual({ searchTerm: '1,7' });
});

test('an account is known by its code, or by its id where it has none that can be kept', () => {
  const accounts = accountsOf([
    { Code: '429', AccountID: ID, Name: 'General', Class: 'EXPENSE' },
    { Code: '', AccountID: ID, Name: 'Bank', Class: 'ASSET' },
    { Code: '*1', AccountID: CONTACT, Name: 'Odd', Class: 'OTHER' },
    { Name: 'nothing' },
  ]);
  expect(accounts.map(({ ref, kind }) => [ref, kind])).toEqual([
    ['429', 'expense'],
    [ID, 'asset'],
    [CONTACT, undefined],
  ]);
  for (const { ref } of accounts) expect(Account.shape.ledgerName.safeParse(ref).success).toBe(true);
});

test('tax rates are those of purchases, each once, with their digits', () => {
  const rate = { Name: 'VAT', CanApplyToExpenses: true };
  expect(
    taxCodesOf([
      { ...rate, TaxType: 'A', EffectiveRate: 12.5 },
      { ...rate, TaxType: 'A' },
      { ...rate, TaxType: 'B', CanApplyToExpenses: false },
    ]),
  ).toEqual([{ ref: 'A', name: 'VAT', rate: '12.5' }]);
});

test.each([
  ['Northern Dairy Supplies', 'NORTHERN DAIRY SUPPLIES LTD', true],
  ['Northern Dairy', 'Northern Lights', true],
  ['Dock Street', 'Quay Cafe', false],
  ['', 'x', false],
])('%s and %s: %s', (a, b, expected) => expect(alike(a, b)).toBe(expected));

test('a contact number has 50 characters at most and differs where the id does', () => {
  expect(contactNumber('short')).toBe('short');
  const long = [1, 2].map((n) => contactNumber(`${'x'.repeat(60)}${n}`));
  expect([long[0]?.length, long[0] === long[1]]).toEqual([48, false]);
});

describe('settings', () => {
  const parse = (settings: object) => xero.config.safeParse({ clientId: 'C', ...settings });

  test('texts of a form are taken', () => {
    expect(parse({ redirectPort: '9000', organisation: '', tenantId: '', server: '', timeoutSeconds: '30' })).toMatchObject({
      success: true,
      data: { redirectPort: 9000, timeoutSeconds: 30, requestsPerMinute: 60 },
    });
  });
  test.each([{ redirectPort: '80' }, { server: 'http://example.org' }, { server: 'x' }, { clientId: '' }, { timeoutSeconds: '0' }])(
    '%j is refused',
    (settings) => expect(parse(settings).success).toBe(false),
  );
  test('the address is the organisation', () => {
    expect(xero.address(xero.config.parse({ clientId: 'C', tenantId: ID, organisation: 'O' }))).toBe(ID);
    expect(xero.address(xero.config.parse({ clientId: 'C' }))).toBe('C');
  });
});

describe('the limits', () => {
  const limits = { perMinute: 2, atOnce: 1, patienceMs: 1000 };
  const never = new AbortController().signal;

  test('so many in any minute, then come back', async () => {
    let now = 0;
    const limiter = new Limiter(limits, () => now);
    const run = () => limiter.run(never, async () => now);
    expect([await run(), await run()]).toEqual([0, 0]);
    now = 10_000;
    await expect(run()).rejects.toMatchObject({ code: 'ledger_busy', retryAfterMs: 50_000 });
    now = 60_001;
    expect(await run()).toBe(60_001);
  });

  test('so many at once, in their order, also after failures', async () => {
    const limiter = new Limiter({ ...limits, perMinute: 100 }, () => 0);
    let running = 0;
    const order: number[] = [];
    const work = (id: number) =>
      limiter.run(never, async () => {
        running += 1;
        expect(running).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
        order.push(id);
        if (id === 1) throw new Error('failed');
      });
    const first = work(1);
    const waiting = [work(2), work(3)];
    // Comes at the very moment at which the first place is free.
    const late = first.catch(() => work(4));
    await Promise.allSettled([...waiting, late]);
    expect(order).toEqual([1, 2, 3, 4]);
  });
});
