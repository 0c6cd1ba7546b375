import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Access } from '../../../src-main/hosts/web/access.ts';
import { guard } from '../../../src-main/hosts/web/guard.ts';

const access: Access = {
  token: 'good',
  hasSession: (cookie): boolean => cookie === 'good',
  hasToken: (authorization): boolean => authorization === 'Bearer good',
  issueCode: () => 'code',
  redeem: () => 'refused',
  sessionCookie: () => '',
};

function ask(url: string, headers: Record<string, string>, method = 'GET') {
  const rawHeaders = Object.entries(headers).flat();
  return guard({ url, method, headers, rawHeaders }, 'request', { port: 4178, access });
}

const own = { host: '127.0.0.1:4178', cookie: 'good' };

test('a person with a session may look, and may change from our own page', () => {
  expect(ask('/', own)).toMatchObject({ allowed: true, by: 'session', path: '/' });
  expect(ask('/api/clients', { ...own, origin: 'http://127.0.0.1:4178' }, 'POST')).toMatchObject({ allowed: true });
  expect(ask('/', { host: 'localhost:4178', cookie: 'good' })).toMatchObject({ allowed: true, origin: 'http://localhost:4178' });
});

test('a program with the token needs no origin', () => {
  expect(ask('/api/clients', { host: '127.0.0.1:4178', authorization: 'Bearer good' }, 'POST')).toMatchObject({
    allowed: true,
    by: 'token',
  });
});

test('the checks come in this order: target, Host, token, Origin', () => {
  const wrong = { host: 'evil', cookie: 'bad', origin: 'null' };
  expect(ask('//evil', wrong, 'POST')).toMatchObject({ reason: 'target' });
  expect(ask('/', wrong, 'POST')).toMatchObject({ reason: 'host' });
  expect(ask('/', { ...wrong, host: own.host }, 'POST')).toMatchObject({ reason: 'token' });
  expect(ask('/', { ...own, origin: 'null' }, 'POST')).toMatchObject({ reason: 'origin' });
});

test('a link from elsewhere leads to the window and to nothing else', () => {
  const link = { ...own, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
  expect(ask('/', link)).toMatchObject({ allowed: true });
  expect(ask('/api/review', link)).toMatchObject({ reason: 'fetch-site' });
  expect(ask('/', { ...link, 'sec-fetch-mode': 'no-cors' })).toMatchObject({ reason: 'fetch-site' });
});

test('no host but the two of this port is let in, and nothing makes the guard throw', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), fc.constantFrom('GET', 'POST', 'x'), (url, host, origin, method) => {
      fc.pre(host.toLowerCase() !== '127.0.0.1:4178' && host.toLowerCase() !== 'localhost:4178');
      expect(ask(`/${url}`, { ...own, host, origin }, method).allowed).toBe(false);
      expect(ask(url, { host: own.host, origin }, method).allowed).toBe(false);
    }),
  );
});
