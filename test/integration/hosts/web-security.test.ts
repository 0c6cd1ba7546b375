import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { traverseContractProcedures } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../../src-main/contract/index.ts';
import { WEB_LIMITS } from '../../../src-main/hosts/web/limits.ts';
import { openWebHost, type Reply, SOCKET_HEADERS, send } from './open-web-host.ts';

type Route = { method: string; path: string; headers?: Record<string, string> };

/** Every procedure of the contract over REST, and whatever else the host answers. */
const ROUTES: Route[] = [
  { method: 'GET', path: '/' },
  { method: 'GET', path: '/assets/index-Ab12Cd34.js' },
  { method: 'GET', path: '/api/openapi.json' },
  { method: 'POST', path: '/launch' },
  { method: 'GET', path: '/rpc', headers: SOCKET_HEADERS },
];
traverseContractProcedures({ router: contract, path: [] }, ({ contract: procedure }) => {
  const { method = 'POST', path = '' } = procedure['~orpc'].route;
  ROUTES.push({ method, path: `/api${path.replace(/\{\w+\}/g, '1')}` });
});

let opened: Awaited<ReturnType<typeof openWebHost>>;
let port: number;
let cookie: string;
let bearer: string;
beforeAll(async () => {
  opened = await openWebHost();
  port = opened.host.port;
  cookie = await opened.cookie();
  bearer = `Bearer ${opened.host.token}`;
});
afterAll(async () => {
  // Nothing that was refused reached a handler.
  expect(opened.seen.calls).toBe(0);
  await opened.close();
});

const ownOrigin = () => `http://127.0.0.1:${port}`;
const ask = (route: Route, headers: Record<string, string>) => send(port, { ...route, headers: { ...route.headers, ...headers } });
const showsNothing = ({ body }: Reply) => expect(body).not.toMatch(/the window|canary|openapi|"version"|\/data/);

test('the list of routes is the whole contract', () => {
  expect(ROUTES.length).toBeGreaterThan(35);
});

describe('without a valid token', () => {
  const CREDENTIALS: Record<string, () => Record<string, string>> = {
    'no token': () => ({}),
    'an empty bearer': () => ({ Authorization: 'Bearer ' }),
    'a wrong bearer': () => ({ Authorization: `Bearer ${'A'.repeat(43)}` }),
    'the right token as basic': () => ({ Authorization: `Basic ${opened.host.token}` }),
    'a wrong bearer beside a right cookie': () => ({ Authorization: `Bearer ${'A'.repeat(43)}`, Cookie: cookie }),
    'a cookie with a changed expiry': () => ({ Cookie: cookie.replace(/=./, (text) => `=${text[1] === 'z' ? 'y' : 'z'}`) }),
    'a cookie with a changed signature': () => ({ Cookie: `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}` }),
    'the cookie of another name': () => ({ Cookie: cookie.replace('tickmark-', 'tickmork-') }),
    'the token in the query': () => ({}),
  };
  test.each(Object.entries(CREDENTIALS))('%s opens no route', async (name, headers) => {
    for (const route of ROUTES) {
      const path = name === 'the token in the query' ? `${route.path}?token=${opened.host.token}` : route.path;
      const reply = await ask({ ...route, path }, { Origin: ownOrigin(), ...headers() });
      expect({ route, status: reply.status }).toEqual({ route, status: 401 });
      showsNothing(reply);
    }
  });
});

test('a foreign Host is refused before anything else, whatever else is right', async () => {
  const hosts = [
    'evil.example',
    `evil.example:${port}`,
    '127.0.0.1',
    'localhost',
    `127.0.0.1:${port + 1}`,
    `0.0.0.0:${port}`,
    `[::1]:${port}`,
    `127.0.0.2:${port}`,
    `127.0.0.1.evil.example:${port}`,
    `localhost.evil.example:${port}`,
    `evil@127.0.0.1:${port}`,
    '',
  ];
  for (const host of hosts) {
    for (const route of ROUTES) {
      const reply = await send(port, { ...route, host, headers: { ...route.headers, Cookie: cookie, Origin: ownOrigin() } });
      expect({ host, route, status: reply.status }).toEqual({ host, route, status: 403 });
      showsNothing(reply);
    }
  }
  expect((await send(port, { path: '/', host: undefined, headers: { Cookie: cookie } })).status).toBe(400);
});

test('two Host headers and a target that names another host are refused', async () => {
  const head = (lines: string[]) => `${[...lines, `Cookie: ${cookie}`, 'Connection: close'].join('\r\n')}\r\n\r\n`;
  const two = await raw(head(['GET / HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Host: evil.example']));
  expect(two).toMatch(/^HTTP\/1.1 40[03] /);
  for (const target of ['http://evil.example/', '//evil.example/', '/\\evil.example/']) {
    const reply = await raw(head([`GET ${target} HTTP/1.1`, `Host: 127.0.0.1:${port}`]));
    expect(reply).toMatch(/^HTTP\/1.1 400 /);
  }
});

describe('Origin', () => {
  const foreign = () => [
    'null',
    'http://evil.example',
    `https://127.0.0.1:${port}`,
    `http://127.0.0.1:${port + 1}`,
    'http://127.0.0.1',
    `http://127.0.0.1:${port}.evil.example`,
    `http://evil.example#http://127.0.0.1:${port}`,
    `http://localhost:${port}`,
  ];
  test('a foreign or null origin is refused on every route, with cookie and with token', async () => {
    for (const origin of foreign()) {
      for (const route of ROUTES) {
        for (const credential of [{ Cookie: cookie }, { Authorization: bearer }]) {
          const reply = await ask(route, { ...credential, Origin: origin });
          expect({ origin, route, status: reply.status }).toEqual({ origin, route, status: 403 });
          showsNothing(reply);
        }
      }
    }
  });
  test('a change or a socket with a cookie and no origin is refused', async () => {
    for (const route of ROUTES.filter(({ method, path }) => method !== 'GET' || path === '/rpc')) {
      expect((await ask(route, { Cookie: cookie })).status).toBe(403);
    }
  });
  test('no answer ever lets another origin read it', async () => {
    const preflight = await send(port, {
      path: '/api/clients',
      method: 'OPTIONS',
      headers: { Origin: 'http://evil.example', 'Access-Control-Request-Method': 'POST' },
    });
    expect(preflight.status).toBe(401);
    expect(Object.keys(preflight.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

test('the five forms of a forged request are refused', async () => {
  const evil = { Cookie: cookie, Origin: 'http://evil.example', 'Sec-Fetch-Site': 'cross-site' };
  const body = JSON.stringify({ name: 'x', currency: 'EUR', ledger: 'hledger:/tmp/x' });
  const form = (type: string, origin: Record<string, string>) =>
    send(port, {
      path: '/api/clients',
      method: 'POST',
      headers: { ...origin, 'Content-Type': type, 'Content-Length': String(body.length) },
      body,
    });
  const forged = [
    await form('application/x-www-form-urlencoded', evil),
    await form('multipart/form-data; boundary=x', evil),
    await form('text/plain', evil),
    await send(port, { path: '/api/review', headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Dest': 'image' } }),
    await send(port, { path: '/rpc', headers: { ...SOCKET_HEADERS, ...evil } }),
    // The same forms from a sandboxed frame, and from a browser so old that it sends no origin.
    await form('text/plain', { Cookie: cookie, Origin: 'null' }),
    await form('application/x-www-form-urlencoded', { Cookie: cookie }),
  ];
  expect(forged.map(({ status }) => status)).toEqual(forged.map(() => 403));
  // A form type is refused from our own page too: nothing of ours sends it.
  expect((await form('text/plain', { Cookie: cookie, Origin: ownOrigin() })).status).toBe(415);
});

test('bytes of documents cannot be loaded as script, style or frame', async () => {
  for (const destination of ['script', 'style', 'iframe', 'embed', 'object', 'worker']) {
    const headers = { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': destination };
    expect((await send(port, { path: '/api/documents/1/original', headers })).status).toBe(403);
  }
});

test('no path leads out of the window folder', async () => {
  const paths = [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/....//secret.txt',
    '/assets/..;/secret.txt',
    '/%00/secret.txt',
    '/index.html%00.js',
    '/renderer/index.html',
    '/__proto__',
    '/constructor',
  ];
  for (const path of paths) {
    const reply = await send(port, { path, headers: { Cookie: cookie } });
    expect({ path, status: reply.status }).toEqual({ path, status: 404 });
    showsNothing(reply);
  }
});

test('bodies without length, of the wrong type or too large are refused before they are read', async () => {
  const post = (headers: Record<string, string>) =>
    send(port, { path: '/api/clients', method: 'POST', headers: { Authorization: bearer, ...headers } });
  expect((await post({ 'Transfer-Encoding': 'chunked', 'Content-Type': 'application/json' })).status).toBe(411);
  expect((await rawPost(WEB_LIMITS.jsonBytes + 1, 'application/json')).slice(0, 12)).toBe('HTTP/1.1 413');
  expect((await rawPost(WEB_LIMITS.uploadBytes + 1, 'multipart/form-data; boundary=x')).slice(0, 12)).toBe('HTTP/1.1 413');
  const headers = { Authorization: bearer, 'X-Long': 'x'.repeat(WEB_LIMITS.headerBytes) };
  expect((await send(port, { path: '/', headers })).status).toBe(431);
});

test('a refusal tells nothing but that it is one, and quotes no secret in the log', () => {
  const log = opened.logged.join('');
  expect(log).toContain('"reason":"host"');
  expect(log).not.toContain(opened.host.token);
  expect(log).not.toContain(cookie.split('=')[1]);
});

test('only loopback answers', async () => {
  const outside = Object.values(networkInterfaces())
    .flat()
    .filter((address) => address !== undefined && !address.internal && address.family === 'IPv4');
  for (const address of outside) {
    await expect(send(port, { path: '/' }).then(() => connects(address?.address ?? '', port))).resolves.toBe(false);
  }
  expect(await connects('127.0.0.1', port)).toBe(true);
  expect(await connects('127.0.0.2', port)).toBe(false);
});

function connects(host: string, to: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port: to });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Whatever bytes come back for these bytes. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    let reply = '';
    socket.on('data', (chunk) => {
      reply += chunk.toString();
    });
    socket.once('close', () => resolve(reply));
    socket.once('error', reject);
    socket.write(bytes);
  });
}

/** Announces a body of `length` bytes and sends none of it. */
const rawPost = (length: number, type: string) =>
  raw(
    `POST /api/clients HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: ${bearer}\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`,
  );
