/** Pure rules between an entry and ERPNext's `Purchase Invoice`. Behaviour after frappe/erpnext `accounts/doctype/purchase_invoice`. */
import { type Currency, EngineError, type ErrorCode, formatMoney, money } from '../../../contract/index.ts';
import type { Bill, BillLine, BillSupplier, LedgerEntry, LedgerReference, PostingKey } from '../../../engine/ports.ts';
import { oneLine } from '../../one-line.ts';
import { jsonAmount, minorOf } from '../../web-ledger/amounts.ts';
import { billOf, signOf } from '../../web-ledger/bill-words.ts';
import type { InvoiceRow } from './rows.ts';

/** Somebody else was at the same rows, or the site rests; undone, and worth another try. */
const BUSY = new Set(
  (
    'TimestampMismatchError QueryDeadlockError QueryTimeoutError DocumentLockedError RateLimitExceededError TooManyRequestsError ' +
    'SessionStopped InReadOnlyMode'
  ).split(' '),
);

/** The code of an exception by its class and the status of the answer; never by its words. */
export function codeOfException(type: string, status: number): ErrorCode {
  if (type === 'AuthenticationError' || status === 401) return 'ledger_login_failed';
  if (BUSY.has(type)) return 'ledger_busy';
  if (type === 'ClosedAccountingPeriod') return 'ledger_period_locked';
  return type !== '' && status < 500 ? 'ledger_rejected' : 'ledger_unreachable';
}

/** ERPNext's own words: `_server_messages` is a JSON list of JSON objects with HTML in `message`. */
export function wordsOf(serverMessages: string, exception: string): string {
  const words = listOf(serverMessages).map((item) => oneLine(item.replace(/<[^>]*>/g, ' '), 300));
  return words.filter((text) => text !== '').join(' ') || oneLine(exception.split(':').slice(1).join(':'), 300);
}

function listOf(json: string): string[] {
  try {
    const list: unknown = JSON.parse(json);
    return Array.isArray(list) ? list.map((item) => messageOf(String(item))) : [];
  } catch {
    return [];
  }
}

function messageOf(json: string): string {
  try {
    const item: unknown = JSON.parse(json);
    return typeof item === 'object' && item !== null && 'message' in item ? String(item.message) : json;
  } catch {
    return json;
  }
}

export type Marker = { readonly key: string; readonly total: number; readonly tax: number; readonly supplier: string };

/**
 * The text in `remarks`: the key, and what the bill must come to. ERPNext fills `remarks` only where it is empty, does not copy it into
 * duplicates (`no_copy`), and can search in it; `bill_no` is the supplier's number.
 */
export function markerOf({ key, total, tax, supplier }: Marker, currency: Currency): string {
  const amount = (minor: number) => formatMoney(money(minor, currency));
  return `[tickmark:${key} ${amount(total)}/${amount(tax)} ${supplier}]`;
}

export function readMarker(text: string | undefined, currency: Currency): Marker | undefined {
  const match = /\[tickmark:([a-z0-9:_-]{1,120}) (-?[\d.]+)\/(-?[\d.]+) (.*)\]/.exec(text ?? '');
  if (!match) return undefined;
  const [, key = '', totalText = '', taxText = '', supplier = ''] = match;
  const [total, tax] = [minorOf(totalText, currency), minorOf(taxText, currency)];
  return total === undefined || tax === undefined ? undefined : { key, total, tax, supplier };
}

export function keyOf(text: string | undefined): string | undefined {
  return /\[tickmark:([a-z0-9:_-]{1,120}) /.exec(text ?? '')?.[1];
}

/** `_` of a key is a joker of `like`, so that `keyOf` looks again. */
export const keyPattern = (key: PostingKey) => `%[tickmark:${key} %`;

export type Setting = {
  readonly company: string;
  readonly costCenter?: string | undefined;
  readonly unit: string;
  readonly supplier: string;
};

/** Totals as ERPNext shows them: negative for a return. */
export function expected(bill: Bill): { readonly total: number; readonly tax: number } {
  return { total: bill.total, tax: bill.lines.reduce((sum, { tax }) => sum + tax, 0) };
}

/** Accounts that the bill needs. */
export function accountsOf(bill: Bill): readonly string[] {
  const taxes = bill.lines.filter(({ tax }) => tax !== 0).map(taxAccount);
  return [...new Set([...bill.lines.map(({ account }) => account), ...taxes.filter((name) => name !== undefined), bill.contra])];
}

/** Taxes are rows with an account and an amount; a tax code is the name of that account. */
function taxAccount(line: BillLine): string | undefined {
  return line.taxCode ?? line.taxAccount;
}

/** Values of a new draft. @throws EngineError `ledger_rejected` where tax has no account */
export function invoiceValues(entry: LedgerEntry, setting: Setting): Record<string, unknown> {
  const bill = billOf(entry);
  const isReturn = signOf(bill) < 0;
  const center = setting.costCenter === undefined ? {} : { cost_center: setting.costCenter };
  const number = oneLine(entry.number ?? '', 140);
  const paidHere = bill.paid && !isReturn;
  return {
    company: setting.company,
    supplier: setting.supplier,
    is_return: isReturn ? 1 : 0,
    update_stock: 0,
    // Without it ERPNext posts on the day of saving.
    set_posting_time: 1,
    posting_date: entry.date,
    bill_date: entry.date,
    ...(number === '' ? {} : { bill_no: number }),
    ...(bill.dueDate === undefined || bill.dueDate < entry.date || isReturn ? {} : { due_date: bill.dueDate }),
    ignore_default_payment_terms_template: 1,
    currency: entry.currency,
    disable_rounded_total: 1,
    ignore_pricing_rule: 1,
    remarks: markerOf({ key: entry.key, ...expected(bill), supplier: setting.supplier }, entry.currency),
    items: bill.lines.map((line) => itemValues(line, isReturn, entry.currency, setting.unit, center)),
    taxes: taxValues(bill, entry.currency, center),
    ...(paidHere ? { is_paid: 1, cash_bank_account: bill.contra, paid_amount: jsonAmount(bill.total, entry.currency) } : {}),
    ...(bill.paid ? {} : { credit_to: bill.contra }),
  };
}

/** A line without an item: name and text are its own. Returns have negative quantities. */
function itemValues(line: BillLine, isReturn: boolean, currency: Currency, unit: string, center: Readonly<Record<string, string>>) {
  const name = oneLine(line.description, 140) || '-';
  const rate = isReturn ? 0 - line.net : line.net;
  return {
    item_name: name,
    description: oneLine(line.description, 1000) || '-',
    qty: isReturn ? -1 : 1,
    uom: unit,
    conversion_factor: 1,
    rate: jsonAmount(rate === 0 ? 0 : rate, currency),
    expense_account: line.account,
    ...center,
  };
}

/** One row an account, of the type "Actual": ERPNext takes the amount as it is and reckons nothing. */
function taxValues(bill: Bill, currency: Currency, center: Readonly<Record<string, string>>): Record<string, unknown>[] {
  const sums = new Map<string, number>();
  for (const line of bill.lines.filter(({ tax }) => tax !== 0)) {
    const account = taxAccount(line);
    if (account === undefined) throw new EngineError('ledger_rejected', { note: 'A line has tax but no account for it.' });
    sums.set(account, (sums.get(account) ?? 0) + line.tax);
  }
  return [...sums].map(([account, minor]) => ({
    category: 'Total',
    add_deduct_tax: 'Add',
    charge_type: 'Actual',
    account_head: account,
    description: account,
    tax_amount: jsonAmount(minor, currency),
    ...center,
  }));
}

export function referenceOf({ name, docstatus }: InvoiceRow): LedgerReference {
  return { reference: name, name, state: docstatus === 1 ? 'posted' : 'draft' };
}

/** How ERPNext's totals differ from what they must be; empty where they agree. */
export function totalsDiffer(row: InvoiceRow, want: { readonly total: number; readonly tax: number }, currency: Currency): string[] {
  const differ = (what: string, found: number, wanted: number) => {
    const minor = minorOf(found, currency);
    const told = minor === undefined ? String(found) : formatMoney(money(minor, currency));
    return minor === wanted
      ? []
      : [`${what}: ERPNext says ${told} ${currency}, the bill ${formatMoney(money(wanted, currency))} ${currency}`];
  };
  return [...differ('total', row.grand_total, want.total), ...differ('tax', row.total_taxes_and_charges ?? 0, want.tax)];
}

/** Everything about the invoice in ERPNext that is not as it was written. */
export function differences(row: InvoiceRow, entry: LedgerEntry): string[] {
  const bill = billOf(entry);
  const marker = readMarker(row.remarks, entry.currency);
  const differ = (what: string, found: string | undefined, wanted: string | undefined) =>
    (found ?? '') === (wanted ?? '') ? [] : [`${what}: ERPNext says ${found ?? 'nothing'}, the bill ${wanted ?? 'nothing'}`];
  return [
    ...(row.docstatus === 2 ? ['state: it was cancelled in ERPNext'] : []),
    ...differ('kind', row.is_return === 1 ? 'return' : 'invoice', signOf(bill) < 0 ? 'return' : 'invoice'),
    ...totalsDiffer(row, expected(bill), entry.currency),
    ...differ('currency', row.currency, entry.currency),
    ...differ('date', row.posting_date, entry.date),
    ...differ('number', row.bill_no, oneLine(entry.number ?? '', 140) || undefined),
    ...(marker === undefined || marker.supplier === row.supplier ? [] : [`supplier: ERPNext says ${row.supplier}`]),
  ];
}

/** Files have no field for a key: it stands before their name, `:` as `.`, and ends at the first `@`, which keys do not hold. */
export function fileNameOf(key: PostingKey, name: string): string {
  return `${key.replaceAll(':', '.')}@${oneLine(name, 100).replaceAll(/[/\\#?%]/g, '_') || 'document'}`;
}

export function keyOfFile(name: string): string | undefined {
  return /^([a-z0-9._-]{1,120})@/.exec(name)?.[1]?.replaceAll('.', ':');
}

/** Suppliers have no field for another program's id: it stands in `supplier_details`. */
export const supplierMark = (externalId: string) => `[tickmark:${externalId}]`;

export function externalIdOf(details: string | undefined): string | undefined {
  return /\[tickmark:([^\]]+)\]/.exec(details ?? '')?.[1];
}

/** A new supplier. The account number is not written: it was read from a document, and money would be sent to it. */
export function supplierValues(supplier: BillSupplier, externalId: string, group: string | undefined): Record<string, unknown> {
  const number = oneLine(supplier.taxNumber ?? '', 32);
  return {
    supplier_name: oneLine(supplier.name, 140) || supplier.key,
    supplier_type: 'Company',
    supplier_details: [supplierMark(externalId), oneLine(supplier.address ?? '', 300)].filter((text) => text !== '').join(' '),
    ...(number === '' ? {} : { tax_id: number }),
    ...(group === undefined ? {} : { supplier_group: group }),
  };
}
