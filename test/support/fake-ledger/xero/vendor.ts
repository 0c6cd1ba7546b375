/**
 * A stand-in of Xero: sign-in server and Accounting API. Requests and answers are checked against the public specification; states,
 * totals, lock dates and limits are after the documentation. Switches: `period-lock` and `year-lock` (a day), `key-memory`, `minute-limit`,
 * `grace-ms`, `page-cap`, `pages-untold`, `url-filter`, `errors-in-200`, `consent`.
 */
import { type FakeDb, readSwitch } from '../fake-store.ts';
import type { FakeReply, FakeRequest, FakeRoute, FakeVendor } from '../fake-vendor.ts';
import { apiRoute, msDate, refused, wrapped } from './api.ts';
import { attachmentRoutes } from './attachments.ts';
import { contactRoutes } from './contacts.ts';
import { documentRoutes } from './documents.ts';
import { expireToken, loginRoutes } from './login.ts';
import { seed, TABLES, TENANT } from './tables.ts';
import { filterOf, type Row } from './where.ts';

const organisationRoutes: readonly FakeRoute[] = [
  apiRoute('GET', '/Organisation', 'other', (_, db) => wrapped('Organisations', [organisation(db)])),
  apiRoute('GET', '/Accounts', 'other', ({ query }, db) => {
    const rows = db.prepare('SELECT * FROM account ORDER BY code').all() as Record<
      'code' | 'id' | 'name' | 'type' | 'class' | 'status',
      string
    >[];
    const shown = rows.map((row) => ({
      Code: row.code,
      AccountID: row.id,
      Name: row.name,
      Type: row.type,
      Class: row.class,
      Status: row.status,
    }));
    return filtered('Accounts', shown, query, ['Status', 'Type', 'Class']);
  }),
  apiRoute('GET', '/TaxRates', 'other', ({ query }, db) => {
    const rows = db.prepare('SELECT * FROM tax_rate ORDER BY type').all() as {
      type: string;
      name: string;
      rate: number;
      purchases: number;
      status: string;
    }[];
    const shown = rows.map((row) => ({
      Name: row.name,
      TaxType: row.type,
      Status: row.status,
      CanApplyToExpenses: row.purchases === 1,
      DisplayTaxRate: row.rate,
      EffectiveRate: row.rate,
    }));
    return filtered('TaxRates', shown, query, ['Status', 'TaxType', 'Name']);
  }),
  apiRoute('GET', '/Currencies', 'other', (_, db) =>
    wrapped(
      'Currencies',
      (db.prepare('SELECT code FROM currency').pluck().all() as string[]).map((Code) => ({ Code })),
    ),
  ),
];

function organisation(db: FakeDb): Row {
  const name = db.prepare('SELECT name FROM tenant WHERE id = ?').pluck().get(TENANT) as string | undefined;
  const lock = (turned: string) => {
    const day = readSwitch(db, turned);
    return day === undefined ? undefined : msDate(Date.parse(day));
  };
  const [period, year] = [lock('period-lock'), lock('year-lock')];
  return {
    OrganisationID: TENANT,
    Name: name ?? '',
    BaseCurrency: 'GBP',
    OrganisationStatus: 'ACTIVE',
    ...(period !== undefined && { PeriodLockDate: period }),
    ...(year !== undefined && { EndOfYearLockDate: year }),
  };
}

function filtered(list: string, rows: readonly Row[], query: URLSearchParams, columns: readonly string[]): FakeReply {
  const where = query.get('where');
  const filter = where === null ? () => true : filterOf(where, columns);
  return filter === undefined
    ? refused(['No property or field exists'], 16, 'QueryParseException')
    : wrapped(
        list,
        rows.filter((row) => filter(row)),
      );
}

/** A no in an answer with status 200: an element with errors for a document or contact, an error object elsewhere. */
function errorBody({ path, method }: FakeRequest): FakeReply {
  const list = /\/(Invoices|CreditNotes|Contacts)(\/[^/]+)?$/.exec(path)?.[1];
  const words = 'Something about this is not valid.';
  if (list === undefined || method === 'GET')
    return { status: 200, json: { ErrorNumber: 10, Type: 'ValidationException', Message: words } };
  return wrapped(list, [
    { HasErrors: true, HasValidationErrors: true, StatusAttributeString: 'ERROR', ValidationErrors: [{ Message: words }] },
  ]);
}

export const vendor: FakeVendor = {
  id: 'xero',
  tables: TABLES,
  seed,
  routes: [...loginRoutes, ...organisationRoutes, ...contactRoutes, ...documentRoutes, ...attachmentRoutes],
  errorBody,
  expireToken,
  statusBody: (status) => ({ Type: null, Title: 'Refused', Status: status, Detail: 'by a fault of the fake' }),
};
