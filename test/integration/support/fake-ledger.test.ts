import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FakeBooks } from '../../support/fake-ledger/fake-books.ts';
import { openFakeBooks } from '../../support/fake-ledger/fake-books.ts';
import type { FakeServer } from '../../support/fake-ledger/fake-server.ts';
import { startFakeServer } from '../../support/fake-ledger/fake-server.ts';
import { readSwitch } from '../../support/fake-ledger/fake-store.ts';
import type { FakeVendor } from '../../support/fake-ledger/fake-vendor.ts';

const vendor: FakeVendor = {
  id: 'notes',
  tables: 'CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT; CREATE TABLE token (value TEXT) STRICT;',
  seed: (db) => void db.prepare("INSERT INTO token VALUES ('good')").run(),
  maxBytes: 1000,
  routes: [
    {
      method: 'POST',
      path: '/notes/:text',
      kind: 'create',
      handle(request, db) {
        if (db.prepare('SELECT 1 FROM token').get() === undefined) return { status: 401, json: {} };
        db.prepare('INSERT INTO note (text) VALUES (?)').run(request.params['text'] ?? '');
        if (readSwitch(db, 'broken') !== undefined) throw new Error('broken on purpose');
        return {
          status: 200,
          json: { text: request.params['text'], parts: request.parts().map(({ name, fileName }) => ({ name, fileName })) },
        };
      },
    },
  ],
  expireToken: (db) => void db.prepare('DELETE FROM token').run(),
  errorBody: () => ({ status: 200, json: { refused: true } }),
};

let folder: string;
let server: FakeServer;
let books: FakeBooks;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fake-'));
  server = await startFakeServer(vendor, folder);
  books = openFakeBooks(folder);
});
afterEach(async () => {
  await server.close();
  books.close();
  rmSync(folder, { recursive: true });
});

const notes = () => books.count('SELECT count(*) FROM note');
const post = async (text = 'a', signal: AbortSignal | null = null) => {
  const form = new FormData();
  form.append('file', new Blob(['x\r\n--y'], { type: 'text/plain' }), 'ü 1.txt');
  const response = await fetch(`${server.url}/notes/${encodeURIComponent(text)}`, { method: 'POST', body: form, signal });
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body: await response.text() };
};

test('a request is carried out, answered and logged once', async () => {
  expect(await post('tea & milk')).toMatchObject({
    status: 200,
    body: '{"text":"tea & milk","parts":[{"name":"file","fileName":"ü 1.txt"}]}',
  });
  expect([notes(), books.requests('create').length, books.requests('find').length]).toEqual([1, 1, 0]);
});

test('what was carried out after a lost reply, a lost request, a duplicate and half an answer is what the fault says', async () => {
  const expected = { 'lost-reply': 1, 'lost-request': 0, 'reset-mid-body': 1 } as const;
  for (const [kind, times] of Object.entries(expected)) {
    const before = notes();
    books.arm('create', { kind: kind as keyof typeof expected });
    await expect(post()).rejects.toThrow();
    expect(notes() - before).toBe(times);
  }
  books.arm('any', { kind: 'duplicate' });
  expect((await post()).status).toBe(200);
  expect(notes()).toBe(4);
  books.arm('create', { kind: 'truncated-json' });
  const cut = await post();
  expect(() => JSON.parse(cut.body) as unknown).toThrow();
  expect([notes(), books.requests().length]).toEqual([5, 5]);
});

test('a slow request is carried out although the client has gone', async () => {
  books.arm('create', { kind: 'slow', ms: 300 });
  await expect(post('late', AbortSignal.timeout(50))).rejects.toThrow();
  expect(notes()).toBe(0);
  await vi.waitFor(() => expect(books.requests('create').length).toBe(1), 5000);
});

test('refusals carry nothing out; a fault is used up, and does not meet another kind', async () => {
  books.arm('find', { kind: 'lost-request' });
  books.arm('create', { kind: 'status', status: 503, retryAfter: '7', html: true }, 2);
  expect(await post()).toMatchObject({ status: 503, retryAfter: '7', body: expect.stringContaining('<html>') as string });
  expect((await post()).status).toBe(503);
  books.arm('create', { kind: 'error-body-200' });
  expect((await post()).body).toBe('{"refused":true}');
  expect(notes()).toBe(0);
  expect((await post()).status).toBe(200);
  books.arm('create', { kind: 'expire-token' });
  expect((await post()).status).toBe(401);
});

test('what throws is undone whole, too large a body is refused', async () => {
  books.turn('broken', 'yes');
  const silent = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect((await post()).status).toBe(500);
  silent.mockRestore();
  expect([notes(), books.requests().length]).toEqual([0, 0]);
  books.turn('broken', undefined);
  const large = await fetch(`${server.url}/notes/a`, { method: 'POST', body: 'x'.repeat(1001) });
  expect(large.status).toBe(413);
});
