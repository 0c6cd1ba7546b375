/**
 * ERPNext, as far as purchase invoices go. Built from its public sources and documentation (frappe/frappe `frappe/api/v1.py`; frappe/erpnext),
 * never compared with a running one. Switches: `closed-period` (day), `key-ended`.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { FakeDb } from '../fake-store.ts';
import { readSwitch } from '../fake-store.ts';
import type { FakeReply, FakeRequest, FakeRoute, FakeVendor, RequestKind } from '../fake-vendor.ts';
import { type Doc, exists, FIELDS, getDoc, listDocs, putDoc } from './docs.ts';
import { ErpError } from './erp-error.ts';
import { cancelInvoice, deleteInvoice, saveInvoice, submitInvoice } from './invoices.ts';

export const API_KEY = '1a2b3c4d5e6f7a8';
export const API_SECRET = '9f8e7d6c5b4a392';

const ACCOUNTS: readonly [string, string, string, number?][] = [
  ['5100 - Food Purchases - HS', 'Expense', ''],
  ['5200 - Travel - HS', 'Expense', ''],
  ['1500 - VAT Input - HS', 'Asset', 'Tax', 20],
  ['2100 - Creditors - HS', 'Liability', 'Payable'],
  ['1110 - Cash - HS', 'Asset', 'Cash'],
];

function seed(db: FakeDb): void {
  const put = (doctype: string, doc: Doc) => putDoc(db, doctype, doc);
  put('Company', { name: 'Harbour Stores', default_currency: 'GBP', cost_center: 'Main - HS', accounts_frozen_till_date: null });
  put('Accounts Settings', { name: 'Accounts Settings', acc_frozen_upto: null, check_supplier_invoice_uniqueness: 0 });
  for (const name of ['GBP', 'EUR', 'JPY', 'KWD']) put('Currency', { name, enabled: 1 });
  put('Supplier Group', { name: 'All Supplier Groups', is_group: 1 });
  put('Supplier Group', { name: 'Services', is_group: 0 });
  for (const [name, root, type, rate = 0] of ACCOUNTS) {
    put('Account', { name, company: 'Harbour Stores', is_group: 0, disabled: 0, root_type: root, account_type: type, tax_rate: rate });
  }
  put('Account', {
    name: '5000 - Costs - HS',
    company: 'Harbour Stores',
    is_group: 1,
    disabled: 0,
    root_type: 'Expense',
    account_type: '',
    tax_rate: 0,
  });
}

export const vendor: FakeVendor = {
  id: 'erpnext',
  tables: `
    CREATE TABLE doc (doctype TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (doctype, name)) STRICT;
    CREATE TABLE series (prefix TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT;
    CREATE TABLE file_bytes (url TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;`,
  seed,
  routes: [
    route('GET', '/api/resource/:doctype', 'find', (request, db) => data(listDocs(db, doctypeOf(request), request))),
    route('GET', '/api/resource/:doctype/:name', 'find', (request, db) => data(getDoc(db, doctypeOf(request), nameOf(request)))),
    route('POST', '/api/resource/:doctype', (request) => (doctypeOf(request) === 'Supplier' ? 'supplier' : 'create'), make),
    route('PUT', '/api/resource/:doctype/:name', (request) => (doctypeOf(request) === 'Supplier' ? 'supplier' : 'finalise'), change),
    route('DELETE', '/api/resource/:doctype/:name', 'undo', remove),
    route('GET', '/api/method/frappe.auth.get_logged_user', 'other', () => message('clerk@example.com')),
    route('POST', '/api/method/upload_file', 'attach', upload),
    route('POST', '/api/method/frappe.client.cancel', 'undo', (request, db) => {
      const { doctype, name } = request.json() as Record<string, string>;
      if (doctype !== 'Purchase Invoice' || name === undefined) throw new ErpError('ValidationError', 'doctype');
      return message(cancelInvoice(db, name));
    }),
    route('GET', '/private/files/:file', 'find', (request, db) => {
      const bytes = db.prepare('SELECT bytes FROM file_bytes WHERE url = ?').pluck().get(`/private/files/${request.params['file']}`) as
        | Buffer
        | undefined;
      return bytes === undefined ? { status: 404, type: 'text/html', text: 'Not found' } : { status: 200, bytes };
    }),
  ],
  statusBody: (status) => ({ exc_type: status === 503 ? 'SessionStopped' : status === 401 ? 'AuthenticationError' : 'InternalError' }),
  errorBody: () => new ErpError('ValidationError', 'something went wrong').reply(200),
};

function route(method: string, path: string, kind: FakeRoute['kind'], handle: FakeRoute['handle']): FakeRoute {
  const guarded = (request: FakeRequest, db: FakeDb): FakeReply => {
    try {
      if (request.headers['authorization'] !== `token ${API_KEY}:${API_SECRET}` || readSwitch(db, 'key-ended') !== undefined) {
        throw new ErpError('AuthenticationError', '');
      }
      // One request is one transaction, undone as a whole where it is refused.
      return db.transaction(() => handle(request, db))();
    } catch (error) {
      if (error instanceof ErpError) return error.reply();
      throw error;
    }
  };
  return { method, path, kind: kind as RequestKind, handle: guarded };
}

const data = (value: unknown): FakeReply => ({ status: 200, json: { data: value } });
const message = (value: unknown): FakeReply => ({ status: 200, json: { message: value } });
const doctypeOf = ({ params }: FakeRequest) => params['doctype'] ?? '';
const nameOf = ({ params }: FakeRequest) => params['name'] ?? '';

function make(request: FakeRequest, db: FakeDb): FakeReply {
  const values = request.json() as Record<string, unknown>;
  if (doctypeOf(request) === 'Purchase Invoice') return data(saveInvoice(db, values));
  if (doctypeOf(request) !== 'Supplier') throw new ErpError('PermissionError', 'not here');
  for (const name of Object.keys(values))
    if (!FIELDS['Supplier']?.includes(name)) throw new ErpError('ValidationError', `no field ${name}`);
  const title = String(values['supplier_name'] ?? '');
  if (title === '' || title.length > 140) throw new ErpError('MandatoryError', 'supplier_name');
  if (values['supplier_group'] !== 'Services') throw new ErpError('LinkValidationError', 'Could not find Supplier Group');
  // Names are given by the supplier's name, with a number behind it where there is one already.
  let name = title;
  for (let number = 1; exists(db, 'Supplier', name); number++) name = `${title} - ${number}`;
  return data(putDoc(db, 'Supplier', { ...values, name, disabled: 0 }));
}

function change(request: FakeRequest, db: FakeDb): FakeReply {
  const values = request.json() as Record<string, unknown>;
  if (doctypeOf(request) === 'Purchase Invoice') return data(submitInvoice(db, nameOf(request), values));
  if (doctypeOf(request) !== 'Supplier' || Object.keys(values).join() !== 'disabled') throw new ErpError('PermissionError', 'not here');
  return data(putDoc(db, 'Supplier', { ...getDoc(db, 'Supplier', nameOf(request)), ...values }));
}

function remove(request: FakeRequest, db: FakeDb): FakeReply {
  const doctype = doctypeOf(request);
  if (doctype === 'Purchase Invoice') deleteInvoice(db, nameOf(request));
  else if (doctype === 'File') {
    getDoc(db, doctype, nameOf(request));
    db.prepare('DELETE FROM doc WHERE doctype = ? AND name = ?').run(doctype, nameOf(request));
  } else throw new ErpError('PermissionError', 'not here');
  return { status: 202, json: { data: 'ok' } };
}

/** A file whose name is taken on the disk gets six signs of its digest before the ending. */
function upload(request: FakeRequest, db: FakeDb): FakeReply {
  const parts = new Map(request.parts().map((part) => [part.name, part]));
  const text = (name: string) => Buffer.from(parts.get(name)?.bytes ?? []).toString();
  const file = parts.get('file');
  for (const name of parts.keys())
    if (!['is_private', 'doctype', 'docname', 'file'].includes(name)) throw new ErpError('ValidationError', `no field ${name}`);
  if (file?.fileName === undefined || text('is_private') !== '1') throw new ErpError('ValidationError', 'file');
  if (file.bytes.byteLength > 10_485_760) throw new ErpError('ValidationError', 'File size exceeded the maximum allowed size');
  getDoc(db, text('doctype'), text('docname'));
  const digest = createHash('md5').update(file.bytes).digest('hex');
  const taken = db.prepare('SELECT 1 FROM file_bytes WHERE url = ?').get(`/private/files/${file.fileName}`) !== undefined;
  const name = taken ? file.fileName.replace(/(\.[^.]*)?$/, (ending) => `${digest.slice(-6)}${ending}`) : file.fileName;
  const url = `/private/files/${name}`;
  db.prepare('INSERT INTO file_bytes (url, bytes) VALUES (?, ?) ON CONFLICT (url) DO NOTHING').run(url, Buffer.from(file.bytes));
  const attached = { attached_to_doctype: text('doctype'), attached_to_name: text('docname'), is_private: 1 };
  return message(
    putDoc(db, 'File', { name: randomUUID().slice(0, 10), file_name: name, file_url: url, file_size: file.bytes.byteLength, ...attached }),
  );
}
