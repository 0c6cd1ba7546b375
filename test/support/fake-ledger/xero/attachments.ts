/** Files at documents: ten at most, ten megabytes each, one of a name. */
import type { FakeDb } from '../fake-store.ts';
import type { FakeReply, FakeRequest, FakeRoute } from '../fake-vendor.ts';
import { API, apiRoute, notFound, refused, wrapped } from './api.ts';

const MAX_BYTES = 10_000_000;
const MAX_FILES = 10;
const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  bmp: 'image/bmp',
  txt: 'text/plain',
  csv: 'text/csv',
};
type FileRow = { readonly id: string; readonly document: string; readonly name: string; readonly bytes: Buffer };

export const attachmentRoutes: readonly FakeRoute[] = [
  ['Invoices', 'InvoiceID'],
  ['CreditNotes', 'CreditNoteID'],
].flatMap(([list = '', id = '']) => [
  apiRoute('GET', `/${list}/{${id}}/Attachments`, 'other', (request, db) => {
    const rows = db.prepare('SELECT * FROM attachment WHERE document = ? ORDER BY name').all(request.params[id] ?? '') as FileRow[];
    return wrapped(
      'Attachments',
      rows.map((row) => shown(list, row)),
    );
  }),
  apiRoute('GET', `/${list}/{${id}}/Attachments/{AttachmentID}`, 'other', (request, db) => {
    const row = db.prepare('SELECT * FROM attachment WHERE id = ?').get(request.params['AttachmentID'] ?? '') as FileRow | undefined;
    return row === undefined ? notFound : { status: 200, bytes: row.bytes, type: 'application/octet-stream' };
  }),
  apiRoute('PUT', `/${list}/{${id}}/Attachments/{FileName}`, 'attach', (request, db) => store(list, request.params[id] ?? '', request, db)),
]);

function store(list: string, document: string, request: FakeRequest, db: FakeDb): FakeReply {
  const name = request.params['FileName'] ?? '';
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (db.prepare('SELECT 1 FROM document WHERE id = ?').get(document) === undefined) return notFound;
  if (TYPES[ending] === undefined) return refused(['This type of file is not supported.']);
  if (/[<>:"/\\|?*]/.test(name)) return refused(['The file name has characters that are not allowed.']);
  if (request.body.byteLength === 0) return refused(['The file is empty.']);
  if (request.body.byteLength > MAX_BYTES) return refused(['The file is too large.']);
  const others = db.prepare('SELECT count(*) FROM attachment WHERE document = ? AND name <> ?').pluck().get(document, name);
  if (Number(others) >= MAX_FILES) return refused(['A document has ten attachments at most.']);
  const add = 'INSERT INTO attachment VALUES (?, ?, ?, ?) ON CONFLICT (document, name) DO UPDATE SET bytes = excluded.bytes';
  db.prepare(add).run(crypto.randomUUID(), document, name, Buffer.from(request.body));
  return wrapped('Attachments', [
    shown(list, db.prepare('SELECT * FROM attachment WHERE document = ? AND name = ?').get(document, name) as FileRow),
  ]);
}

function shown(list: string, row: FileRow): Record<string, unknown> {
  return {
    AttachmentID: row.id,
    FileName: row.name,
    Url: `https://api.xero.com${API}/${list}/${row.document}/Attachments/${encodeURIComponent(row.name)}`,
    MimeType: TYPES[/\.([a-z0-9]+)$/i.exec(row.name)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream',
    ContentLength: row.bytes.byteLength,
  };
}
