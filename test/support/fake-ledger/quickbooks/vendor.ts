/**
 * QuickBooks Online, as far as bills go, and a token broker before it. Built from Intuit's documentation as public repositories quote it
 * (developer.intuit.com "All entities", "Data queries", "Error codes"), never compared with the real one. Switches: `closed` (closing date),
 * `closed-code` (code that refuses it), `key-memory` (`none`: request ids are forgotten at once), `signed-out`, `refuse`, `token-seconds`.
 */
import { createHash } from 'node:crypto';
import type { FakeDb } from '../fake-store.ts';
import { readSwitch } from '../fake-store.ts';
import type { FakeReply, FakeRequest, FakeRoute, FakeVendor, RequestKind } from '../fake-vendor.ts';
import { BROKER_ROUTES, BROKER_TABLES, FIRST_REFRESH_TOKEN, isSignedIn, REALM } from './broker.ts';
import { allEntities, type Entity, getEntity, newEntity, putEntity, runQuery } from './entities.ts';
import { QbFault } from './qb-fault.ts';
import { assertOpen, createTxn } from './transactions.ts';

export { FIRST_REFRESH_TOKEN, REALM } from './broker.ts';

const TYPES: Readonly<Record<string, string>> = {
  bill: 'Bill',
  vendorcredit: 'VendorCredit',
  purchase: 'Purchase',
  vendor: 'Vendor',
  attachable: 'Attachable',
};
const VENDOR_FIELDS = new Set(['DisplayName', 'CompanyName', 'AcctNum', 'TaxIdentifier', 'BillAddr']);

function seed(db: FakeDb): void {
  db.prepare('INSERT INTO login (id, refresh) VALUES (1, ?)').run(FIRST_REFRESH_TOKEN);
  const account = (name: string, type: string, classification: string, active = true) =>
    newEntity(db, 'Account', {
      Name: name.split(':').at(-1),
      FullyQualifiedName: name,
      AccountType: type,
      Classification: classification,
      Active: active,
    });
  account('Cost of sales:Food purchases', 'Cost of Goods Sold', 'Expense');
  account('Travel', 'Expense', 'Expense');
  account('VAT Control', 'Other Current Liabilities', 'Liability');
  account('Accounts Payable (A/P)', 'Accounts Payable', 'Liability');
  account('Cash on hand', 'Bank', 'Asset');
  account('Mastercard', 'Credit Card', 'Liability');
  account('Old costs', 'Expense', 'Expense', false);
  account('"Odd" costs', 'Expense', 'Expense');
  const rate = (name: string, value: number) => newEntity(db, 'TaxRate', { Name: name, RateValue: value, Active: true });
  const list = (...rates: Entity[]) => ({ TaxRateDetail: rates.map(({ Id }) => ({ TaxRateRef: { value: Id } })) });
  const [standard, low, sales] = [rate('20% P', 20), rate('5% P', 5), rate('20% S', 20)];
  newEntity(db, 'TaxCode', { Name: '20.0% S', Active: true, PurchaseTaxRateList: list(standard), SalesTaxRateList: list(sales) });
  newEntity(db, 'TaxCode', { Name: '5.0% R', Active: true, PurchaseTaxRateList: list(low) });
  newEntity(db, 'TaxCode', { Name: 'Both', Active: true, PurchaseTaxRateList: list(standard, low) });
  newEntity(db, 'TaxCode', { Name: 'Sales only', Active: true, SalesTaxRateList: list(sales), PurchaseTaxRateList: { TaxRateDetail: [] } });
}

export const vendor: FakeVendor = {
  id: 'quickbooks',
  tables: `
    CREATE TABLE entity (type TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (type, id)) STRICT;
    CREATE TABLE replay (request_id TEXT PRIMARY KEY, body TEXT NOT NULL, reply TEXT NOT NULL) STRICT;
    CREATE TABLE sequence (last INTEGER NOT NULL) STRICT;
    INSERT INTO sequence VALUES (0);
    CREATE TABLE file_bytes (id TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
    ${BROKER_TABLES}`,
  seed,
  routes: [
    ...BROKER_ROUTES,
    route('GET', '/v3/company/:realm/query', 'find', ({ query }, db) => ok(runQuery(db, query.get('query') ?? ''))),
    route('GET', '/v3/company/:realm/preferences', 'find', (_request, db) => ok({ Preferences: preferences(db) })),
    route('GET', '/v3/company/:realm/companyinfo/:id', 'find', () => ok({ CompanyInfo: { CompanyName: 'Harbour Stores', Country: 'GB' } })),
    route('GET', '/v3/company/:realm/:type/:id', 'find', ({ params }, db) => {
      const type = typeOf(params['type']);
      return ok({ [type]: getEntity(db, type, params['id'] ?? '') });
    }),
    route('POST', '/v3/company/:realm/upload', 'attach', (request, db) => remembered(request, db, upload)),
    route('POST', '/v3/company/:realm/:type', kindOf, (request, db) => remembered(request, db, write)),
    { method: 'GET', path: '/files/:id', kind: 'find', handle: ({ params }, db) => ({ status: 200, bytes: bytesOf(db, params['id']) }) },
  ],
  statusBody: (status) => (status === 401 ? new QbFault('3200').body() : status === 500 ? new QbFault('10000').body() : {}),
  errorBody: () => ({ status: 200, json: new QbFault('3001').body() }),
  expireToken: (db) => void db.prepare('UPDATE login SET access = NULL').run(),
};

const ok = (json: Record<string, unknown>): FakeReply => ({ status: 200, json: { ...json, time: new Date().toISOString() } });

function kindOf({ params, query }: FakeRequest): RequestKind {
  if (query.get('operation') === 'delete') return 'undo';
  return params['type'] === 'vendor' ? 'supplier' : 'create';
}

function typeOf(path = ''): string {
  const type = TYPES[path];
  if (type === undefined) throw new QbFault('4000', path);
  return type;
}

function preferences(db: FakeDb): Record<string, unknown> {
  const closed = readSwitch(db, 'closed');
  const books = closed === undefined ? {} : { BookCloseDate: closed };
  return {
    AccountingInfoPrefs: { FirstMonthOfFiscalYear: 'April', ...books },
    CurrencyPrefs: { HomeCurrency: { value: 'GBP' }, MultiCurrencyEnabled: false },
  };
}

function route(method: string, path: string, kind: FakeRoute['kind'], handle: FakeRoute['handle']): FakeRoute {
  const guarded = (request: FakeRequest, db: FakeDb): FakeReply => {
    try {
      if (request.params['realm'] !== REALM)
        return {
          status: 403,
          json: { fault: { error: [{ code: '3100', message: 'message=ApplicationAuthorizationFailed' }], type: 'SERVICE' } },
        };
      if (!isSignedIn(request, db)) throw new QbFault('3200');
      if (request.query.get('minorversion') !== '75') throw new QbFault('2010', 'minorversion');
      // One request is one transaction, undone as a whole where it is refused.
      return db.transaction(() => handle(request, db))();
    } catch (error) {
      if (error instanceof QbFault) return error.reply();
      throw error;
    }
  };
  return { method, path, kind, handle: guarded };
}

/** A `requestid` that was seen gives the first answer again, unless the fake forgets them. Only answers of success are kept here. */
function remembered(request: FakeRequest, db: FakeDb, handle: (request: FakeRequest, db: FakeDb) => FakeReply): FakeReply {
  const id = request.query.get('requestid');
  if (id !== null && id.length > 50) throw new QbFault('2010', 'requestid');
  if (id === null || readSwitch(db, 'key-memory') === 'none') return handle(request, db);
  const multipart = (request.headers['content-type'] ?? '').startsWith('multipart');
  const body = multipart ? '' : createHash('sha256').update(request.body).digest('hex');
  const row = db.prepare('SELECT body, reply FROM replay WHERE request_id = ?').get(id) as { body: string; reply: string } | undefined;
  if (row !== undefined) {
    if (row.body !== body) throw new QbFault('6000', 'the request id was used with another body');
    return JSON.parse(row.reply) as FakeReply;
  }
  const reply = handle(request, db);
  db.prepare('INSERT INTO replay (request_id, body, reply) VALUES (?, ?, ?)').run(id, body, JSON.stringify(reply));
  return reply;
}

function write(request: FakeRequest, db: FakeDb): FakeReply {
  const type = typeOf(request.params['type']);
  const values = request.json() as Record<string, unknown>;
  if (request.query.get('operation') === 'delete') return remove(db, type, values);
  if (type === 'Vendor') return ok({ Vendor: values['Id'] === undefined ? newVendor(db, values) : changeVendor(db, values) });
  if (type === 'Attachable') throw new QbFault('2010', 'by upload alone');
  return ok({ [type]: createTxn(db, type, values, request.query.get('include') === 'allowduplicatedocnum') });
}

function remove(db: FakeDb, type: string, values: Record<string, unknown>): FakeReply {
  const entity = getEntity(db, type, String(values['Id']));
  if (Object.keys(values).join() !== 'Id,SyncToken') throw new QbFault('2010', 'Id and SyncToken');
  if (entity.SyncToken !== values['SyncToken']) throw new QbFault('5010');
  if (typeof entity['TxnDate'] === 'string') assertOpen(db, entity['TxnDate']);
  if (type === 'Vendor') throw new QbFault('2010', 'Vendor cannot be deleted');
  db.prepare('DELETE FROM entity WHERE type = ? AND id = ?').run(type, entity.Id);
  db.prepare('DELETE FROM file_bytes WHERE id = ?').run(entity.Id);
  return ok({ [type]: { Id: entity.Id, status: 'Deleted', domain: 'QBO' } });
}

function newVendor(db: FakeDb, values: Record<string, unknown>): Entity {
  for (const name of Object.keys(values)) if (!VENDOR_FIELDS.has(name)) throw new QbFault('2010', `Vendor.${name}`);
  const name = String(values['DisplayName'] ?? '');
  if (name === '' || name.includes(':') || name.length > 500) throw new QbFault('2020', 'DisplayName');
  if (String(values['TaxIdentifier'] ?? '').length > 20 || String(values['AcctNum'] ?? '').length > 100)
    throw new QbFault('6000', 'too long');
  const taken = [...allEntities(db, 'Vendor'), ...allEntities(db, 'Customer')].some((entity) => entity['DisplayName'] === name);
  if (taken) throw new QbFault('6240', `Id=${name}`);
  return newEntity(db, 'Vendor', { ...values, Active: true });
}

function changeVendor(db: FakeDb, values: Record<string, unknown>): Entity {
  const entity = getEntity(db, 'Vendor', String(values['Id']));
  if (entity.SyncToken !== values['SyncToken']) throw new QbFault('5010');
  if (values['sparse'] !== true || values['Active'] !== false) throw new QbFault('2010', 'sparse');
  return putEntity(db, 'Vendor', { ...entity, Active: false, SyncToken: String(Number(entity.SyncToken) + 1) });
}

function bytesOf(db: FakeDb, id = ''): Buffer {
  return db.prepare('SELECT bytes FROM file_bytes WHERE id = ?').pluck().get(id) as Buffer;
}

function upload(request: FakeRequest, db: FakeDb): FakeReply {
  const parts = new Map(request.parts().map((part) => [part.name, part]));
  const metadata = JSON.parse(Buffer.from(parts.get('file_metadata_01')?.bytes ?? []).toString()) as Record<string, unknown>;
  const file = parts.get('file_content_01');
  if (file === undefined || parts.size !== 2) throw new QbFault('2020', 'file_content_01');
  for (const name of Object.keys(metadata))
    if (!['AttachableRef', 'FileName', 'ContentType', 'Note'].includes(name)) throw new QbFault('2010', name);
  const [{ EntityRef }] = metadata['AttachableRef'] as [{ EntityRef: { type: string; value: string } }];
  getEntity(db, typeOf(EntityRef.type.toLowerCase()), EntityRef.value);
  if (metadata['ContentType'] !== file.type) throw new QbFault('6000', 'ContentType');
  const entity = newEntity(db, 'Attachable', { ...metadata, Size: file.bytes.byteLength });
  db.prepare('INSERT INTO file_bytes (id, bytes) VALUES (?, ?)').run(entity.Id, Buffer.from(file.bytes));
  const uri = { TempDownloadUri: `http://${request.headers.host}/files/${entity.Id}` };
  return ok({ AttachableResponse: [{ Attachable: putEntity(db, 'Attachable', { ...entity, ...uri }) }] });
}
