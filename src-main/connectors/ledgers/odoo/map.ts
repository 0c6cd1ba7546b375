/** Pure rules between an entry and Odoo's `account.move`. Field names and behaviour after odoo/odoo `addons/account/models/account_move.py`. */
import { type Currency, EngineError, type ErrorCode, formatMoney, money } from '../../../contract/index.ts';
import type { Bill, BillLine, BillSupplier, LedgerEntry, LedgerReference, LedgerTaxCode, PostingKey } from '../../../engine/ports.ts';
import { oneLine } from '../../one-line.ts';
import { jsonAmount, minorOf } from '../../web-ledger/amounts.ts';
import { billOf, compact, searchWord, signOf } from '../../web-ledger/bill-words.ts';
import type { MoveRow, TaxRow } from './rows.ts';

/** Classes of exceptions that mean: this was refused and undone, and will be again. */
const REFUSALS = new Set(
  (
    'UserError ValidationError RedirectWarning AccessError MissingError UnprocessableEntity BadRequest ValueError TypeError KeyError ' +
    'AttributeError IntegrityError UniqueViolation NotNullViolation ForeignKeyViolation CheckViolation ExclusionViolation DataError'
  ).split(' '),
);
/** Somebody else was at the same rows; undone, and worth another try. */
const CONFLICTS = new Set([
  'LockError',
  'ConcurrencyError',
  'SerializationFailure',
  'DeadlockDetected',
  'LockNotAvailable',
  'TransactionRollbackError',
]);

/** The code of an exception, by its class (`odoo.exceptions.UserError`) and the status of the answer; never by its words. */
export function codeOfException(name: string, status: number): ErrorCode {
  const short = name.split('.').at(-1) ?? '';
  if (short === 'AccessDenied' || short === 'Unauthorized' || status === 401) return 'ledger_login_failed';
  if (CONFLICTS.has(short)) return 'ledger_busy';
  if (REFUSALS.has(short) || status === 422) return 'ledger_rejected';
  return 'ledger_unreachable';
}

export type Marker = { readonly key: string; readonly total: number; readonly tax: number; readonly partner: number };

/**
 * The text in `invoice_origin` ("Source Document"): the key, and what the bill must come to. The field is searchable, kept when the bill is
 * posted and cannot be edited in Odoo's forms; `ref` is the supplier's number, `payment_reference` travels with the payment and
 * `narration` is edited by people. Totals stand beside the key so that `finalise` can tell that Odoo reckoned otherwise.
 */
export function markerOf(marker: Marker, currency: Currency): string {
  const amount = (minor: number) => formatMoney(money(minor, currency));
  return `tickmark:${marker.key} ${amount(marker.total)}/${amount(marker.tax)}/${marker.partner}`;
}

export function readMarker(text: string | undefined, currency: Currency): Marker | undefined {
  const match = /^tickmark:([a-z0-9:_-]{1,120}) (-?[\d.]+)\/(-?[\d.]+)\/(\d+)(?:$|[,\s])/.exec(text ?? '');
  if (!match) return undefined;
  const [, key = '', totalText = '', taxText = '', partner = ''] = match;
  const [total, tax] = [minorOf(totalText, currency), minorOf(taxText, currency)];
  return total === undefined || tax === undefined ? undefined : { key, total, tax, partner: Number(partner) };
}

/** The key of a marker, whatever its currency. */
export function keyOf(text: string | undefined): string | undefined {
  return /^tickmark:([a-z0-9:_-]{1,120})(?: |$)/.exec(text ?? '')?.[1];
}

/**
 * Bills that carry the key. `_` of a key is a joker of `=like`, so that `keyOf` looks again. A copy that a person made has no
 * `invoice_date` (it is not copied), a reversal has `reversed_entry_id`.
 */
export function keyDomain(key: PostingKey): unknown[] {
  return [
    ['invoice_origin', '=like', `tickmark:${key} %`],
    ['move_type', 'in', ['in_invoice', 'in_refund', 'in_receipt']],
    ['state', '!=', 'cancel'],
    ['reversed_entry_id', '=', false],
    ['invoice_date', '!=', false],
  ];
}

export function moveType(bill: Bill): 'in_invoice' | 'in_refund' | 'in_receipt' {
  if (signOf(bill) < 0) return 'in_refund';
  return bill.paid ? 'in_receipt' : 'in_invoice';
}

export type Lookups = {
  readonly partner: number;
  readonly currency: number;
  readonly accounts: ReadonlyMap<string, number>;
  readonly taxes: ReadonlyMap<string, TaxRow>;
};

/** What Odoo must reckon: tax of lines with a tax code. Recovered tax without one is a line of its own and thus part of the net. */
export function expected(bill: Bill): { readonly total: number; readonly tax: number } {
  const tax = bill.lines.reduce((sum, line) => sum + (line.taxCode === undefined ? 0 : line.tax), 0);
  return { total: positive(signOf(bill) * bill.total), tax: positive(signOf(bill) * tax) };
}

/** -0 is no amount. */
const positive = (minor: number) => (minor === 0 ? 0 : minor);

/** Names of accounts and taxes that the bill needs. */
export function namesOf(bill: Bill): { readonly accounts: readonly string[]; readonly taxes: readonly string[] } {
  const accounts = bill.lines.flatMap((line) => (ownTaxLine(line) ? [line.account, line.taxAccount] : [line.account]));
  return {
    accounts: [...new Set(accounts.filter((name) => name !== undefined))],
    taxes: [...new Set(bill.lines.map(({ taxCode }) => taxCode).filter((name) => name !== undefined))],
  };
}

/** Recovered tax of a client who maps taxes to accounts and not to Odoo's taxes. */
function ownTaxLine(line: BillLine): boolean {
  return line.taxCode === undefined && line.tax !== 0;
}

/** Values of a new bill. @throws EngineError `ledger_rejected` where an account or a tax is not there */
export function billValues(entry: LedgerEntry, lookups: Lookups): Record<string, unknown> {
  const bill = billOf(entry);
  const type = moveType(bill);
  return {
    move_type: type,
    partner_id: lookups.partner,
    currency_id: lookups.currency,
    invoice_date: entry.date,
    date: entry.date,
    // A due date is only kept where no payment terms reckon another one.
    ...(bill.dueDate === undefined || type !== 'in_invoice' ? {} : { invoice_date_due: bill.dueDate, invoice_payment_term_id: false }),
    ref: oneLine(entry.number ?? '', 100) || false,
    invoice_origin: markerOf({ key: entry.key, ...expected(bill), partner: lookups.partner }, entry.currency),
    invoice_line_ids: bill.lines.flatMap((line) => lineValues(line, signOf(bill), entry.currency, lookups)).map((values) => [0, 0, values]),
  };
}

function lineValues(line: BillLine, sign: 1 | -1, currency: Currency, { accounts, taxes }: Lookups): Record<string, unknown>[] {
  const name = oneLine(line.description, 500) || '-';
  const tax = line.taxCode === undefined ? undefined : taxes.get(line.taxCode);
  if (line.taxCode !== undefined && tax === undefined) throw missing('tax', line.taxCode);
  // Taxes whose price includes them take the gross amount apart themselves.
  const price = tax?.price_include === true ? line.net + line.tax : line.net;
  const row = (label: string, account: string, minor: number, taxIds: readonly number[]) => {
    const id = accounts.get(account);
    if (id === undefined) throw missing('account', account);
    // Given even where it is empty: Odoo would else take the default taxes of the account.
    return {
      name: label,
      account_id: id,
      quantity: 1,
      price_unit: jsonAmount(positive(sign * minor), currency),
      tax_ids: [[6, 0, taxIds]],
    };
  };
  const own = row(name, line.account, price, tax === undefined ? [] : [tax.id]);
  if (!ownTaxLine(line)) return [own];
  if (line.taxAccount === undefined)
    throw new EngineError('ledger_rejected', { note: 'A line has tax but neither a tax code of Odoo nor an account for it.' });
  return [own, row(`${name} (tax)`, line.taxAccount, line.tax, [])];
}

function missing(what: 'account' | 'tax', name: string): EngineError {
  return new EngineError('ledger_rejected', { note: `Odoo has no ${what === 'tax' ? 'purchase tax' : 'account'} "${oneLine(name, 80)}".` });
}

export function referenceOf(row: MoveRow): LedgerReference {
  const name = row.name === undefined || row.name === '/' ? undefined : row.name;
  return { reference: String(row.id), state: row.state === 'posted' ? 'posted' : 'draft', ...(name === undefined ? {} : { name }) };
}

/** How Odoo's totals differ from what they must be; empty where they agree. */
export function totalsDiffer(row: MoveRow, want: { readonly total: number; readonly tax: number }, currency: Currency): string[] {
  const amount = (minor: number) => `${formatMoney(money(minor, currency))} ${currency}`;
  const differ = (what: string, found: number, wanted: number) =>
    minorOf(found, currency) === wanted
      ? []
      : [
          `${what}: Odoo says ${minorOf(found, currency) === undefined ? found : amount(minorOf(found, currency) ?? 0)}, the bill ${amount(wanted)}`,
        ];
  return [...differ('total', row.amount_total, want.total), ...differ('tax', row.amount_tax, want.tax)];
}

/** Everything about the bill in Odoo that is not as it was written. */
export function differences(row: MoveRow, entry: LedgerEntry): string[] {
  const bill = billOf(entry);
  const marker = readMarker(row.invoice_origin, entry.currency);
  const differ = (what: string, found: string | undefined, wanted: string | undefined) =>
    (found ?? '') === (wanted ?? '') ? [] : [`${what}: Odoo says ${found ?? 'nothing'}, the bill ${wanted ?? 'nothing'}`];
  return [
    ...(row.state === 'cancel' ? ['state: it was cancelled in Odoo'] : []),
    ...(row.payment_state === 'reversed' ? ['state: it was reversed in Odoo'] : []),
    ...differ('kind', row.move_type, moveType(bill)),
    ...totalsDiffer(row, expected(bill), entry.currency),
    ...differ('currency', row.currency_id?.name, entry.currency),
    ...differ('date', row.invoice_date, entry.date),
    ...differ('accounting date', row.date, entry.date),
    ...differ('number', row.ref, oneLine(entry.number ?? '', 100) || undefined),
    ...(marker === undefined || marker.partner === row.partner_id?.id ? [] : [`supplier: Odoo says ${row.partner_id?.name ?? 'nobody'}`]),
  ];
}

/** Taxes by the names that the client's tax codes hold: the name, with the id behind it where a name stands twice. */
export function taxRefs(rows: readonly TaxRow[]): ReadonlyMap<string, TaxRow> {
  const twice = new Set(rows.map(({ name }) => name).filter((name, index, all) => all.indexOf(name) !== index));
  return new Map(rows.map((row) => [twice.has(row.name) ? `${row.name} #${row.id}` : row.name, row]));
}

export function taxCodeOf(ref: string, { name, amount, amount_type: type }: TaxRow): LedgerTaxCode {
  const rate = type === 'percent' && Number.isFinite(amount) ? String(Number(amount.toFixed(4))) : undefined;
  return { ref, name, ...(rate === undefined ? {} : { rate }) };
}

/** Partners that may be the supplier: by our id, tax number, account number, or a word of the name. */
export function supplierDomain(supplier: BillSupplier, externalId: string): unknown[] {
  const word = searchWord(supplier.name);
  // Country letters are left out and spaces do not matter: Odoo keeps some numbers without either.
  const digits = compact(supplier.taxNumber ?? '').replace(/^[A-Z]{2}/, '');
  const ways = [
    ['ref', '=', externalId],
    ...(digits.length < 5 ? [] : [['vat', 'ilike', digits]]),
    ...(supplier.iban === undefined ? [] : [['bank_ids.sanitized_acc_number', '=', compact(supplier.iban)]]),
    ...(word === '' ? [] : [['name', 'ilike', word]]),
  ];
  return [['parent_id', '=', false], ...ways.slice(1).map(() => '|'), ...ways];
}

/** A new partner. The account number is not written: it was read from a document, and money would be sent to it. */
export function partnerValues(supplier: BillSupplier, externalId: string, withTaxNumber: boolean): Record<string, unknown> {
  const address = oneLine(supplier.address ?? '', 200);
  const number = oneLine(supplier.taxNumber ?? '', 32);
  return {
    name: oneLine(supplier.name, 200) || supplier.key,
    is_company: true,
    supplier_rank: 1,
    ref: externalId,
    ...(address === '' ? {} : { street: address }),
    ...(number === '' ? {} : withTaxNumber ? { vat: number } : { comment: `Tax number as printed: ${number}` }),
  };
}
