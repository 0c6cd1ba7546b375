import { connect as connectSocket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { xero } from '../../../src-main/connectors/ledgers/xero/index.ts';
import { listenForRedirect } from '../../../src-main/connectors/oauth/loopback.ts';
import type { LedgerSignIn } from '../../../src-main/engine/ports.ts';
import { CLIENT_ID, FIRST_REFRESH_TOKEN, TENANT } from '../../support/fake-ledger/xero/tables.ts';
import { memoryLog, systemClock } from '../../support/test-ports.ts';
import { MemoryVault, openXero, type XeroBooks, xeroBill } from './xero-books.ts';

let books: XeroBooks;
let closing: AbortController;
beforeEach(async () => {
  books = await openXero();
  closing = new AbortController();
});
afterEach(async () => {
  closing.abort();
  await books.close();
});

const tokenRequests = () => books.books.requests('token');
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'fulfilled',
    (cause: { code?: string }) => cause.code,
  );

/** A free port, which then is free again: what the setting names must be known before the listener is there. */
async function freePort(): Promise<number> {
  const redirect = await listenForRedirect({ port: 0, state: 'x', signal: AbortSignal.abort() });
  await redirect.code.catch(() => undefined);
  return Number(new URL(redirect.redirectUri).port);
}

async function begin(settings: Record<string, unknown> = {}): Promise<LedgerSignIn & { readonly port: number }> {
  const port = await freePort();
  const config = xero.config.parse({ clientId: CLIENT_ID, server: books.url, redirectPort: String(port), ...settings });
  const started = await xero.signIn?.(config, { clock: systemClock, log: memoryLog(), signal: closing.signal });
  if (started === undefined) throw new Error('no sign-in');
  return { ...started, port };
}

/** What the person's browser does: opens the address, is sent back to this machine. */
async function browse(url: string): Promise<Response> {
  const answer = await fetch(url, { redirect: 'manual' });
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`no redirect: ${answer.status}`);
  return await fetch(location.replace('localhost', '127.0.0.1'));
}

describe('the sign-in', () => {
  test('asks with a proof, takes the code and knows the organisation', async () => {
    const { url, done } = await begin();
    const asked = new URL(url).searchParams;
    expect(asked.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    expect(Object.fromEntries(asked)).toMatchObject({ response_type: 'code', client_id: CLIENT_ID, code_challenge_method: 'S256' });
    expect(asked.get('scope')).toContain('offline_access');
    const page = await browse(url);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Signed in')]);
    const { settings, secrets } = await done;
    expect(settings).toEqual({ tenantId: TENANT, organisation: 'Harbour Trading Ltd' });
    const connection = books.connect(settings, new MemoryVault(secrets));
    expect(await connection.test()).toContain('Harbour Trading Ltd');
    expect(url).not.toContain(secrets['refreshToken']);
  });

  test('refuses an answer with another state and goes on waiting; closes after the right one', async () => {
    const { url, done, port } = await begin();
    const forged = await fetch(`http://127.0.0.1:${port}/callback?code=evil&state=guess`);
    expect([forged.status, (await fetch(`http://127.0.0.1:${port}/`)).status]).toEqual([400, 404]);
    expect(tokenRequests()).toEqual([]);
    await browse(url);
    await done;
    await expect(fetch(`http://127.0.0.1:${port}/callback`)).rejects.toThrow();
  });

  test('listens on this machine alone', async () => {
    const { port } = await begin();
    const reached = (host: string) =>
      new Promise<boolean>((resolve) => {
        const socket = connectSocket(port, host, () => resolve(true)).once('error', () => resolve(false));
        socket.once('connect', () => socket.destroy());
      });
    // All of 127.0.0.0/8 is this machine, so that a listener on every address would be reached by the second.
    expect([await reached('127.0.0.1'), await reached('127.0.0.2')]).toEqual([true, false]);
  });

  test('ends when the person says no, when it is given up, and after a time', async () => {
    books.books.turn('consent', 'refuse');
    const refused = await begin();
    await browse(refused.url);
    expect(await codeOf(refused.done)).toBe('ledger_login_failed');
    const given = await begin();
    closing.abort();
    expect(await codeOf(given.done)).toBe('ledger_login_failed');
    const late = await listenForRedirect({ port: 0, state: 'x', signal: new AbortController().signal, timeoutMs: 30 });
    expect(await codeOf(late.code)).toBe('ledger_login_failed');
    await expect(fetch(late.redirectUri.replace('localhost', '127.0.0.1'))).rejects.toThrow();
  });

  test('says so where the port is taken', async () => {
    const { port } = await begin();
    expect(await codeOf(begin({ redirectPort: port }))).toBe('ledger_login_failed');
  });

  test('never guesses between organisations', async () => {
    books.books.run('INSERT INTO tenant VALUES (?, ?)', '11111111-1111-4111-8111-111111111111', 'Quay Cafe Ltd');
    const several = await begin();
    await browse(several.url);
    await expect(several.done).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('Quay Cafe Ltd') as string,
    });
    const named = await begin({ organisation: 'quay cafe ltd' });
    await browse(named.url);
    expect((await named.done).settings).toMatchObject({ tenantId: '11111111-1111-4111-8111-111111111111' });
    const wrong = await begin({ organisation: 'Nobody' });
    await browse(wrong.url);
    expect(await codeOf(wrong.done)).toBe('invalid_input');
  });
});

describe('tokens', () => {
  test('the new refresh token is in the vault before the new access token is used', async () => {
    const order: string[] = [];
    books.vault.before = async () => {
      order.push(`write after ${books.books.requests().filter(({ path }) => path.startsWith('/api.xro/')).length} requests`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      order.push(`written after ${books.books.requests().filter(({ path }) => path.startsWith('/api.xro/')).length} requests`);
    };
    await books.connection.test();
    expect(order).toEqual(['write after 0 requests', 'written after 0 requests']);
    const [before, after] = books.vault.history;
    expect(before?.['refreshToken']).toBe(FIRST_REFRESH_TOKEN);
    expect(after?.['refreshToken']).not.toBe(FIRST_REFRESH_TOKEN);
  });

  test('many requests at once renew once, also over two connections of one vault', async () => {
    const second = books.connect();
    await Promise.all([...Array.from({ length: 5 }, () => books.connection.test()), second.test(), second.test()]);
    expect(tokenRequests()).toHaveLength(1);
    books.books.run('DELETE FROM access');
    await Promise.all([books.connection.test(), second.test(), books.connection.lists?.()]);
    expect(tokenRequests()).toHaveLength(2);
    expect(books.vault.history).toHaveLength(3);
  });

  test('a token that is good is used again after a restart, and renewed where it is refused', async () => {
    await books.connection.test();
    await books.connect().test();
    expect(tokenRequests()).toHaveLength(1);
    books.books.run('DELETE FROM access');
    await books.connect().test();
    expect(tokenRequests()).toHaveLength(2);
  });

  test('a clock that jumped never locks anybody out', async () => {
    await books.connection.test();
    const kept = books.vault.history.at(-1) ?? {};
    // Says to be good for years; the server knows better.
    books.vault.history.push({ ...kept, expiresAt: '2099-01-01T00:00:00.000Z' });
    books.books.run('DELETE FROM access');
    expect(await codeOf(books.connect().test())).toBe('fulfilled');
    books.vault.history.push({ ...(books.vault.history.at(-1) ?? {}), expiresAt: 'nonsense' });
    expect(await codeOf(books.connect().test())).toBe('fulfilled');
  });

  test('what was lost between renewing and keeping is healed by the grace of the old token', async () => {
    books.vault.before = () => Promise.reject(new Error('killed here'));
    await expect(books.connection.test()).rejects.toThrow('killed here');
    // Nothing was done with the token that could not be kept.
    expect(books.books.requests().filter(({ path }) => path.startsWith('/api.xro/'))).toEqual([]);
    expect(books.vault.history.at(-1)?.['refreshToken']).toBe(FIRST_REFRESH_TOKEN);
    books.vault.before = async () => undefined;
    expect(await codeOf(books.connect().test())).toBe('fulfilled');
  });

  test('after the grace it takes a new sign-in, and then goes on', async () => {
    books.books.turn('grace-ms', '0');
    books.vault.before = () => Promise.reject(new Error('killed here'));
    await expect(books.connection.test()).rejects.toThrow('killed here');
    books.vault.before = async () => undefined;
    expect(await codeOf(books.connect().test())).toBe('ledger_login_failed');
    const again = await begin();
    await browse(again.url);
    const { secrets } = await again.done;
    await books.vault.write(secrets);
    expect(await codeOf(books.connect().test())).toBe('fulfilled');
  });

  test('an answer that was lost while renewing is asked for again', async () => {
    books.books.arm('token', { kind: 'lost-reply' });
    expect(await codeOf(books.connection.test())).toBe('ledger_unreachable');
    expect(await codeOf(books.connection.test())).toBe('fulfilled');
    books.books.run('DELETE FROM access');
    books.books.arm('token', { kind: 'status', status: 429, retryAfter: '5' });
    expect(await codeOf(books.connection.test())).toBe('ledger_busy');
    books.books.arm('token', { kind: 'truncated-json' });
    expect(await codeOf(books.connection.test())).toBe('ledger_unreachable');
    expect(await codeOf(books.connection.test())).toBe('fulfilled');
  });

  test('a renewal that is refused, no login at all and a foreign organisation are told as that', async () => {
    books.books.run('DELETE FROM refresh');
    expect(await codeOf(books.connection.create(xeroBill('a'), { supplier: crypto.randomUUID() }))).toBe('ledger_login_failed');
    expect(await codeOf(books.connect({}, new MemoryVault()).test())).toBe('ledger_login_failed');
    expect(await codeOf(books.connect({ tenantId: '' }).test())).toBe('ledger_login_failed');
    books.books.run('INSERT INTO refresh VALUES (?, NULL)', FIRST_REFRESH_TOKEN);
    expect(await codeOf(books.connect({ tenantId: '22222222-2222-4222-8222-222222222222' }).test())).toBe('ledger_login_failed');
  });

  test('no token stands in the log or in an error', async () => {
    books.books.arm('any', { kind: 'status', status: 500 }, 3);
    const errors = [
      await books.connection.test().catch((cause: unknown) => cause),
      await books.connection.test().catch((cause: unknown) => cause),
    ];
    books.books.clear();
    await books.connection.test();
    const said = JSON.stringify([books.log.lines, errors.map(String), errors]);
    for (const secrets of books.vault.history) {
      for (const secret of [secrets['refreshToken'], secrets['accessToken']]) if (secret) expect(said).not.toContain(secret);
    }
    expect(books.log.lines.some((line) => line.includes('token-renewed'))).toBe(true);
  });
});
