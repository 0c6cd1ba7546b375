/** What every request to the Accounting API goes through: limits, login, organisation, specification, remembered keys. */
import { createHash } from 'node:crypto';
import { type FakeDb, readSwitch } from '../fake-store.ts';
import type { FakeReply, FakeRequest, FakeRoute } from '../fake-vendor.ts';
import { isLoggedIn } from './login.ts';
import { answerProblems, operation, requestProblems } from './spec.ts';

export const API = '/api.xro/2.0';

/** `path` is as in the specification: `/Invoices/{InvoiceID}`. */
export function apiRoute(
  method: 'GET' | 'PUT' | 'POST',
  path: string,
  kind: FakeRoute['kind'],
  handle: (request: FakeRequest, db: FakeDb) => FakeReply,
): FakeRoute {
  const specified = operation(path, method);
  return {
    method,
    path: `${API}${path.replace(/\{(\w+)\}/g, ':$1')}`,
    kind,
    handle(request, db) {
      const refusal = atTheDoor(request, db);
      if (refusal !== undefined) return refusal;
      const problems = requestProblems(specified, request);
      if (problems.length > 0) return refused(problems, 14, 'PostDataInvalidException');
      const reply = method === 'GET' ? handle(request, db) : remembered(request, db, handle);
      const wrong = reply.json === undefined ? [] : answerProblems(specified, reply.status, reply.json);
      if (wrong.length > 0) throw new Error(`the fake answers what the specification does not know: ${wrong.join('; ')}`);
      return reply;
    },
  };
}

/** Switch `minute-limit`: requests that are answered in any 60 s. */
function atTheDoor(request: FakeRequest, db: FakeDb): FakeReply | undefined {
  const limit = readSwitch(db, 'minute-limit');
  if (limit !== undefined) {
    const since = new Date(Date.now() - 60_000).toISOString();
    const made = db.prepare("SELECT count(*) FROM request WHERE at > ? AND status <> 429 AND path LIKE '/api.xro/%'").pluck().get(since);
    if (Number(made) >= Number(limit)) {
      return { status: 429, headers: { 'retry-after': '21', 'x-rate-limit-problem': 'minute' }, text: '', type: 'text/html' };
    }
  }
  if (!isLoggedIn(request, db)) return { status: 401, json: { Type: null, Title: 'Unauthorized', Status: 401, Detail: 'TokenExpired' } };
  const tenant = db.prepare('SELECT 1 FROM tenant WHERE id = ?').get(String(request.headers['xero-tenant-id'] ?? ''));
  return tenant === undefined
    ? { status: 403, json: { Title: 'Forbidden', Status: 403, Detail: 'AuthenticationUnsuccessful' } }
    : undefined;
}

/**
 * The answer to a key that was used before, refusals included. How long Xero remembers is not documented; switch `key-memory`: `none`, or
 * milliseconds; for ever without it.
 */
function remembered(request: FakeRequest, db: FakeDb, handle: (request: FakeRequest, db: FakeDb) => FakeReply): FakeReply {
  const key = request.headers['idempotency-key'];
  const memory = readSwitch(db, 'key-memory');
  if (typeof key !== 'string' || memory === 'none') return handle(request, db);
  const hash = createHash('sha256').update(`${request.method} ${request.path}\n`).update(request.body).digest('hex');
  const oldest = memory === undefined ? 0 : Date.now() - Number(memory);
  const row = db.prepare('SELECT request, status, reply FROM remembered WHERE key = ? AND at >= ?').get(key, oldest);
  if (row !== undefined) {
    const kept = row as { request: string; status: number; reply: string };
    if (kept.request !== hash) return refused(['The idempotency key was used for another request.'], 0, 'IdempotencyException');
    return { status: kept.status, json: JSON.parse(kept.reply) };
  }
  const reply = handle(request, db);
  db.prepare('INSERT OR REPLACE INTO remembered VALUES (?, ?, ?, ?, ?)').run(
    key,
    hash,
    reply.status,
    JSON.stringify(reply.json ?? {}),
    Date.now(),
  );
  return reply;
}

/** Xero's way to refuse. `element` is what was sent, with what is wrong about it. */
export function refused(
  words: readonly string[],
  number = 10,
  type = 'ValidationException',
  element: Record<string, unknown> = {},
): FakeReply {
  const ValidationErrors = words.map((Message) => ({ Message }));
  const Message = type === 'ValidationException' ? 'A validation exception occurred' : words.join('; ');
  return { status: 400, json: { ErrorNumber: number, Type: type, Message, Elements: [{ ...element, ValidationErrors }] } };
}

export const notFound: FakeReply = { status: 404, text: "The resource you're looking for cannot be found", type: 'text/html' };

export function wrapped(name: string, items: readonly unknown[], more: Record<string, unknown> = {}): FakeReply {
  return { status: 200, json: { Id: crypto.randomUUID(), Status: 'OK', DateTimeUTC: msDate(Date.now()), [name]: items, ...more } };
}

export function msDate(ms: number): string {
  return `/Date(${ms}+0000)/`;
}

/**
 * The page that a list request asks for; without `page` everything, without lines. Switches: `page-cap`, the largest page; `pages-untold`, an
 * answer that does not say how many pages there are.
 */
export function pageOf<T>(
  db: FakeDb,
  items: readonly T[],
  query: URLSearchParams,
): { readonly items: readonly T[]; readonly more: { readonly pagination?: Readonly<Record<string, number>> } } {
  const page = Number(query.get('page') ?? 0);
  if (page < 1) return { items, more: {} };
  const pageSize = Math.min(Number(query.get('pageSize') ?? 100), Number(readSwitch(db, 'page-cap') ?? 1000));
  const part = items.slice((page - 1) * pageSize, page * pageSize);
  const pagination = { page, pageSize, pageCount: Math.max(1, Math.ceil(items.length / pageSize)), itemCount: items.length };
  return { items: part, more: readSwitch(db, 'pages-untold') === undefined ? { pagination } : {} };
}
