/** Contacts. Names are unique among the active ones. */
import type { FakeDb } from '../fake-store.ts';
import type { FakeReply, FakeRequest, FakeRoute } from '../fake-vendor.ts';
import { apiRoute, msDate, notFound, pageOf, refused, wrapped } from './api.ts';
import { filterOf, orderOf, type Row } from './where.ts';

const COLUMNS = ['ContactID', 'ContactStatus', 'ContactNumber', 'Name', 'TaxNumber', 'BankAccountDetails'];
type ContactRow = {
  readonly id: string;
  readonly name: string;
  readonly number: string | null;
  readonly tax_number: string | null;
  readonly bank: string | null;
  readonly status: string;
  readonly updated: number;
};

export const contactRoutes: readonly FakeRoute[] = [
  apiRoute('GET', '/Contacts', 'other', list),
  apiRoute('PUT', '/Contacts', 'supplier', create),
  apiRoute('POST', '/Contacts/{ContactID}', 'other', change),
];

function list({ query }: FakeRequest, db: FakeDb): FakeReply {
  const where = query.get('where');
  const filter = where === null ? () => true : filterOf(where, COLUMNS);
  const order = orderOf(query.get('order') ?? 'ContactID ASC', COLUMNS);
  if (filter === undefined || order === undefined) return refused(['No property or field exists'], 16, 'QueryParseException');
  const rows = (db.prepare('SELECT * FROM contact').all() as ContactRow[])
    .filter(({ status }) => query.get('includeArchived') === 'true' || status === 'ACTIVE')
    .map(shown)
    .filter((row) => filter(row))
    .sort(order);
  const { items, more } = pageOf(db, rows, query);
  return wrapped('Contacts', items, more);
}

function create(request: FakeRequest, db: FakeDb): FakeReply {
  const sent = (request.json() as { readonly Contacts?: readonly Record<string, string | undefined>[] }).Contacts ?? [];
  const [contact] = sent;
  if (contact === undefined || sent.length !== 1) return refused(['The fake takes one contact at a time.']);
  const name = contact['Name']?.trim() ?? '';
  if (name === '') return refused(['The contact name cannot be empty.']);
  if (db.prepare("SELECT 1 FROM contact WHERE lower(name) = lower(?) AND status = 'ACTIVE'").get(name) !== undefined) {
    return refused([
      `The contact name ${name} is already assigned to another contact. The contact name must be unique across all active contacts.`,
    ]);
  }
  const number = contact['ContactNumber'] ?? null;
  if (number !== null && db.prepare('SELECT 1 FROM contact WHERE number = ?').get(number) !== undefined) {
    return refused(['The contact number is already assigned to another contact.']);
  }
  const row: ContactRow = {
    id: crypto.randomUUID(),
    name,
    number,
    tax_number: contact['TaxNumber'] ?? null,
    bank: contact['BankAccountDetails'] ?? null,
    status: 'ACTIVE',
    updated: Date.now(),
  };
  db.prepare('INSERT INTO contact VALUES (@id, @name, @number, @tax_number, @bank, @status, @updated)').run(row);
  return wrapped('Contacts', [shown(row)]);
}

function change(request: FakeRequest, db: FakeDb): FakeReply {
  const id = request.params['ContactID'] ?? '';
  const [sent = {}] = (request.json() as { readonly Contacts?: readonly Record<string, string>[] }).Contacts ?? [];
  if (db.prepare('SELECT 1 FROM contact WHERE id = ?').get(id) === undefined) return notFound;
  if (sent['ContactStatus'] !== 'ARCHIVED') return refused(['The fake archives alone.']);
  db.prepare("UPDATE contact SET status = 'ARCHIVED', updated = ? WHERE id = ?").run(Date.now(), id);
  return wrapped('Contacts', [shown(db.prepare('SELECT * FROM contact WHERE id = ?').get(id) as ContactRow)]);
}

function shown(row: ContactRow): Row {
  return {
    ContactID: row.id,
    ...(row.number !== null && { ContactNumber: row.number }),
    ContactStatus: row.status,
    Name: row.name,
    BankAccountDetails: row.bank ?? '',
    ...(row.tax_number !== null && { TaxNumber: row.tax_number }),
    UpdatedDateUTC: msDate(row.updated),
    HasValidationErrors: false,
  };
}
