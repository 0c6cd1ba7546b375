import { expect, test } from 'vitest';
import { isForbidden, isLoopback } from '../../../src-main/connectors/ledgers/webhook/addresses.ts';
import { webhook } from '../../../src-main/connectors/ledgers/webhook/index.ts';
import {
  clearedEvent,
  failureOf,
  retryAfterMs,
  signatureHeaders,
  signingKey,
  withdrawnEvent,
} from '../../../src-main/connectors/ledgers/webhook/map.ts';
import type { LocalDate } from '../../../src-main/contract/index.ts';
import { bill } from './batch-entries.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

test('the signature is that of the published example', () => {
  // The example of the Standard Webhooks libraries: id, time, body and secret are theirs, and so is the signature.
  const key = signingKey(SECRET);
  if (!key) throw new Error('no key');
  expect(signatureHeaders(key, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, Buffer.from('{"test": 2432232314}'))).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('secrets are 24 to 64 bytes behind whsec_', () => {
  expect(signingKey(`whsec_${Buffer.alloc(24).toString('base64')}`)).toHaveLength(24);
  for (const bad of [
    SECRET.slice(6),
    'whsec_',
    `whsec_${Buffer.alloc(23).toString('base64')}`,
    `whsec_${Buffer.alloc(65).toString('base64')}`,
    'whsec_!!',
  ])
    expect(signingKey(bad)).toBeUndefined();
});

test('an event says the entry with amounts as text', () => {
  const event = clearedEvent(bill('one'), '/tickmark', '2026-11-12T10:00:00.000Z', 'AAAA');
  expect(event).toMatchObject({
    specversion: '1.0',
    id: 'one:g1',
    source: '/tickmark',
    type: 'app.tickmark.document.cleared.v1',
    subject: 'one:g1',
    time: '2026-11-12T10:00:00.000Z',
    data: {
      currency: 'GBP',
      legs: [{ amount: '100.00' }, { amount: '20.00' }, { amount: '-120.00' }],
      bill: { total: '120.00', lines: [{ net: '100.00', tax: '20.00' }] },
      document: { name: 'invoice.pdf', sha256: 'a'.repeat(64), content: 'AAAA' },
    },
  });
  expect(JSON.stringify(event)).not.toMatch(/minor|12000/);
  const back = withdrawnEvent(bill('one').key, '/tickmark', '', { reason: 'twice', today: '2026-12-01' as LocalDate });
  expect(back).toMatchObject({
    id: 'one:g1:withdrawn',
    type: 'app.tickmark.document.withdrawn.v1',
    data: { key: 'one:g1', on: '2026-12-01' },
  });
});

test.each([
  [301, undefined, 'ledger_broken'],
  [400, undefined, 'ledger_rejected'],
  [401, undefined, 'ledger_login_failed'],
  [403, undefined, 'ledger_login_failed'],
  [404, undefined, 'ledger_rejected'],
  [408, undefined, 'ledger_unreachable'],
  [409, undefined, 'ledger_duplicate'],
  [410, undefined, 'ledger_rejected'],
  [422, undefined, 'ledger_rejected'],
  [429, undefined, 'ledger_busy'],
  [500, undefined, 'ledger_unreachable'],
  [503, undefined, 'ledger_unreachable'],
  [503, 2000, 'ledger_busy'],
])('status %i with a wait of %s is %s', (status, wait, code) => {
  expect(failureOf(status, 'no thanks', wait)).toMatchObject({ code, message: expect.stringContaining(`${status}: no thanks`) });
  expect(failureOf(status, '', wait).retryAfterMs).toBe(wait);
});

test('the pause is read as seconds and as a date, and is at most a day', () => {
  const now = '2026-11-12T10:00:00.000Z';
  expect(retryAfterMs('2', now)).toBe(2000);
  expect(retryAfterMs('Thu, 12 Nov 2026 10:00:30 GMT', now)).toBe(30_000);
  expect(retryAfterMs('Thu, 12 Nov 2026 09:00:00 GMT', now)).toBe(0);
  expect(retryAfterMs('999999999', now)).toBe(86_400_000);
  for (const none of [undefined, 'soon', '']) expect(retryAfterMs(none, now)).toBeUndefined();
});

test('private and link-local networks are closed; the latter always', () => {
  for (const address of ['10.1.2.3', '172.16.0.1', '192.168.1.1', '127.0.0.2', '100.64.1.1', '::1', 'fd00::1', '::ffff:10.0.0.1']) {
    expect(isForbidden(address, false), address).toBe(true);
    expect(isForbidden(address, true), address).toBe(false);
  }
  for (const address of ['169.254.169.254', 'fe80::1', '0.0.0.0', '255.255.255.255', '::ffff:169.254.169.254']) {
    expect(isForbidden(address, true), address).toBe(true);
  }
  for (const address of ['93.184.216.34', '2606:2800:220:1::1', '172.32.0.1', '11.0.0.1']) expect(isForbidden(address, false)).toBe(false);
  expect(['localhost', '127.0.0.1', '[::1]'].every(isLoopback)).toBe(true);
  expect(['localhost.example.org', '127.0.0.1.example.org', 'example.org'].some(isLoopback)).toBe(false);
});

test('settings take https alone, except to this machine, and the address is kept a secret', () => {
  const parse = (url: string) => webhook.config.safeParse({ url, secret: SECRET });
  for (const good of ['https://hooks.example.org/x?sig=1', 'http://127.0.0.1:8080/x', 'http://localhost/x'])
    expect(parse(good).success).toBe(true);
  for (const bad of [
    'http://example.org',
    'https://user:pass@example.org',
    'ftp://example.org',
    'file:///etc',
    'x',
    'http://127.0.0.1.example.org',
  ])
    expect(parse(bad).success, bad).toBe(false);
  const config = webhook.config.parse({ url: 'https://hooks.example.org/abc?sig=SECRET', secret: SECRET });
  expect(webhook.address(config)).toMatch(/^hooks\.example\.org#[0-9a-f]{12}$/);
});
