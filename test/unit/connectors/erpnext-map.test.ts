import { expect, test } from 'vitest';
import {
  accountsOf,
  codeOfException,
  differences,
  externalIdOf,
  fileNameOf,
  invoiceValues,
  keyOf,
  keyOfFile,
  markerOf,
  readMarker,
  supplierMark,
  supplierValues,
  wordsOf,
} from '../../../src-main/connectors/ledgers/erpnext/map.ts';
import type { InvoiceRow } from '../../../src-main/connectors/ledgers/erpnext/rows.ts';
import type { Currency, LocalDate } from '../../../src-main/contract/index.ts';
import type { PostingKey } from '../../../src-main/engine/ports.ts';
import { webBill } from '../../support/web-ledger-bill.ts';

const GBP = 'GBP' as Currency;
const NAMES = { expense: 'Food - HS', tax: 'VAT - HS', payable: 'Creditors - HS', paid: 'Cash - HS' };
const SETTING = { company: 'Harbour', costCenter: 'Main - HS', unit: 'Nos', supplier: 'Dairy [North]' };

test('a bill becomes an invoice without items of stock, with tax as an amount of its account', () => {
  expect(invoiceValues(webBill(NAMES, 'one'), SETTING)).toEqual({
    company: 'Harbour',
    supplier: 'Dairy [North]',
    is_return: 0,
    update_stock: 0,
    set_posting_time: 1,
    posting_date: '2026-11-12',
    bill_date: '2026-11-12',
    bill_no: 'NDS-20418',
    due_date: '2026-12-12',
    ignore_default_payment_terms_template: 1,
    currency: 'GBP',
    disable_rounded_total: 1,
    ignore_pricing_rule: 1,
    remarks: '[tickmark:one:g1 120.00/20.00 Dairy [North]]',
    items: [
      {
        item_name: 'Milk and butter',
        description: 'Milk and butter',
        qty: 1,
        uom: 'Nos',
        conversion_factor: 1,
        rate: 100,
        expense_account: 'Food - HS',
        cost_center: 'Main - HS',
      },
    ],
    taxes: [
      {
        category: 'Total',
        add_deduct_tax: 'Add',
        charge_type: 'Actual',
        account_head: 'VAT - HS',
        description: 'VAT - HS',
        tax_amount: 20,
        cost_center: 'Main - HS',
      },
    ],
    credit_to: 'Creditors - HS',
  });
});

test('a credit note has negative quantities, positive rates and negative taxes; taxes of one account are one row', () => {
  const line = { description: 'x', account: 'Food - HS', taxAccount: 'VAT - HS' };
  const lines = [
    { ...line, net: -50_00, tax: -10_00 },
    { ...line, net: 0, tax: 0 },
    { ...line, net: -1_00, tax: -20 },
  ];
  const values = invoiceValues(webBill(NAMES, 'credit', { bill: { kind: 'credit-note', lines } }), SETTING);
  expect(values).toMatchObject({ is_return: 1, remarks: expect.stringContaining(' -61.20/-10.20 ') });
  expect((values['items'] as { qty: number; rate: number }[]).map(({ qty, rate }) => [qty, rate])).toEqual([
    [-1, 50],
    [-1, 0],
    [-1, 1],
  ]);
  expect(values['taxes']).toMatchObject([{ tax_amount: -10.2 }]);
  expect(values).not.toHaveProperty('due_date');
});

test('what was paid on the spot is paid from its account; what has no account for its tax is refused; a due date before the bill is left out', () => {
  const paid = invoiceValues(webBill(NAMES, 'paid', { bill: { paid: true, contra: 'Cash - HS' } }), SETTING);
  expect(paid).toMatchObject({ is_paid: 1, cash_bank_account: 'Cash - HS', paid_amount: 120 });
  expect(paid).not.toHaveProperty('credit_to');
  const line = { description: 'x', account: 'Food - HS', net: 1_00, tax: 20 };
  expect(() => invoiceValues(webBill(NAMES, 'none', { bill: { lines: [line] } }), SETTING)).toThrow('no account for it');
  expect(accountsOf(webBill(NAMES, 'x').bill ?? ({} as never))).toEqual(['Food - HS', 'VAT - HS', 'Creditors - HS']);
  expect(invoiceValues(webBill(NAMES, 'due', { bill: { dueDate: '2026-11-01' as LocalDate } }), SETTING)).not.toHaveProperty('due_date');
});

test('markers and ids are read back; others are not ours', () => {
  const marker = { key: 'a_b-1:g2', total: -12_05, tax: 0, supplier: 'x] y [z' };
  expect(readMarker(`Hello ${markerOf(marker, GBP)}`, GBP)).toEqual(marker);
  expect(keyOf('Against Supplier Invoice NDS-1')).toBeUndefined();
  expect(externalIdOf(`a ${supplierMark('ext-1')} b`)).toBe('ext-1');
  expect(keyOfFile(fileNameOf('doc-1:g1' as PostingKey, 'a@b/c.pdf'))).toBe('doc-1:g1');
  expect(keyOfFile('invoice.pdf')).toBeUndefined();
  expect(JSON.stringify(supplierValues({ key: 'k', name: 'A', iban: 'DE89370400440532013000' }, 'e', undefined))).not.toContain('DE89');
});

test.each([
  ['AuthenticationError', 401, 'ledger_login_failed'],
  ['', 401, 'ledger_login_failed'],
  ['ValidationError', 417, 'ledger_rejected'],
  ['PermissionError', 403, 'ledger_rejected'],
  ['ClosedAccountingPeriod', 417, 'ledger_period_locked'],
  ['TimestampMismatchError', 417, 'ledger_busy'],
  ['QueryDeadlockError', 500, 'ledger_busy'],
  ['OperationalError', 500, 'ledger_unreachable'],
  ['', 404, 'ledger_unreachable'],
])('exception %s with status %i is %s', (type, status, code) => expect(codeOfException(type, status)).toBe(code));

test("ERPNext's words are taken out of their wrappings", () => {
  const wrapped = JSON.stringify([JSON.stringify({ message: 'Due <b>Date</b> cannot\nbe before' }), 'plain']);
  expect(wordsOf(wrapped, '')).toBe('Due Date cannot be before plain');
  expect(wordsOf('', 'frappe.exceptions.ValidationError: No: such thing')).toBe('No: such thing');
  expect(wordsOf('{', '')).toBe('');
});

const ROW: InvoiceRow = {
  name: 'ACC-PINV-1',
  docstatus: 1,
  is_return: 0,
  supplier: 'Dairy [North]',
  bill_no: 'NDS-20418',
  posting_date: '2026-11-12',
  currency: 'GBP',
  grand_total: 120,
  total_taxes_and_charges: 20,
  remarks: '[tickmark:one:g1 120.00/20.00 Dairy [North]]',
};
test.each<[string, Partial<InvoiceRow>]>([
  ['total: ERPNext says 130.00 GBP, the bill 120.00 GBP', { grand_total: 130 }],
  ['tax: ERPNext says 0.00 GBP, the bill 20.00 GBP', { total_taxes_and_charges: null }],
  ['currency: ERPNext says EUR, the bill GBP', { currency: 'EUR' }],
  ['date: ERPNext says 2026-12-01, the bill 2026-11-12', { posting_date: '2026-12-01' }],
  ['number: ERPNext says nothing, the bill NDS-20418', { bill_no: undefined }],
  ['supplier: ERPNext says Other', { supplier: 'Other' }],
  ['state: it was cancelled in ERPNext', { docstatus: 2 }],
  ['kind: ERPNext says return, the bill invoice', { is_return: 1 }],
])('difference: %s', (words, change) => {
  expect(differences(ROW, webBill(NAMES, 'one'))).toEqual([]);
  expect(differences({ ...ROW, ...change }, webBill(NAMES, 'one'))).toEqual([words]);
});
