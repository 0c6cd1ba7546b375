import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { assembleEngine } from '../../../src-main/hosts/assemble-engine.ts';
import { readHost } from '../../../src-main/hosts/data-folder/host-file.ts';
import { send } from './open-web-host.ts';
import { type Serving, serving, tickmark } from './run-tickmark.ts';

let folder: string;
let data: string;
const started: Serving[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tickmark-serve-'));
  data = join(folder, 'data');
});
afterEach(async () => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

async function start(args: readonly string[] = []): Promise<Serving> {
  const host = await serving(data, args);
  started.push(host);
  return host;
}

const enter = ({ url, port }: Pick<Serving, 'url' | 'port'>) => send(port, { path: new URL(url).pathname + new URL(url).search });

test('the first line is the one-time address, which lets a browser in', async () => {
  const host = await start();
  expect(host.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/launch\?code=[\w-]{43}$/);
  expect([host.port, host.pid]).toEqual([Number(new URL(host.url).port), host.child.pid]);
  expect((await enter(host)).status).toBe(303);
  expect(readHost(data)).toMatchObject({ url: `http://127.0.0.1:${host.port}`, pid: host.pid });
  await host.stop('SIGTERM');
  expect(host.child.exitCode).toBe(0);
  expect(existsSync(join(data, 'host.json'))).toBe(false);
});

test('beside a running host commands ask it, and a second start gets a fresh address of the first', async () => {
  const host = await start();
  const added = await tickmark(data, ['client', 'add', 'Ada', '--currency', 'EUR', '--ledger', `hledger:${join(folder, 'a.journal')}`]);
  expect([added.code, added.err]).toEqual([0, '']);
  const idle = await tickmark(data, ['run', '--until-idle', '--json']);
  expect(JSON.parse(idle.out)).toEqual({ queued: 0, reading: 0, checking: 0, review: 0, posting: 0, posted: 0, rejected: 0 });
  const second = await tickmark(data, ['serve', '--no-open']);
  expect(second.code).toBe(0);
  const fresh = JSON.parse(second.out);
  expect(fresh).toMatchObject({ port: host.port, pid: host.pid, running: true });
  expect((await enter(fresh)).status).toBe(303);
  expect((await tickmark(data, ['serve', '--no-open', '--port', String(host.port + 1)])).err).toContain('Another Tickmark');
  const token = readHost(data)?.token ?? '';
  const audit = await send(host.port, { path: '/api/audit', headers: { Authorization: `Bearer ${token}` } });
  expect(audit.body).toContain('(API)');
});

test('an engine that opens data which are in use is refused by name, with who has them', async () => {
  const host = await start();
  await expect(assembleEngine({ dataFolder: data, host: 'command' })).rejects.toMatchObject({
    code: 'store_locked',
    details: { pid: String(host.pid), url: `http://127.0.0.1:${host.port}` },
  });
});

test('after kill -9 the next start takes over, at the same address, and finds what was written', async () => {
  const first = await start();
  await tickmark(data, ['client', 'add', 'Ada', '--currency', 'EUR', '--ledger', `hledger:${join(folder, 'a.journal')}`]);
  await first.stop('SIGKILL');
  expect(existsSync(join(data, 'host.json'))).toBe(true);
  // A command does not believe what the dead host published.
  expect((await tickmark(data, ['client', 'list', '--json'])).out).toContain('"Ada"');
  const second = await start();
  expect(second.port).toBe(first.port);
  expect((await enter(second)).status).toBe(303);
});

test('the sample client is there with the first page', async () => {
  const host = await start(['--demo']);
  const token = readHost(data)?.token ?? '';
  const clients = await send(host.port, { path: '/api/clients', headers: { Authorization: `Bearer ${token}` } });
  expect(JSON.parse(clients.body)).toMatchObject([{ client: { demo: true } }]);
});

test('a host that is asked to stop while it reads stops at once', async () => {
  const host = await start(['--demo']);
  await host.stop('SIGINT');
  expect(host.child.exitCode).toBe(0);
  const verified = await tickmark(data, ['audit', 'verify']);
  expect([verified.code, verified.out.slice(0, 7)]).toEqual([0, 'Intact:']);
});
