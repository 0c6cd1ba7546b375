import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { TrytonSession } from '../../../src-main/connectors/ledgers/tryton/session.ts';
import { memoryLog, systemClock } from '../../support/test-ports.ts';

/** Each login makes a session that lasts `CALLS` calls; the method "refuse" is refused. */
const CALLS = 3;
const Call = z.object({ method: z.string(), params: z.array(z.unknown()) });

let [running, most, logins, left] = [0, 0, 0, 0];
const server = createServer((request, response) => {
  running += 1;
  most = Math.max(most, running);
  void answer(request).then(([status, body]) => {
    running -= 1;
    response.writeHead(status).end(JSON.stringify(body));
  });
});

async function answer(request: IncomingMessage): Promise<[status: number, body: unknown]> {
  const { method, params } = Call.parse(JSON.parse(Buffer.concat(await request.toArray()).toString()));
  await sleep(5);
  if (method === 'common.db.login') {
    [logins, left] = [logins + 1, CALLS];
    return [200, { result: [7, `session-${logins}`] }];
  }
  const token = Buffer.from(request.headers.authorization?.split(' ')[1] ?? '', 'base64').toString();
  if (token !== `ann:7:session-${logins}` || left === 0) return [401, {}];
  left -= 1;
  return [200, method === 'refuse' ? { error: ['UserError', ['Not this.', '']] } : { result: params[0] }];
}

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

const session = () => {
  const { port } = server.address() as AddressInfo;
  return new TrytonSession(
    { url: `http://127.0.0.1:${port}`, database: 'books', user: 'ann', password: 'secret', timeoutMs: 10_000 },
    systemClock,
    memoryLog(),
  );
};

test('calls at the same time go one after another, each with its own answer, and log in once for each session that ends', async () => {
  [most, logins] = [0, 0];
  const own = session();
  const answers = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((n) => own.call(z.int(), 'echo', [n])));
  expect(answers).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(1);
  expect(logins).toBe(3);
});

test('a refused call does not hold up those behind it', async () => {
  const own = session();
  const [refused, next] = await Promise.allSettled([own.call(z.int(), 'refuse', []), own.call(z.int(), 'echo', [2])]);
  expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'ledger_rejected' } });
  expect(next).toEqual({ status: 'fulfilled', value: 2 });
});

test('what has to be sent in time is not sent when its turn comes too late', async () => {
  const own = session();
  const [, late] = await Promise.allSettled([own.call(z.int(), 'echo', [1]), own.create('account.invoice', {}, performance.now() + 3)]);
  expect(late).toMatchObject({ status: 'rejected', reason: { code: 'ledger_busy' } });
});
