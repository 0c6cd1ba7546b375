/**
 * What `Purchase Invoice` does, after frappe/erpnext `accounts/doctype/purchase_invoice/purchase_invoice.py` and `accounts/general_ledger.py`:
 * everything is checked when a draft is saved, closed days when it is submitted, closed accounting periods in both cases.
 */
import type { FakeDb } from '../fake-store.ts';
import { readSwitch } from '../fake-store.ts';
import { allDocs, type Doc, exists, FIELDS, getDoc, putDoc } from './docs.ts';
import { ErpError } from './erp-error.ts';

const DOCTYPE = 'Purchase Invoice';
const ITEM_FIELDS = new Set(['item_name', 'description', 'qty', 'uom', 'conversion_factor', 'rate', 'expense_account', 'cost_center']);
const TAX_FIELDS = new Set(['category', 'add_deduct_tax', 'charge_type', 'account_head', 'description', 'tax_amount', 'cost_center']);
const COMPUTED = new Set(['name', 'docstatus', 'grand_total', 'total_taxes_and_charges', 'amended_from']);

type Values = Record<string, unknown>;
const refuse = (message: string, type = 'ValidationError') => new ErpError(type, message);

export function saveInvoice(db: FakeDb, values: Values): Doc {
  for (const name of Object.keys(values)) {
    const own = name === 'items' || name === 'taxes' || (FIELDS[DOCTYPE]?.includes(name) === true && !COMPUTED.has(name));
    if (!own) throw refuse(`no field ${name}`);
  }
  const { supplier, company, currency } = values;
  if (!exists(db, 'Supplier', supplier)) throw refuse(`Could not find Supplier: ${String(supplier)}`, 'LinkValidationError');
  if (!exists(db, 'Company', company)) throw refuse(`Could not find Company: ${String(company)}`, 'LinkValidationError');
  if (!exists(db, 'Currency', currency)) throw refuse(`Could not find Currency: ${String(currency)}`, 'LinkValidationError');
  const day = values['set_posting_time'] === 1 ? String(values['posting_date']) : new Date().toISOString().slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw refuse('posting_date is no date');
  if (values['due_date'] !== undefined && String(values['due_date']) < day) throw refuse('Due Date cannot be before Posting Date');
  assertAccounts(db, values);
  assertPeriodOpen(db, day);
  assertNumberIsNew(db, values);
  const digits = currency === 'JPY' ? 0 : currency === 'KWD' ? 3 : 2;
  const totals = totalsOf(db, values, digits);
  if (values['is_paid'] === 1 && values['paid_amount'] !== totals.grand_total)
    throw refuse('Paid amount can not be greater than Grand Total');
  return putDoc(db, DOCTYPE, { ...values, ...totals, name: nextName(db, values['is_return'] === 1), docstatus: 0, posting_date: day });
}

function assertAccounts(db: FakeDb, values: Values): void {
  if (values['credit_to'] !== undefined) {
    if (!exists(db, 'Account', values['credit_to'])) throw refuse('Could not find Credit To', 'LinkValidationError');
    if (getDoc(db, 'Account', String(values['credit_to']))['account_type'] !== 'Payable')
      throw refuse('Credit To account is not a Payable account.');
  }
  if (values['is_paid'] === 1 && !exists(db, 'Account', values['cash_bank_account'])) throw refuse('Cash or Bank Account is mandatory');
}

function assertPeriodOpen(db: FakeDb, day: string): void {
  const closed = readSwitch(db, 'closed-period');
  if (closed !== undefined && day <= closed)
    throw refuse('You cannot create or cancel any accounting entries with in the closed Accounting Period', 'ClosedAccountingPeriod');
}

function assertNumberIsNew(db: FakeDb, values: Values): void {
  const settings = getDoc(db, 'Accounts Settings', 'Accounts Settings');
  if (settings['check_supplier_invoice_uniqueness'] !== 1 || values['bill_no'] === undefined || values['is_return'] === 1) return;
  const same = allDocs(db, DOCTYPE).find(
    (doc) => doc['bill_no'] === values['bill_no'] && doc['supplier'] === values['supplier'] && doc['docstatus'] !== 2,
  );
  if (same !== undefined) throw refuse(`Supplier Invoice No exists in Purchase Invoice ${same.name}`);
}

function totalsOf(db: FakeDb, values: Values, digits: number): { grand_total: number; total_taxes_and_charges: number } {
  const isReturn = values['is_return'] === 1;
  const items = values['items'] as Values[];
  if (!Array.isArray(items) || items.length === 0) throw refuse('items', 'MandatoryError');
  for (const item of items) assertItem(db, item, isReturn);
  const net = items.reduce((sum, item) => sum + Number(item['qty']) * Number(item['rate']), 0);
  const taxes = (values['taxes'] ?? []) as Values[];
  for (const tax of taxes) assertTax(db, tax);
  const tax = taxes.reduce((sum, row) => sum + Number(row['tax_amount']), 0);
  const round = (amount: number) => Number(amount.toFixed(digits));
  const total = round(net + tax);
  return { grand_total: values['disable_rounded_total'] === 1 ? total : Math.round(total), total_taxes_and_charges: round(tax) };
}

function assertItem(db: FakeDb, item: Values, isReturn: boolean): void {
  for (const name of Object.keys(item)) if (!ITEM_FIELDS.has(name)) throw refuse(`no field ${name}`);
  for (const name of ['item_name', 'qty', 'uom', 'conversion_factor', 'rate'])
    if (item[name] === undefined || item[name] === '') throw refuse(name, 'MandatoryError');
  if (typeof item['qty'] !== 'number' || typeof item['rate'] !== 'number') throw refuse('qty and rate are numbers');
  if (String(item['item_name']).length > 140) throw refuse('Item Name will get truncated', 'CharacterLengthExceededError');
  if (isReturn !== item['qty'] < 0) throw refuse(isReturn ? 'Quantity must be negative in a return' : 'Quantity must be positive');
  if (item['uom'] !== 'Nos') throw refuse('Could not find UOM', 'LinkValidationError');
  if (!exists(db, 'Account', item['expense_account']))
    throw refuse(`Could not find Expense Head: ${String(item['expense_account'])}`, 'LinkValidationError');
}

function assertTax(db: FakeDb, tax: Values): void {
  for (const name of Object.keys(tax)) if (!TAX_FIELDS.has(name)) throw refuse(`no field ${name}`);
  if (tax['charge_type'] !== 'Actual' || tax['category'] !== 'Total' || tax['add_deduct_tax'] !== 'Add' || !tax['description'])
    throw refuse('taxes', 'MandatoryError');
  if (typeof tax['tax_amount'] !== 'number') throw refuse('tax_amount is a number');
  if (!exists(db, 'Account', tax['account_head'])) throw refuse('Could not find Account Head', 'LinkValidationError');
}

function nextName(db: FakeDb, isReturn: boolean): string {
  const prefix = `ACC-PINV-${isReturn ? 'RET-' : ''}2026-`;
  const last = db.prepare('UPDATE series SET last = last + 1 WHERE prefix = ? RETURNING last').pluck().get(prefix) as number | undefined;
  if (last === undefined) db.prepare('INSERT INTO series (prefix, last) VALUES (?, 1)').run(prefix);
  return prefix + String(last ?? 1).padStart(5, '0');
}

/** `PUT` with `docstatus: 1` submits a draft. */
export function submitInvoice(db: FakeDb, name: string, values: Values): Doc {
  const doc = getDoc(db, DOCTYPE, name);
  if (Object.keys(values).join() !== 'docstatus' || values['docstatus'] !== 1) throw refuse('only docstatus is written here');
  if (doc['docstatus'] === 2) throw refuse('Cannot edit cancelled document');
  if (doc['docstatus'] === 1) return doc;
  assertLedgerOpen(db, doc);
  return putDoc(db, DOCTYPE, { ...doc, docstatus: 1 });
}

export function cancelInvoice(db: FakeDb, name: string): Doc {
  const doc = getDoc(db, DOCTYPE, name);
  if (doc['docstatus'] !== 1) throw refuse('Only submitted documents can be cancelled');
  assertLedgerOpen(db, doc);
  return putDoc(db, DOCTYPE, { ...doc, docstatus: 2 });
}

function assertLedgerOpen(db: FakeDb, doc: Doc): void {
  const day = String(doc['posting_date']);
  assertPeriodOpen(db, day);
  const frozen = [
    getDoc(db, 'Company', String(doc['company']))['accounts_frozen_till_date'],
    getDoc(db, 'Accounts Settings', 'Accounts Settings')['acc_frozen_upto'],
  ];
  for (const until of frozen)
    if (typeof until === 'string' && day <= until) throw refuse(`You are not authorized to add or update entries before ${until}`);
  const closing = allDocs(db, 'Period Closing Voucher').find((voucher) => day <= String(voucher['period_end_date']));
  if (closing !== undefined) throw refuse('Books have been closed');
}

export function deleteInvoice(db: FakeDb, name: string): void {
  const doc = getDoc(db, DOCTYPE, name);
  if (doc['docstatus'] === 1) throw refuse(`${DOCTYPE} ${name}: Submitted Record cannot be deleted.`);
  db.prepare('DELETE FROM doc WHERE doctype = ? AND name = ?').run(DOCTYPE, name);
  db.prepare("DELETE FROM doc WHERE doctype = 'File' AND json_extract(body, '$.attached_to_name') = ?").run(name);
}
