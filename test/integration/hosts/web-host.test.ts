import { statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../../../src-main/adapters/clock.ts';
import { Instant } from '../../../src-main/contract/index.ts';
import type { Clock } from '../../../src-main/engine/ports.ts';
import { connectWebSocket } from '../../../src-main/hosts/transports/web-socket.ts';
import { WEB_LIMITS } from '../../../src-main/hosts/web/limits.ts';
import { openWebHost, SOCKET_HEADERS, send } from './open-web-host.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function open(options: Parameters<typeof openWebHost>[0] = {}) {
  const opened = await openWebHost(options);
  cleanUps.push(opened.close);
  return opened;
}

function movableClock(): Clock & { forward(ms: number): void } {
  let offset = 0;
  return {
    now: () => Instant.parse(new Date(Date.now() + offset).toISOString()),
    today: systemClock.today,
    monotonicMs: () => performance.now() + offset,
    forward: (ms) => {
      offset += ms;
    },
  };
}

const codePath = (url: string) => new URL(url).pathname + new URL(url).search;

test('the one-time address sets a strict cookie, leads to the window, and works once', async () => {
  const { host } = await open();
  const path = codePath(host.launchUrl());
  const first = await send(host.port, { path, headers: { 'Sec-Fetch-Site': 'none', 'Sec-Fetch-Mode': 'navigate' } });
  expect([first.status, first.headers.location]).toEqual([303, '/']);
  expect(first.headers['set-cookie']?.[0]).toMatch(/^tickmark-[0-9a-f]{8}=[\w.-]+; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Strict$/);
  const cookie = String(first.headers['set-cookie']?.[0]).split(';')[0] ?? '';
  const window = await send(host.port, { path: '/', headers: { Cookie: cookie } });
  expect([window.status, window.body]).toEqual([200, '<!doctype html><title>the window</title>']);

  const again = await send(host.port, { path, headers: { Accept: 'text/html' } });
  expect(again.status).toBe(401);
  expect(again.headers['set-cookie']).toBeUndefined();
  expect(again.body).toContain('Open the link that Tickmark printed');
});

test('a code dies after ten minutes', async () => {
  const clock = movableClock();
  const { host } = await open({ clock });
  const path = codePath(host.launchUrl());
  clock.forward(WEB_LIMITS.codeMs);
  expect((await send(host.port, { path })).status).toBe(401);
});

test('wrong codes are counted, and a minute later the right one works again', async () => {
  const clock = movableClock();
  const { host } = await open({ clock });
  const tries = await Promise.all(
    Array.from({ length: WEB_LIMITS.wrongCodes + 5 }, () => send(host.port, { path: `/launch?code=${'x'.repeat(43)}` })),
  );
  expect(tries.filter(({ status }) => status === 401)).toHaveLength(WEB_LIMITS.wrongCodes);
  expect(tries.filter(({ status }) => status === 429)).toHaveLength(5);
  const path = codePath(host.launchUrl());
  expect((await send(host.port, { path })).status).toBe(429);
  clock.forward(WEB_LIMITS.wrongCodesMs);
  expect((await send(host.port, { path })).status).toBe(303);
});

test('an open tab goes on after a restart: same port, same session', async () => {
  const first = await open();
  const cookie = await first.cookie();
  await first.host.close();
  const second = await openWebHost({ folder: first.folder });
  expect(second.host.port).toBe(first.host.port);
  expect((await send(second.host.port, { path: '/', headers: { Cookie: cookie } })).status).toBe(200);
  expect(second.host.token).toBe(first.host.token);
  await second.host.close();
  // The clean-up closes the first host's folder; a closed server must not be closed twice.
  cleanUps.pop();
});

test('a session ends thirty days after the window was last loaded', async () => {
  const clock = movableClock();
  const { host, cookie } = await open({ clock });
  const old = await cookie();
  clock.forward(WEB_LIMITS.sessionMs - 60_000);
  const renewed = (await send(host.port, { path: '/', headers: { Cookie: old } })).headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  clock.forward(120_000);
  expect((await send(host.port, { path: '/', headers: { Cookie: old } })).status).toBe(401);
  expect((await send(host.port, { path: '/', headers: { Cookie: renewed } })).status).toBe(200);
});

test('secrets lie in files that no other account can read', async () => {
  const { folder } = await open();
  for (const name of ['api-token', 'session-secret', 'web-port']) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
});

test('a port that is taken is said in words, or avoided where none was asked for', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  cleanUps.push(async () => void other.close());
  const address = other.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await expect(openWebHost({ port })).rejects.toMatchObject({ code: 'invalid_input', details: { port: String(port) } });
});

test('every answer carries the security headers', async () => {
  const { host, cookie } = await open();
  const session = { Cookie: await cookie() };
  const pick = async (path: string, headers: Record<string, string>) => {
    const reply = await send(host.port, { path, headers });
    const { date: _date, connection: _connection, 'content-length': _length, 'set-cookie': _cookie, ...rest } = reply.headers;
    return { status: reply.status, ...JSON.parse(JSON.stringify(rest).replaceAll(String(host.port), 'PORT')) };
  };
  expect({
    window: await pick('/', session),
    asset: await pick('/assets/index-Ab12Cd34.js', session),
    call: await pick('/api/system', session),
    error: await pick('/api/clients/01890000-0000-7000-8000-00000000000a', session),
    unknown: await pick('/nothing', session),
    locked: await pick('/', { Accept: 'text/html' }),
    lockedCall: await pick('/api/system', {}),
  }).toMatchSnapshot();
});

test('a program with the token calls REST, and a socket, without a browser', async () => {
  const { host, seen } = await open();
  const headers = { Authorization: `Bearer ${host.token}` };
  const info = await send(host.port, { path: '/api/system', headers });
  expect([info.status, JSON.parse(info.body).version]).toEqual([200, '1']);
  const { client, close } = await connectWebSocket(host.url, host.token);
  expect((await client.system.info()).version).toBe('1');
  close();
  expect([...seen.actors][0]).toMatch(/ \(API\)$/);
  const document = await send(host.port, { path: '/api/openapi.json', headers });
  expect(JSON.parse(document.body).paths['/review/approve'].post.summary).toBe('Approve documents as they stand');
});

test('a second start is given a fresh one-time address', async () => {
  const { host } = await open();
  const headers = { Authorization: `Bearer ${host.token}` };
  const reply = await send(host.port, { path: '/launch', method: 'POST', headers });
  expect(reply.status).toBe(201);
  expect((await send(host.port, { path: codePath(JSON.parse(reply.body).url) })).status).toBe(303);
});

test('the window of a browser opens its socket with the cookie and its own origin', async () => {
  const { host, cookie } = await open();
  const headers = { ...SOCKET_HEADERS, Cookie: await cookie(), Origin: host.url, 'Sec-Fetch-Site': 'same-origin' };
  expect((await send(host.port, { path: '/rpc', headers })).status).toBe(101);
});

test('a socket with the wrong token is refused in words', async () => {
  const { host } = await open();
  await expect(connectWebSocket(host.url, 'A'.repeat(43))).rejects.toMatchObject({ code: 'store_locked' });
});
