/** Bills (`/Invoices`, ACCPAY) and suppliers' credit notes (`/CreditNotes`, ACCPAYCREDIT). */
import { type FakeDb, readSwitch } from '../fake-store.ts';
import type { FakeReply, FakeRequest, FakeRoute, RequestKind } from '../fake-vendor.ts';
import { apiRoute, msDate, notFound, pageOf, refused, wrapped } from './api.ts';
import { type CountedLine, countedLines, type Draft, draftProblems, lockProblems } from './document-rules.ts';
import { toNumber } from './money.ts';
import { filterOf, orderOf, type Row } from './where.ts';

type Sort = {
  readonly sort: 'bill' | 'credit-note';
  readonly list: 'Invoices' | 'CreditNotes';
  readonly id: string;
  readonly number: string;
  readonly type: string;
};
const BILLS: Sort = { sort: 'bill', list: 'Invoices', id: 'InvoiceID', number: 'InvoiceNumber', type: 'ACCPAY' };
const NOTES: Sort = { sort: 'credit-note', list: 'CreditNotes', id: 'CreditNoteID', number: 'CreditNoteNumber', type: 'ACCPAYCREDIT' };

type DocumentRow = {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly contact: string;
  readonly number: string | null;
  readonly url: string | null;
  readonly date: string;
  readonly due: string | null;
  readonly currency: string;
  readonly line_types: string;
  readonly lines: string;
  readonly net: number;
  readonly tax: number;
  readonly paid: number;
  readonly mine: number;
  readonly updated: number;
};

export const documentRoutes: readonly FakeRoute[] = [BILLS, NOTES].flatMap((sort) => [
  apiRoute('GET', `/${sort.list}`, 'find', (request, db) => list(sort, request, db)),
  apiRoute('PUT', `/${sort.list}`, 'create', (request, db) => create(sort, request, db)),
  apiRoute('GET', `/${sort.list}/{${sort.id}}`, 'other', (request, db) => {
    const row = rowOf(db, sort, request.params[sort.id] ?? '');
    return row === undefined ? notFound : wrapped(sort.list, [shown(db, sort, row, true)]);
  }),
  apiRoute('POST', `/${sort.list}/{${sort.id}}`, kindOfChange, (request, db) => change(sort, request, db)),
]);

function rowOf(db: FakeDb, { sort }: Sort, id: string): DocumentRow | undefined {
  return db.prepare('SELECT * FROM document WHERE id = ? AND sort = ?').get(id, sort) as DocumentRow | undefined;
}

/** Switch `url-filter` = `off`: the link is no field to filter by. */
function list(sort: Sort, { query }: FakeRequest, db: FakeDb): FakeReply {
  const columns = ['Type', 'Status', sort.number, sort.id, ...(sort === BILLS && readSwitch(db, 'url-filter') !== 'off' ? ['Url'] : [])];
  const where = query.get('where');
  const filter = where === null ? () => true : filterOf(where, columns);
  const order = orderOf(query.get('order') ?? `${sort.id} ASC`, columns);
  if (filter === undefined || order === undefined) return refused(['No property or field exists'], 16, 'QueryParseException');
  const term = query.get('searchTerm')?.toLowerCase();
  const numbers = query.get('InvoiceNumbers')?.split(',');
  const rows = (db.prepare('SELECT * FROM document WHERE sort = ?').all(sort.sort) as DocumentRow[])
    .filter(({ mine }) => query.get('createdByMyApp') !== 'true' || mine === 1)
    .filter(({ number }) => term === undefined || (number ?? '').toLowerCase().includes(term))
    .filter(({ number }) => numbers === undefined || numbers.includes(number ?? ''))
    .map((row) => shown(db, sort, row, query.has('page')))
    .filter((row) => filter(row))
    .sort(order);
  const { items, more } = pageOf(db, rows, query);
  return wrapped(sort.list, items, more);
}

function create(sort: Sort, request: FakeRequest, db: FakeDb): FakeReply {
  const sent = (request.json() as Record<string, readonly (Draft & Record<string, unknown>)[]>)[sort.list] ?? [];
  const [draft] = sent;
  if (draft === undefined || sent.length !== 1) return refused(['The fake takes one document at a time.']);
  const currency = draft.CurrencyCode ?? 'GBP';
  const { lines, problems } = countedLines(db, draft, currency);
  const all = [...draftProblems(db, draft, sort.type), ...problems];
  if (draft.Status === 'AUTHORISED' && draft.DueDate === undefined && sort === BILLS) all.push('Due Date cannot be empty.');
  if (all.length > 0) return refusedDocument(db, sort, all);
  const row: DocumentRow & { readonly sort: string } = {
    id: crypto.randomUUID(),
    sort: sort.sort,
    type: draft.Type,
    status: draft.Status ?? 'DRAFT',
    contact: draft.Contact?.ContactID ?? '',
    number: (draft[sort.number] as string | undefined) ?? null,
    url: (draft['Url'] as string | undefined) ?? null,
    date: draft.Date ?? '',
    due: draft.DueDate ?? null,
    currency,
    line_types: draft.LineAmountTypes ?? 'Exclusive',
    lines: JSON.stringify(lines),
    net: lines.reduce((sum, { net }) => sum + net, 0),
    tax: lines.reduce((sum, { tax }) => sum + tax, 0),
    paid: 0,
    mine: 1,
    updated: Date.now(),
  };
  const names = Object.keys(row);
  db.prepare(`INSERT INTO document (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`).run(row);
  return wrapped(sort.list, [{ ...shown(db, sort, row, true), StatusAttributeString: 'OK' }]);
}

/** Switch `errors-in-200`: refusals as elements of a success, which `summarizeErrors=false` brings about. */
function refusedDocument(db: FakeDb, sort: Sort, words: readonly string[]): FakeReply {
  const none = { [sort.id]: '00000000-0000-0000-0000-000000000000', Status: 'DRAFT' };
  if (readSwitch(db, 'errors-in-200') === undefined) return refused(words, 10, 'ValidationException', none);
  return wrapped(sort.list, [
    { ...none, HasErrors: true, StatusAttributeString: 'ERROR', ValidationErrors: words.map((Message) => ({ Message })) },
  ]);
}

function statusOf(request: FakeRequest): string {
  const [first] = Object.values(request.json() as Record<string, readonly { readonly Status?: string }[]>)[0] ?? [];
  return first?.Status ?? '';
}

function kindOfChange(request: FakeRequest): RequestKind {
  return ({ AUTHORISED: 'finalise', DELETED: 'undo', VOIDED: 'undo' }[statusOf(request)] as RequestKind | undefined) ?? 'other';
}

/** Which status may follow which. */
const NEXT: Readonly<Record<string, readonly string[]>> = {
  DRAFT: ['SUBMITTED', 'AUTHORISED', 'DELETED'],
  SUBMITTED: ['DRAFT', 'AUTHORISED', 'DELETED'],
  AUTHORISED: ['VOIDED'],
};

function change(sort: Sort, request: FakeRequest, db: FakeDb): FakeReply {
  const row = rowOf(db, sort, request.params[sort.id] ?? '');
  if (row === undefined) return notFound;
  const [sent = {}] = (request.json() as Record<string, readonly Record<string, unknown>[]>)[sort.list] ?? [];
  const others = Object.keys(sent).filter((name) => name !== 'Status' && name !== sort.id);
  const status = statusOf(request);
  const problems = others.length > 0 ? ['The fake changes the status alone.'] : [];
  if (sent[sort.id] !== undefined && sent[sort.id] !== row.id) problems.push('The id is another one.');
  if (!(NEXT[row.status] ?? []).includes(status)) problems.push('Invoice not of valid status for modification');
  if (status === 'VOIDED' && row.paid > 0) problems.push('A document with payments cannot be voided.');
  if (status === 'AUTHORISED' || status === 'VOIDED') problems.push(...lockProblems(db, row.date));
  if (status === 'AUTHORISED' && row.due === null && sort === BILLS) problems.push('Due Date cannot be empty.');
  if (problems.length > 0) return refusedDocument(db, sort, problems);
  db.prepare('UPDATE document SET status = ?, updated = ? WHERE id = ?').run(status, Date.now(), row.id);
  return wrapped(sort.list, [shown(db, sort, { ...row, status }, true)]);
}

function shown(db: FakeDb, sort: Sort, row: DocumentRow, withLines: boolean): Row {
  const amount = (minor: number) => toNumber(minor, row.currency);
  const contact = db.prepare('SELECT name, status FROM contact WHERE id = ?').get(row.contact) as
    | { name: string; status: string }
    | undefined;
  const files = db.prepare('SELECT count(*) FROM attachment WHERE document = ?').pluck().get(row.id);
  const lines = (JSON.parse(row.lines) as CountedLine[]).map(({ net, tax, ...line }) =>
    line.LineAmount === undefined && line.UnitAmount === undefined ? line : { ...line, LineAmount: amount(net), TaxAmount: amount(tax) },
  );
  const total = row.net + row.tax;
  return {
    Type: row.type,
    [sort.id]: row.id,
    [sort.number]: row.number ?? '',
    ...(sort === BILLS && row.url !== null && { Url: row.url }),
    Contact: { ContactID: row.contact, Name: contact?.name ?? '', ContactStatus: contact?.status ?? 'ACTIVE' },
    Date: msDate(Date.parse(row.date)),
    ...(row.due !== null && { DueDate: msDate(Date.parse(row.due)) }),
    Status: row.status,
    LineAmountTypes: row.line_types,
    LineItems: withLines ? lines : [],
    SubTotal: amount(row.net),
    TotalTax: amount(row.tax),
    Total: amount(total),
    ...(sort === BILLS
      ? { AmountPaid: amount(row.paid), AmountDue: amount(total - row.paid), AmountCredited: 0 }
      : { RemainingCredit: amount(total - row.paid) }),
    CurrencyCode: row.currency,
    HasAttachments: Number(files) > 0,
    HasErrors: false,
    UpdatedDateUTC: msDate(row.updated),
  };
}
