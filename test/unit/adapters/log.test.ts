import { expect, test } from 'vitest';
import { createLog } from '../../../src-main/adapters/log.ts';

function logging(level: string) {
  const lines: string[] = [];
  const log = createLog({ level, write: (line) => lines.push(line), now: () => 'T' });
  return { log, lines };
}

test('an event is one JSON line with time, level and data', () => {
  const { log, lines } = logging('info');
  log.info('posting.sent', { code: 'ledger_rejected', attempt: 2, touchless: true });
  expect(lines).toEqual(['{"at":"T","level":"info","event":"posting.sent","code":"ledger_rejected","attempt":2,"touchless":true}\n']);
});

test.each([
  ['debug', 4],
  ['info', 3],
  ['warn', 2],
  ['error', 1],
  ['silent', 0],
  ['nonsense', 3],
])('level %s lets %i of the four through', (level, count) => {
  const { log, lines } = logging(level);
  for (const name of ['debug', 'info', 'warn', 'error'] as const) log[name]('event');
  expect(lines).toHaveLength(count);
});

test('no secret, IBAN, card number or amount reaches the log, by name or by shape', () => {
  const { log, lines } = logging('debug');
  log.error('failed with Bearer abc.def-ghi12345', {
    password: 'hunter2-canary',
    launchCode: 'canary-code',
    masterKey: 'canary-key',
    total: 12_345_678,
    problem: 'GB29 NWBK 6016 1331 9268 19 asked 1,234.56 EUR with 4111 1111 1111 1111',
    address: 'http://127.0.0.1:1/launch?code=canary-launch',
    stack: `at x (${'A'.repeat(43)})`,
  });
  const text = lines.join('');
  for (const secret of ['hunter2', 'canary', '12345678', 'NWBK', '1,234.56', '4111', 'abc.def', 'AAAAA'])
    expect(text).not.toContain(secret);
});

test('what helps to find a fault stays: codes, ids, paths, versions', () => {
  const { log, lines } = logging('debug');
  const data = { id: '01890000-0000-7000-8000-00000000000a', version: '24.21.0', path: '/books/a.journal', key: 'id:g1' };
  log.info('event', data);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject(data);
});

test('a long text is cut, and a line break cannot forge a second line', () => {
  const { log, lines } = logging('debug');
  log.info('event', { problem: `a\n{"level":"error"}${'x'.repeat(9_000)}` });
  expect(lines[0]?.trimEnd().split('\n')).toHaveLength(1);
  expect(lines[0]?.length).toBeLessThan(2_200);
});
