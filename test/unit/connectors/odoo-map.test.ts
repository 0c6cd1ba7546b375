import { describe, expect, test } from 'vitest';
import {
  billValues,
  codeOfException,
  differences,
  keyOf,
  markerOf,
  moveType,
  namesOf,
  partnerValues,
  readMarker,
  supplierDomain,
  taxCodeOf,
  taxRefs,
} from '../../../src-main/connectors/ledgers/odoo/map.ts';
import type { MoveRow, TaxRow } from '../../../src-main/connectors/ledgers/odoo/rows.ts';
import { oneLine } from '../../../src-main/connectors/one-line.ts';
import { jsonAmount, minorOf } from '../../../src-main/connectors/web-ledger/amounts.ts';
import { searchWord } from '../../../src-main/connectors/web-ledger/bill-words.ts';
import type { Currency } from '../../../src-main/contract/index.ts';
import { webBill } from '../../support/web-ledger-bill.ts';

const GBP = 'GBP' as Currency;
const tax = (id: number, name: string, more: Partial<TaxRow> = {}): TaxRow => ({
  id,
  name,
  amount: 20,
  amount_type: 'percent',
  price_include: false,
  ...more,
});
const NAMES = { expense: '600000', tax: '220100', payable: '211000', paid: '101401', taxCode: '20%' };
const LOOKUPS = {
  partner: 7,
  currency: 1,
  accounts: new Map([
    ['600000', 60],
    ['220100', 22],
  ]),
  taxes: new Map([['20%', tax(5, '20%')]]),
};

describe('amounts as JSON numbers', () => {
  test.each([
    [120_00, 'GBP', 120],
    [1, 'GBP', 0.01],
    [-30_05, 'GBP', -30.05],
    [1000, 'JPY', 1000],
    [1_406_205, 'KWD', 1406.205],
    [9_999_999_999_999_99, 'GBP', 9999999999999.99],
  ])('%i of %s are %d and back', (minor, code, number) => {
    expect(jsonAmount(minor, code as Currency)).toBe(number);
    expect(minorOf(number, code as Currency)).toBe(minor);
  });

  test('what binary arithmetic left behind is dropped, a fraction of a penny is not', () => {
    expect(minorOf(0.1 + 0.2, GBP)).toBe(30);
    expect(minorOf(120.00000000000001, GBP)).toBe(120_00);
    expect(minorOf(1.005, GBP)).toBeUndefined();
    expect(minorOf(12.5, 'JPY' as Currency)).toBeUndefined();
    expect(minorOf(Number.NaN, GBP)).toBeUndefined();
    expect(minorOf(1e21, GBP)).toBeUndefined();
    expect(minorOf('1200.50', GBP)).toBe(1200_50);
  });
});

test('a bill becomes a draft of the right kind, with net prices and taxes given even where there are none', () => {
  const values = billValues(webBill(NAMES, 'one'), LOOKUPS);
  expect(values).toEqual({
    move_type: 'in_invoice',
    partner_id: 7,
    currency_id: 1,
    invoice_date: '2026-11-12',
    date: '2026-11-12',
    invoice_date_due: '2026-12-12',
    invoice_payment_term_id: false,
    ref: 'NDS-20418',
    invoice_origin: 'tickmark:one:g1 120.00/20.00/7',
    invoice_line_ids: [[0, 0, { name: 'Milk and butter', account_id: 60, quantity: 1, price_unit: 100, tax_ids: [[6, 0, [5]]] }]],
  });
});

test('a credit note is turned round, -0 is no amount, and a line without tax names none', () => {
  const lines = [
    { description: '', account: '600000', net: -5_00, tax: 0 },
    { description: 'nothing', account: '600000', net: 0, tax: 0 },
  ];
  const values = billValues(webBill(NAMES, 'credit', { bill: { kind: 'credit-note', lines } }), LOOKUPS);
  expect(values).toMatchObject({ move_type: 'in_refund', invoice_origin: 'tickmark:credit:g1 5.00/0.00/7' });
  expect(values['invoice_line_ids']).toEqual([
    [0, 0, { name: '-', account_id: 60, quantity: 1, price_unit: 5, tax_ids: [[6, 0, []]] }],
    [0, 0, { name: 'nothing', account_id: 60, quantity: 1, price_unit: 0, tax_ids: [[6, 0, []]] }],
  ]);
  expect(values).not.toHaveProperty('invoice_date_due');
  expect(moveType({ ...webBill(NAMES, 'x').bill, paid: true } as never)).toBe('in_receipt');
});

test('tax without a tax code is a line of its own on the account for it, or refused', () => {
  const line = { description: 'x', account: '600000', net: 10_00, tax: 2_00 };
  const own = webBill(NAMES, 'own', { bill: { lines: [{ ...line, taxAccount: '220100' }] } });
  expect(billValues(own, LOOKUPS)).toMatchObject({ invoice_origin: 'tickmark:own:g1 12.00/0.00/7' });
  expect(billValues(own, LOOKUPS)['invoice_line_ids']).toHaveLength(2);
  expect(namesOf(own.bill ?? ({} as never)).accounts).toEqual(['600000', '220100']);
  expect(() => billValues(webBill(NAMES, 'none', { bill: { lines: [line] } }), LOOKUPS)).toThrow('neither a tax code');
  const { bill: _left, ...old } = webBill(NAMES, 'old');
  expect(() => billValues(old, LOOKUPS)).toThrow('older Tickmark');
  const wrong = webBill(NAMES, 'sum', { bill: { total: 1 } });
  expect(() => billValues(wrong, LOOKUPS)).toThrow('do not add up');
});

test('markers are read back, whatever a purchase order added behind them; others are not ours', () => {
  const marker = { key: 'a_b-1:g2', total: 12_05, tax: 2_00, partner: 9 };
  expect(readMarker(markerOf(marker, GBP), GBP)).toEqual(marker);
  expect(readMarker(`${markerOf(marker, GBP)}, PO00012`, GBP)).toEqual(marker);
  expect(keyOf('tickmark:x:g1 1/2/3')).toBe('x:g1');
  expect([keyOf('PO00012'), keyOf(undefined), keyOf('see tickmark:x:g1 ')]).toEqual([undefined, undefined, undefined]);
  expect(readMarker('tickmark:x:g1 1,2/2/3', GBP)).toBeUndefined();
});

test.each([
  ['odoo.exceptions.AccessDenied', 200, 'ledger_login_failed'],
  ['werkzeug.exceptions.Unauthorized', 401, 'ledger_login_failed'],
  ['odoo.exceptions.UserError', 422, 'ledger_rejected'],
  ['odoo.exceptions.ValidationError', 200, 'ledger_rejected'],
  ['builtins.ValueError', 500, 'ledger_rejected'],
  ['psycopg2.errors.SerializationFailure', 500, 'ledger_busy'],
  ['odoo.exceptions.LockError', 409, 'ledger_busy'],
  ['builtins.MemoryError', 500, 'ledger_unreachable'],
  ['', 404, 'ledger_unreachable'],
])('exception %s with status %i is %s', (name, status, code) => expect(codeOfException(name, status)).toBe(code));

const ROW: MoveRow = {
  id: 1,
  name: 'BILL/2026/00001',
  state: 'posted',
  move_type: 'in_invoice',
  ref: 'NDS-20418',
  invoice_origin: 'tickmark:one:g1 120.00/20.00/7',
  invoice_date: '2026-11-12',
  date: '2026-11-12',
  partner_id: { id: 7, name: 'Northern' },
  currency_id: { id: 1, name: 'GBP' },
  amount_total: 120,
  amount_tax: 20,
  invoice_line_ids: [1],
  payment_state: 'not_paid',
  posted_before: true,
};

test.each<[string, Partial<MoveRow>]>([
  ['total: Odoo says 130.00 GBP, the bill 120.00 GBP', { amount_total: 130 }],
  ['tax: Odoo says 19.99 GBP, the bill 20.00 GBP', { amount_tax: 19.99 }],
  ['currency: Odoo says EUR, the bill GBP', { currency_id: { id: 2, name: 'EUR' } }],
  ['accounting date: Odoo says 2026-12-01, the bill 2026-11-12', { date: '2026-12-01' }],
  ['number: Odoo says nothing, the bill NDS-20418', { ref: undefined }],
  ['supplier: Odoo says Other', { partner_id: { id: 8, name: 'Other' } }],
  ['state: it was cancelled in Odoo', { state: 'cancel' }],
  ['state: it was reversed in Odoo', { payment_state: 'reversed' }],
])('difference: %s', (words, change) => {
  expect(differences(ROW, webBill(NAMES, 'one'))).toEqual([]);
  expect(differences({ ...ROW, ...change }, webBill(NAMES, 'one'))).toEqual([words]);
});

test('taxes with one name are told apart; rates are decimal text', () => {
  const refs = taxRefs([tax(1, '20%'), tax(2, '20%'), tax(3, '5.5%', { amount: 5.5 })]);
  expect([...refs.keys()]).toEqual(['20% #1', '20% #2', '5.5%']);
  expect(taxCodeOf('5.5%', tax(3, '5.5%', { amount: 5.5 }))).toEqual({ ref: '5.5%', name: '5.5%', rate: '5.5' });
  expect(taxCodeOf('fix', tax(4, 'fix', { amount_type: 'fixed' }))).toEqual({ ref: 'fix', name: 'fix' });
});

test('suppliers are looked for by what there is, and never get an account number', () => {
  expect(supplierDomain({ key: 'k', name: '' }, 'ext')).toEqual([
    ['parent_id', '=', false],
    ['ref', '=', 'ext'],
  ]);
  const all = supplierDomain({ key: 'k', name: 'A & Müller GmbH', taxNumber: 'DE 123 456 789', iban: 'DE89 3704' }, 'ext');
  expect(all.filter((part) => part === '|')).toHaveLength(3);
  expect(all).toContainEqual(['vat', 'ilike', '123456789']);
  expect(all).toContainEqual(['name', 'ilike', 'Müller']);
  expect(searchWord('100% _ Natural%')).toBe('Natural');
  expect(oneLine('a\u0000b\r\n\u202ec', 10)).toBe('a b c');
  expect(JSON.stringify(partnerValues({ key: 'k', name: 'A', iban: 'DE89370400440532013000' }, 'ext', true))).not.toContain('DE89');
});
