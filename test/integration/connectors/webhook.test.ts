import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LOG_LINES } from '../../../src-main/connectors/ledgers/webhook/deliveries.ts';
import { webhook } from '../../../src-main/connectors/ledgers/webhook/index.ts';
import type { Instant, LocalDate } from '../../../src-main/contract/index.ts';
import type { LedgerConnection } from '../../../src-main/engine/ports.ts';
import type { FakeBooks } from '../../support/fake-ledger/fake-books.ts';
import { openFakeBooks } from '../../support/fake-ledger/fake-books.ts';
import type { FakeServer } from '../../support/fake-ledger/fake-server.ts';
import { startFakeServer } from '../../support/fake-ledger/fake-server.ts';
import { memoryLog, systemClock } from '../../support/test-ports.ts';
import { bill } from '../../unit/connectors/batch-entries.ts';
import { SECRET, vendor } from './webhook-receiver.ts';

let folder = '';
let server: FakeServer;
let books: FakeBooks;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tickmark-webhook-'));
  server = await startFakeServer(vendor, folder);
  books = openFakeBooks(folder);
});
afterEach(async () => {
  books.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const vault = { read: async () => ({}), write: async () => undefined };
function connect(settings: Record<string, unknown> = {}, clock = systemClock): LedgerConnection {
  const config = webhook.config.parse({ url: `${server.url}/hook`, secret: SECRET, ...settings });
  return webhook.connect(config, { clock, log: memoryLog(), vault, folder: join(folder, 'private') });
}
const events = () =>
  books.db.prepare('SELECT id, type, time, subject, data, seen FROM event ORDER BY rowid').all() as Record<string, unknown>[];
const bodies = () => books.requests().map(({ body }) => Buffer.from(body).toString('utf8'));
const how = { reason: 'wrong supplier', today: '2026-12-01' as LocalDate };
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  );

test('an event is delivered once, signed, and found again by its key', async () => {
  const ledger = connect();
  expect(await ledger.findByKey(bill('one').key)).toEqual([]);
  const reference = await ledger.create(bill('one'));
  expect(reference).toMatchObject({ reference: 'one:g1', state: 'posted' });
  await ledger.create(bill('one'));
  expect(await connect().findByKey(bill('one').key)).toEqual([reference]);
  expect(events()).toEqual([expect.objectContaining({ id: 'one:g1', type: 'app.tickmark.document.cleared.v1', seen: 1 })]);
  expect(await ledger.verify(reference, bill('one'))).toEqual([]);
  expect(await ledger.verify(reference, bill('one', { payee: 'Another' }))).toHaveLength(1);
  expect(await ledger.verify(reference, bill('two'))).toHaveLength(1);
});

test('a lost answer leads to the same event again, to the byte, under the same id', async () => {
  books.arm('create', { kind: 'lost-reply' });
  let second = 0;
  const clock = { ...systemClock, now: () => new Date(Date.now() + 1000 * second++).toISOString() as Instant };
  const ledger = connect({}, clock);
  expect(await code(ledger.create(bill('one')))).toBe('ledger_unreachable');
  expect(await ledger.findByKey(bill('one').key)).toEqual([]);
  await connect({}, clock).create(bill('one'));
  expect(events()).toEqual([expect.objectContaining({ id: 'one:g1', seen: 2 })]);
  const [first, again] = bodies();
  expect(again).toBe(first);
  const times = books.requests().map(({ headers }) => headers['webhook-timestamp']);
  expect(times[0]).not.toBe(times[1]);
});

test.each([
  ['lost-request', { kind: 'lost-request' }, 'ledger_unreachable'],
  ['429', { kind: 'status', status: 429, retryAfter: '7' }, 'ledger_busy'],
  ['503', { kind: 'status', status: 503 }, 'ledger_unreachable'],
  ['HTML', { kind: 'status', status: 502, html: true }, 'ledger_unreachable'],
  ['401', { kind: 'status', status: 401 }, 'ledger_login_failed'],
  ['409', { kind: 'status', status: 409 }, 'ledger_duplicate'],
  ['410', { kind: 'status', status: 410 }, 'ledger_rejected'],
  ['the receiver its own no', { kind: 'error-body-200' }, 'ledger_rejected'],
] as const)('%s is told as what it is, and the next attempt arrives', async (_name, fault, expected) => {
  books.arm('create', fault);
  const ledger = connect();
  const error = await ledger.create(bill('one')).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: expected });
  if (expected === 'ledger_busy') expect(error).toMatchObject({ retryAfterMs: 7000 });
  expect(String(error)).not.toMatch(/hook|whsec|<html>/);
  await ledger.create(bill('one'));
  expect(events()).toHaveLength(1);
  expect((await ledger.log?.())?.map(({ ok }) => ok)).toEqual([true, false]);
});

test.each(['reset-mid-body', 'truncated-json', 'duplicate'] as const)('%s: what was taken was taken', async (kind) => {
  books.arm('create', { kind });
  const ledger = connect();
  await ledger.create(bill('one'));
  expect(events()).toHaveLength(1);
});

test('a slow receiver is given up in time, and takes the event once all the same', async () => {
  books.arm('create', { kind: 'slow', ms: 1500 });
  const ledger = connect({ timeoutSeconds: 1 });
  const error = await ledger.create(bill('one')).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'ledger_unreachable', message: expect.stringContaining('1 s') });
  await ledger.create(bill('one'));
  await expect.poll(() => events()[0]?.['seen'], { timeout: 10_000 }).toBe(2);
  expect(events()).toHaveLength(1);
});

test('a wrong secret and a wrong clock are refused by the receiver', async () => {
  const other = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  expect(await code(connect({ secret: other }).create(bill('one')))).toBe('ledger_login_failed');
  const late = { ...systemClock, now: () => new Date(Date.now() - 600_000).toISOString() as Instant };
  expect(await code(connect({}, late).create(bill('one')))).toBe('ledger_login_failed');
  expect(events()).toEqual([]);
});

test('taking an entry back is an event of its own, once', async () => {
  const ledger = connect();
  const reference = await ledger.create(bill('one'));
  expect(await ledger.undo?.(reference, bill('one'), how)).toBe('voided');
  expect(await ledger.undo?.(reference, bill('one'), how)).toBe('already-gone');
  expect(await ledger.undo?.({ reference: 'two:g1' }, bill('two'), how)).toBe('already-gone');
  expect(events().map(({ id, subject }) => [id, subject])).toEqual([
    ['one:g1', 'one:g1'],
    ['one:g1:withdrawn', 'one:g1'],
  ]);
  expect(await ledger.findByKey(bill('one').key)).toEqual([]);
  expect(await code(ledger.create(bill('one')))).toBe('ledger_rejected');
});

test('what may have arrived is withdrawn as well', async () => {
  books.arm('create', { kind: 'lost-reply' });
  const ledger = connect();
  expect(await code(ledger.create(bill('one')))).toBe('ledger_unreachable');
  expect(await ledger.undo?.({ reference: 'one:g1' }, bill('one'), how)).toBe('voided');
  expect(events()).toHaveLength(2);
});

test('the document is sent along where the settings say so', async () => {
  const bytes = Buffer.from('%PDF-1.7 test');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = { name: 'invoice.pdf', mediaType: 'application/pdf', sha256, size: bytes.length, bytes: async () => bytes };
  await connect().create(bill('one'), { file });
  await connect({ sendsDocument: true }).create(bill('two'), { file });
  await connect({ sendsDocument: true }).create(bill('three'), { file: { ...file, size: 11 * 1024 * 1024 } });
  const contents = events().map(({ data }) => (JSON.parse(String(data)) as { document: { content?: string } }).document.content);
  expect(contents).toEqual([undefined, bytes.toString('base64'), undefined]);
});

test('the log shows the last thousand attempts, newest first, and nothing of the documents', async () => {
  const ledger = connect();
  await ledger.create(bill('one', { payee: 'Verschwiegen GmbH' }));
  const attempts = join(folder, 'private', 'attempts.jsonl');
  const { appendFileSync } = await import('node:fs');
  for (let number = 0; number < LOG_LINES * 1.2; number += 1) {
    appendFileSync(attempts, `${JSON.stringify({ at: `2026-01-01T00:00:00.${number}Z`, key: `old-${number}`, ok: true, words: '200' })}\n`);
  }
  await ledger.create(bill('two'));
  const log = (await ledger.log?.()) ?? [];
  expect(log).toHaveLength(LOG_LINES);
  expect(log[0]).toMatchObject({ key: 'two:g1', ok: true, words: 'app.tickmark.document.cleared.v1: 200' });
  expect(log[1]?.key).toBe('old-1199');
  expect(readFileSync(attempts, 'utf8').trimEnd().split('\n')).toHaveLength(LOG_LINES);
  expect(await ledger.findByKey(bill('one').key)).toHaveLength(1);
  const kept = readdirSync(join(folder, 'private'))
    .map((name) => readFileSync(join(folder, 'private', name), 'utf8'))
    .join('');
  expect(kept).not.toMatch(/Verschwiegen|120\.00|12000|whsec|\/hook/);
});

test('a test event says that the address answers', async () => {
  expect(await connect().test()).toContain('(200)');
  expect(events()).toEqual([expect.objectContaining({ type: 'app.tickmark.test.v1', subject: null })]);
  expect(await code(connect({ url: `${server.url}/other` }).test())).toBe('ledger_rejected');
});

test('redirects are not followed', async () => {
  let hits = 0;
  const redirecting = createServer((_request, response) => {
    hits += 1;
    response.writeHead(307, { location: `${server.url}/hook` }).end();
  });
  await new Promise<void>((resolve) => redirecting.listen(0, '127.0.0.1', resolve));
  const { port } = redirecting.address() as AddressInfo;
  expect(await code(connect({ url: `http://127.0.0.1:${port}/` }).create(bill('one')))).toBe('ledger_broken');
  expect([hits, events().length]).toEqual([1, 0]);
  await new Promise((resolve) => redirecting.close(resolve));
});

test.each([
  'https://10.0.0.1/x',
  'https://192.168.0.1/x',
  'https://[fd00::1]/x',
  'https://169.254.169.254/x',
  'https://[::ffff:10.0.0.1]/x',
])('nothing is sent to %s', async (url) => {
  expect(await code(connect({ url }).create(bill('one')))).toBe('ledger_broken');
});

test('a receiver that is gone is told by its host alone, and closing ends what runs', async () => {
  const gone = connect({ url: 'http://127.0.0.1:9/secret-path' });
  const error = await gone.create(bill('one')).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'ledger_unreachable', message: expect.stringContaining('127.0.0.1:9') });
  expect(JSON.stringify(error) + String(error)).not.toContain('secret-path');
  books.arm('create', { kind: 'slow', ms: 2000 });
  const ledger = connect();
  const running = code(ledger.create(bill('two')));
  await new Promise((resolve) => setTimeout(resolve, 200));
  await ledger.close?.();
  expect(await running).toBe('ledger_unreachable');
  books.clear();
});
