import { expect, test } from 'vitest';
import { quoted } from '../../../src-main/connectors/ledgers/quickbooks/client.ts';
import {
  accountRef,
  type Code,
  codeOfFault,
  differences,
  entityOf,
  expected,
  isAlike,
  noteOf,
  readNote,
  readReference,
  requestIdOf,
  shortNumber,
  sinceOf,
  txnValues,
  vendorValues,
} from '../../../src-main/connectors/ledgers/quickbooks/map.ts';
import type { AccountRow, TxnRow } from '../../../src-main/connectors/ledgers/quickbooks/rows.ts';
import type { PostingKey } from '../../../src-main/engine/ports.ts';
import { webBill } from '../../support/web-ledger-bill.ts';

const NAMES = { expense: 'Food', tax: 'VAT', payable: 'A/P', paid: 'Bank', taxCode: '20%' };
const account = (Id: string, name: string, AccountType = 'Expense'): AccountRow => ({
  Id,
  Name: name,
  FullyQualifiedName: name,
  AccountType,
});
const CODES: [string, Code][] = [
  ['20%', { id: '5', rate: '20', rateId: '7' }],
  ['7.75%', { id: '6', rate: '7.75', rateId: '8' }],
];
const LOOKUPS = {
  vendor: '42',
  accounts: new Map(
    [
      account('1', 'Food'),
      account('2', 'VAT'),
      account('3', 'A/P', 'Accounts Payable'),
      account('4', 'Bank', 'Bank'),
      account('9', 'Card', 'Credit Card'),
    ].map((row) => [row.Name, row]),
  ),
  codes: new Map(CODES),
};

test('a bill becomes a Bill with its lines as net amounts and its tax left to the code where both agree', () => {
  expect(txnValues(webBill(NAMES, 'one'), LOOKUPS)).toEqual({
    TxnDate: '2026-11-12',
    CurrencyRef: { value: 'GBP' },
    PrivateNote: '[tickmark:one:g1 42] NDS-20418',
    Line: [
      {
        DetailType: 'AccountBasedExpenseLineDetail',
        Amount: 100,
        Description: 'Milk and butter',
        AccountBasedExpenseLineDetail: { AccountRef: { value: '1' }, TaxCodeRef: { value: '5' } },
      },
    ],
    GlobalTaxCalculation: 'TaxExcluded',
    DocNumber: 'NDS-20418',
    VendorRef: { value: '42' },
    APAccountRef: { value: '3' },
    DueDate: '2026-12-12',
  });
});

test('the tax is written where rate times net gives another one, for a credit note with the amounts turned round', () => {
  const line = { description: 'x', account: 'Food' };
  const lines = [
    { ...line, net: -10_03, tax: -2_00, taxCode: '20%' },
    { ...line, net: -1_00, tax: 0 },
  ];
  const values = txnValues(webBill(NAMES, 'cent', { bill: { kind: 'credit-note', lines } }), LOOKUPS);
  expect(values).toMatchObject({ Line: [{ Amount: 10.03 }, { Amount: 1 }] });
  expect(values['TxnTaxDetail']).toEqual({
    TotalTax: 2,
    TaxLine: [
      {
        Amount: 2,
        DetailType: 'TaxLineDetail',
        TaxLineDetail: { TaxRateRef: { value: '7' }, PercentBased: true, TaxPercent: 20, NetAmountTaxable: 10.03 },
      },
    ],
  });
  expect(values).not.toHaveProperty('DueDate');
});

test.each([
  [100, '20%', 20],
  [1_03, '20%', 21],
  [1_02, '20%', 20],
  [2_00, '7.75%', 16],
  [-2_00, '7.75%', -16],
])('%i at %s is %i to the penny, half away from zero', (net, taxCode, tax) => {
  const values = txnValues(webBill(NAMES, 'x', { bill: { lines: [{ description: 'x', account: 'Food', net, tax, taxCode }] } }), LOOKUPS);
  expect(values).not.toHaveProperty('TxnTaxDetail');
  const other = txnValues(
    webBill(NAMES, 'x', { bill: { lines: [{ description: 'x', account: 'Food', net, tax: tax + 1, taxCode }] } }),
    LOOKUPS,
  );
  expect(other).toHaveProperty('TxnTaxDetail');
});

test('what was paid on the spot is an expense from its account, by card where that is one', () => {
  const paid = (contra: string) => txnValues(webBill(NAMES, 'paid', { bill: { paid: true, contra } }), LOOKUPS);
  expect(paid('Bank')).toMatchObject({ PaymentType: 'Cash', AccountRef: { value: '4' }, EntityRef: { value: '42', type: 'Vendor' } });
  expect(paid('Card')).toMatchObject({ PaymentType: 'CreditCard', AccountRef: { value: '9' } });
  expect(paid('Bank')).not.toHaveProperty('VendorRef');
  expect(() => paid('Nowhere')).toThrow('no account "Nowhere"');
  expect(entityOf({ ...webBill(NAMES, 'x').bill, total: -1, paid: true } as never)).toBe('VendorCredit');
  expect(expected({ ...webBill(NAMES, 'x').bill, lines: [{ description: '', account: '', net: -1, tax: 0 }], total: -1 } as never)).toEqual(
    { total: 1, tax: 0 },
  );
});

test('notes, references and numbers are read back; others are not ours', () => {
  expect(readNote(noteOf('a_b-1:g2' as PostingKey, '7', 'x\ny'))).toEqual({ key: 'a_b-1:g2', vendor: '7' });
  expect([readNote('tickmark:a:g1 7'), readNote(undefined)]).toEqual([undefined, undefined]);
  expect(readReference({ reference: 'VendorCredit/12' })).toEqual({ entity: 'VendorCredit', id: '12' });
  expect(() => readReference({ reference: 'Bill/1/../2' })).toThrow();
  expect(() => readReference({ reference: 'bill/1' })).toThrow();
  expect(shortNumber('0123456789012345678901')).toBe('123456789012345678901');
  expect(quoted("O'Brien \\ Sons")).toBe("'O\\'Brien \\\\ Sons'");
  expect(requestIdOf('a', 'b')).toHaveLength(40);
  expect(requestIdOf('a', 'b')).not.toBe(requestIdOf('a', 'c'));
});

test('the time of a key is the time when its document came, less a day, and never in the future', () => {
  const now = Date.parse('2026-11-27T12:00:00Z');
  expect(sinceOf('019b8d2d-6f80-7000-8000-000000000000:g1' as PostingKey, now)).toBe(
    new Date(0x019b8d2d6f80 - 86_400_000).toISOString().slice(0, 19).concat('Z'),
  );
  expect(sinceOf('ffffffff-ffff-7000-8000-000000000000:g1' as PostingKey, now)).toBe('2026-11-26T12:00:00Z');
  expect(sinceOf('one:g1' as PostingKey, now)).toBe('2026-05-30T12:00:00Z');
});

test.each([
  [['6140'], 400, 'ledger_duplicate'],
  [['6210'], 400, 'ledger_period_locked'],
  [['3001'], 200, 'ledger_busy'],
  [['3200'], 401, 'ledger_login_failed'],
  [['3100'], 403, 'ledger_login_failed'],
  [['10000'], 500, 'ledger_unreachable'],
  [[''], 503, 'ledger_unreachable'],
  [['6240'], 400, 'ledger_rejected'],
  [['2020'], 400, 'ledger_rejected'],
])('code %s with status %i is %s', (codes, status, code) => expect(codeOfFault(codes, status)).toBe(code));

test('accounts whose names Tickmark cannot keep are told by id', () => {
  expect(accountRef(account('5', 'Job Expenses:Materials (A/B) & Co'))).toBe('Job Expenses:Materials (A/B) & Co');
  for (const name of ['*Odd', 'a  b', 'a : b', 'x'.repeat(121), 'a\nb']) expect(accountRef(account('5', name)), name).toBe('Account 5');
});

test('vendors: likeness by word, id or whole number; a colon may not stand in a name; no account number is written', () => {
  const row = { Id: '1', SyncToken: '0', DisplayName: 'Northern Dairy' };
  const supplier = { key: 'k', name: 'DAIRY: and Sons', taxNumber: 'GB 1', iban: 'DE89370400440532013000' };
  expect(isAlike(row, supplier, 'e')).toBe(true);
  expect(isAlike({ ...row, DisplayName: 'Other' }, supplier, 'e')).toBe(false);
  expect(isAlike({ ...row, DisplayName: 'Other', TaxIdentifier: 'GB1' }, supplier, 'e')).toBe(true);
  expect(vendorValues(supplier, 'e', ' (2)')['DisplayName']).toBe('DAIRY and Sons (2)');
  expect(JSON.stringify(vendorValues(supplier, 'e', ''))).not.toContain('DE89');
});

const ROW: TxnRow = {
  Id: '1',
  SyncToken: '0',
  DocNumber: 'NDS-20418',
  TxnDate: '2026-11-12',
  PrivateNote: '[tickmark:one:g1 42]',
  TotalAmt: 120,
  CurrencyRef: { value: 'GBP' },
  VendorRef: { value: '42', name: 'Northern' },
  TxnTaxDetail: { TotalTax: 20 },
};
test.each<[string, Partial<TxnRow>]>([
  ['total: QuickBooks says 130.00 GBP, the bill 120.00 GBP', { TotalAmt: 130 }],
  ['tax: QuickBooks says 0.00 GBP, the bill 20.00 GBP', { TxnTaxDetail: undefined }],
  ['currency: QuickBooks says EUR, the bill GBP', { CurrencyRef: { value: 'EUR' } }],
  ['date: QuickBooks says 2026-12-01, the bill 2026-11-12', { TxnDate: '2026-12-01' }],
  ['number: QuickBooks says nothing, the bill NDS-20418', { DocNumber: undefined }],
  ['supplier: QuickBooks says Other', { VendorRef: { value: '8', name: 'Other' } }],
])('difference: %s', (words, change) => {
  expect(differences(ROW, webBill(NAMES, 'one'))).toEqual([]);
  expect(differences({ ...ROW, ...change }, webBill(NAMES, 'one'))).toEqual([words]);
});
