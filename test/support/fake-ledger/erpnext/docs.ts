/** Documents of the fake: which fields a doctype has, how they are kept, listed and found. */
import type { FakeDb } from '../fake-store.ts';
import type { FakeRequest } from '../fake-vendor.ts';
import { ErpError } from './erp-error.ts';

export type Doc = Record<string, unknown> & { name: string };

/** Fields that may be named in lists, as far as this fake knows them (frappe/erpnext and frappe/frappe, the doctypes' JSON). */
export const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Company: ['name', 'default_currency', 'cost_center', 'accounts_frozen_till_date'],
  Account: ['name', 'company', 'is_group', 'disabled', 'root_type', 'account_type', 'tax_rate'],
  Currency: ['name', 'enabled'],
  Supplier: ['name', 'supplier_name', 'supplier_type', 'supplier_group', 'tax_id', 'supplier_details', 'disabled'],
  'Supplier Group': ['name', 'is_group'],
  'Bank Account': ['name', 'party_type', 'party', 'iban'],
  'Accounts Settings': ['name', 'acc_frozen_upto', 'check_supplier_invoice_uniqueness'],
  'Period Closing Voucher': ['name', 'company', 'docstatus', 'period_end_date'],
  File: ['name', 'file_name', 'file_url', 'file_size', 'attached_to_doctype', 'attached_to_name', 'is_private'],
  'Purchase Invoice': [
    ...[
      'name',
      'docstatus',
      'company',
      'supplier',
      'is_return',
      'update_stock',
      'set_posting_time',
      'posting_date',
      'bill_date',
      'bill_no',
    ],
    ...[
      'due_date',
      'ignore_default_payment_terms_template',
      'currency',
      'disable_rounded_total',
      'ignore_pricing_rule',
      'remarks',
      'is_paid',
    ],
    ...['cash_bank_account', 'paid_amount', 'credit_to', 'grand_total', 'total_taxes_and_charges', 'amended_from'],
  ],
};

export function getDoc(db: FakeDb, doctype: string, name: string): Doc {
  const body = db.prepare('SELECT body FROM doc WHERE doctype = ? AND name = ?').pluck().get(doctype, name) as string | undefined;
  if (body === undefined) throw new ErpError('DoesNotExistError', `${doctype} ${name} not found`);
  return JSON.parse(body) as Doc;
}

export function putDoc(db: FakeDb, doctype: string, doc: Doc): Doc {
  db.prepare('INSERT INTO doc (doctype, name, body) VALUES (?, ?, ?) ON CONFLICT (doctype, name) DO UPDATE SET body = excluded.body').run(
    doctype,
    doc.name,
    JSON.stringify(doc),
  );
  return doc;
}

export function allDocs(db: FakeDb, doctype: string): Doc[] {
  const bodies = db.prepare('SELECT body FROM doc WHERE doctype = ? ORDER BY rowid').pluck().all(doctype) as string[];
  return bodies.map((body) => JSON.parse(body) as Doc);
}

export const exists = (db: FakeDb, doctype: string, name: unknown): boolean =>
  typeof name === 'string' && db.prepare('SELECT 1 FROM doc WHERE doctype = ? AND name = ?').get(doctype, name) !== undefined;

/** `GET /api/resource/<doctype>` with `fields`, `filters`, `or_filters`, `limit_page_length`, `order_by`. */
export function listDocs(db: FakeDb, doctype: string, { query }: FakeRequest): unknown[] {
  const known = FIELDS[doctype];
  if (known === undefined) throw new ErpError('DoesNotExistError', `DocType ${doctype} not found`);
  for (const name of query.keys()) {
    if (!['fields', 'filters', 'or_filters', 'limit_page_length', 'order_by'].includes(name))
      throw new ErpError('ValidationError', `unknown ${name}`);
  }
  const fields = JSON.parse(query.get('fields') ?? '["name"]') as string[];
  for (const field of fields) if (field !== '*' && !known.includes(field)) throw new ErpError('DataError', `Unknown column '${field}'`);
  const filters = JSON.parse(query.get('filters') ?? '[]') as [string, string, unknown][];
  const either = JSON.parse(query.get('or_filters') ?? '[]') as [string, string, unknown][];
  const fits = (doc: Doc) => (filter: [string, string, unknown]) => compare(doc, filter, known);
  return allDocs(db, doctype)
    .filter((doc) => filters.every(fits(doc)) && (either.length === 0 || either.some(fits(doc))))
    .slice(0, Number(query.get('limit_page_length') ?? 20))
    .map((doc) => (fields.includes('*') ? doc : Object.fromEntries(fields.map((field) => [field, doc[field] ?? null]))));
}

function compare(doc: Doc, [field, operator, value]: [string, string, unknown], known: readonly string[]): boolean {
  if (!known.includes(field)) throw new ErpError('DataError', `Unknown column '${field}'`);
  const found = doc[field] ?? (field === 'disabled' || field === 'is_return' || field === 'docstatus' ? 0 : '');
  switch (operator) {
    case '=':
      return found === value;
    case '!=':
      return found !== value;
    case '<':
      return Number(found) < Number(value);
    case 'in':
      return (value as unknown[]).includes(found);
    case 'like':
      return pattern(String(value)).test(String(found));
    default:
      throw new ErpError('ValidationError', `Invalid operator ${operator}`);
  }
}

/** LIKE of MariaDB, which does not mind the case. */
function pattern(like: string): RegExp {
  const source = [...like].map((sign) => (sign === '%' ? '.*' : sign === '_' ? '.' : sign.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))).join('');
  return new RegExp(`^${source}$`, 'isu');
}
