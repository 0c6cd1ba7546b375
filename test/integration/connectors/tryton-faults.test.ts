import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { LedgerConnection, LedgerEntry, LedgerReference } from '../../../src-main/engine/ports.ts';
import type { FaultProxy } from '../../support/fault-proxy.ts';
import { startFaultProxy, startFaultProxyProcess } from '../../support/fault-proxy.ts';
import { memoryLog, systemClock } from '../../support/test-ports.ts';
import { billEntry, DAIRY, fileOf } from '../../support/tryton/books-entry.ts';
import { freePort } from '../../support/tryton/boot.ts';
import { connectTo } from '../../support/tryton/connect.ts';
import { traits } from '../../support/tryton/traits.ts';
import type { TrytonServer } from '../../support/tryton-server.ts';
import { startTryton, trytonMissing } from '../../support/tryton-server.ts';

/** Seconds after which a session of the server is no longer fresh. */
const FRESH_SECONDS = 2;

describe.skipIf(trytonMissing !== undefined)('a Tryton server that fails', () => {
  let folder = '';
  let server: TrytonServer;
  let proxy: FaultProxy;
  let supplier = '';
  const log = memoryLog();
  const opened: LedgerConnection[] = [];
  /** A connection through the proxy that has logged in, for tests in which only one call matters. */
  let shared: LedgerConnection;
  const connect = (...args: Parameters<typeof connectTo>) => {
    const ledger = connectTo(...args);
    opened.push(ledger);
    return ledger;
  };
  const through = (change: Record<string, unknown> = {}) => connect({ ...server, url: proxy.url }, change, { log });
  const direct = () => connect(server);
  const create = (ledger: LedgerConnection, entry: LedgerEntry) => ledger.create(entry, { supplier });
  const finalise = async (ledger: LedgerConnection, reference: LedgerReference) => {
    if (!ledger.finalise) throw new Error('no finalise');
    return ledger.finalise(reference);
  };
  /** Bills with the key that the database itself holds, whatever their state. */
  const count = (entry: LedgerEntry) =>
    server.sql((db) =>
      db.prepare('SELECT count(*) FROM account_invoice WHERE comment LIKE ?').pluck().get(`%[tickmark-key:${entry.key}]%`),
    );

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tickmark-tryton-faults-'));
    server = await startTryton(folder, { sessionTimeout: FRESH_SECONDS });
    proxy = await startFaultProxy(server.url, {
      ...traits,
      expireToken: () => void server.sql((db) => db.exec('DELETE FROM ir_session')),
    });
    shared = connectTo({ ...server, url: proxy.url }, {}, { log });
    supplier = (await shared.suppliers?.create(DAIRY, 'northern-dairy'))?.id ?? '';
  });
  afterEach(async () => {
    proxy.clear();
    for (const ledger of opened.splice(0)) await ledger.close?.();
  });
  afterAll(async () => {
    await shared?.close?.();
    await proxy?.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('after a pause reading still works and posting logs in anew', async () => {
    const ledger = through();
    const entry = billEntry('two-speeds');
    const draft = await create(ledger, entry);
    await sleep((FRESH_SECONDS + 1) * 1000);
    const [seen, logged] = [proxy.seen.length, log.lines.length];
    expect(await ledger.findByKey(entry.key)).toEqual([draft]);
    expect(log.lines).toHaveLength(logged);
    expect(await finalise(ledger, draft)).toMatchObject({ state: 'posted' });
    expect(log.lines.slice(logged)).toEqual(['info tryton.session_ended {"method":"model.account.invoice.post"}']);
    expect(proxy.seen.slice(seen).filter((kind) => kind === 'finalise' || kind === 'token')).toEqual(['finalise', 'token', 'finalise']);
  });

  test('a session that ends before any call is replaced, also for calls at the same time', async () => {
    const ledger = through();
    await ledger.test();
    const entries = ['a', 'b', 'c'].map((id) => billEntry(`expired-${id}`));
    proxy.arm('create', { kind: 'expire-token' });
    const seen = proxy.seen.length;
    await Promise.all(entries.map((entry) => create(ledger, entry)));
    expect(entries.map(count)).toEqual([1, 1, 1]);
    expect(proxy.seen.slice(seen)).toContain('token');
  });

  test.each(['lost-reply', 'reset-mid-body', 'truncated-json'] as const)(
    '%s: it may be there, so that it is not sent again',
    async (kind) => {
      const ledger = through();
      const entry = billEntry(kind);
      proxy.arm('create', { kind });
      await expect(create(ledger, entry)).rejects.toMatchObject({ code: 'ledger_unreachable' });
      expect(count(entry)).toBe(1);
      const [found] = await ledger.findByKey(entry.key);
      proxy.arm('finalise', { kind });
      await expect(finalise(ledger, found ?? { reference: '' })).rejects.toMatchObject({ code: 'ledger_unreachable' });
      expect(await finalise(ledger, found ?? { reference: '' })).toMatchObject({ state: 'posted' });
      expect(count(entry)).toBe(1);
    },
  );

  test('a request that was lost, or answered with an error of its own, has written nothing', async () => {
    const ledger = shared;
    const entry = billEntry('nothing');
    proxy.arm('create', { kind: 'lost-request' });
    await expect(create(ledger, entry)).rejects.toMatchObject({ code: 'ledger_unreachable' });
    proxy.arm('create', { kind: 'error-body-200' });
    await expect(create(ledger, entry)).rejects.toMatchObject({
      code: 'ledger_rejected',
      message: expect.stringContaining('You are not allowed to do this.'),
    });
    expect(count(entry)).toBe(0);
  });

  test.each([
    [500, {}, { code: 'ledger_unreachable' }],
    [503, { retryAfter: '7' }, { code: 'ledger_unreachable', retryAfterMs: 7000 }],
    [429, { retryAfter: '30' }, { code: 'ledger_busy', retryAfterMs: 30_000 }],
    [429, {}, { code: 'ledger_busy', retryAfterMs: undefined }],
    [400, { html: true }, { code: 'ledger_rejected' }],
    [403, {}, { code: 'ledger_rejected' }],
    [404, { html: true }, { code: 'ledger_unreachable' }],
    [413, { html: true }, { code: 'ledger_rejected' }],
    [302, { html: true }, { code: 'ledger_unreachable' }],
  ])('status %i is told by its code (%j)', async (status, more, expected) => {
    const ledger = shared;
    proxy.arm('find', { kind: 'status', status, ...more });
    await expect(ledger.findByKey(billEntry('none').key)).rejects.toMatchObject(expected);
    expect(await ledger.findByKey(billEntry('none').key)).toEqual([]);
  });

  test('a page instead of an answer is no answer', async () => {
    proxy.arm('any', { kind: 'status', status: 200, html: true });
    await expect(through().findByKey(billEntry('none').key)).rejects.toMatchObject({ code: 'ledger_unreachable' });
  });

  test('what a proxy sent twice is found twice', async () => {
    const ledger = shared;
    const entry = billEntry('twice');
    proxy.arm('create', { kind: 'duplicate' });
    await create(ledger, entry);
    const found = await ledger.findByKey(entry.key);
    expect(found).toHaveLength(2);
    proxy.arm('finalise', { kind: 'duplicate' });
    const posted = await finalise(ledger, found[0] ?? { reference: '' });
    expect(await ledger.verify(posted, entry)).toEqual([]);
  });

  test('slow: a search at once misses the bill, one after the settle window finds it', { timeout: 60_000 }, async () => {
    const other = await startFaultProxyProcess(
      server.url,
      new URL('../../support/tryton/traits.ts', import.meta.url),
      join(folder, 'orders'),
    );
    try {
      const ledger = connect({ ...server, url: other.url }, { requestTimeoutSeconds: 3 });
      const entry = billEntry('slow');
      const observer = direct();
      await Promise.all([ledger.preflight?.(entry), observer.test()]);
      other.arm('create', { kind: 'slow', ms: 5_000 });
      const sent = Date.now();
      await expect(create(ledger, entry)).rejects.toMatchObject({ code: 'ledger_unreachable' });
      expect(await observer.findByKey(entry.key)).toEqual([]);
      await sleep(sent + ledger.capabilities.settleMs + 2_000 - Date.now());
      expect(await observer.findByKey(entry.key)).toHaveLength(1);
      expect(count(entry)).toBe(1);
    } finally {
      await other.close();
    }
  });

  test('a bill that waited long for other answers is not sent any more: it would outlive the settle window', async () => {
    const ledger = through({ requestTimeoutSeconds: 4 });
    const entry = billEntry('late');
    await ledger.test();
    const seen = proxy.seen.length;
    proxy.arm('any', { kind: 'slow', ms: 2_500 });
    await expect(create(ledger, entry)).rejects.toMatchObject({ code: 'ledger_busy' });
    expect(proxy.seen.slice(seen)).not.toContain('create');
    await create(ledger, entry);
    expect(count(entry)).toBe(1);
  });

  test('a server killed in the middle of writing tears nothing, and each bill is there once in the end', { timeout: 120_000 }, async () => {
    let torn = 0;
    for (const [round, ms] of [30, 90, 200].entries()) {
      const ledger = connect(server, { requestTimeoutSeconds: 10 });
      const entry = billEntry(`killed-${round}`);
      await ledger.test();
      const work = create(ledger, entry).then((draft) => finalise(ledger, draft));
      await Promise.all([work.catch((error: unknown) => error), sleep(ms).then(server.kill)]);
      await expect(ledger.findByKey(entry.key)).rejects.toMatchObject({ code: 'ledger_unreachable' });
      await server.start();
      const found = await ledger.findByKey(entry.key);
      torn += found.length;
      const draft = found[0] ?? (await create(ledger, entry));
      expect(await ledger.verify(await finalise(ledger, draft), entry)).toEqual([]);
      expect(count(entry)).toBe(1);
    }
    expect(torn).toBeLessThan(3);
  });

  test('a refused password is not tried again for five minutes, and neither it nor the session is ever told', async () => {
    let now = 0;
    const clock = { ...systemClock, monotonicMs: () => now };
    const lines = memoryLog();
    const wrong = connect({ ...server, url: proxy.url, password: 'wrong secret' }, {}, { clock, log: lines });
    const seen = proxy.seen.length;
    const failures = [await wrong.test().catch((error: unknown) => error)];
    now = 299_000;
    failures.push(await wrong.findByKey(billEntry('none').key).catch((error: unknown) => error));
    expect(failures).toMatchObject([{ code: 'ledger_login_failed' }, { code: 'ledger_login_failed' }]);
    expect(proxy.seen.slice(seen).filter((kind) => kind === 'token')).toHaveLength(1);
    now = 301_000;
    await expect(wrong.test()).rejects.toMatchObject({ code: 'ledger_login_failed' });
    expect(proxy.seen.slice(seen).filter((kind) => kind === 'token')).toHaveLength(2);
    expect(JSON.stringify([lines.lines, log.lines, failures.map(String)])).not.toMatch(/wrong secret|Session /);
  });

  test('nobody at the address, and no such database', async () => {
    await expect(connect({ ...server, url: `http://127.0.0.1:${await freePort()}` }).test()).rejects.toMatchObject({
      code: 'ledger_unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
    // Over SQLite the server itself stumbles; over PostgreSQL it answers 404.
    await expect(connect({ ...server, database: 'nothing' }).test()).rejects.toMatchObject({
      code: 'ledger_broken',
      message: expect.stringContaining('nothing'),
    });
  });

  test('a lost answer of an attachment leaves one that carries the key', async () => {
    const ledger = shared;
    const entry = billEntry('attach');
    const draft = await create(ledger, entry);
    proxy.arm('attach', { kind: 'lost-reply' });
    await expect(ledger.attachments?.attach(draft, fileOf(new Uint8Array([1, 2, 3])), entry.key)).rejects.toMatchObject({
      code: 'ledger_unreachable',
    });
    expect(await ledger.attachments?.list(draft)).toMatchObject([{ key: entry.key, size: 3 }]);
  });

  test('a lost answer of an undo is done at the second try', async () => {
    const ledger = shared;
    const entry = billEntry('undo');
    const draft = await create(ledger, entry);
    proxy.arm('undo', { kind: 'lost-reply' });
    const undo = () => ledger.undo?.(draft, entry, { reason: 'wrong', today: systemClock.today() });
    await expect(undo()).rejects.toMatchObject({ code: 'ledger_unreachable' });
    expect(await undo()).toBe('already-gone');
    expect(count(entry)).toBe(0);
  });
});
