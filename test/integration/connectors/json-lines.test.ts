import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { jsonLines } from '../../../src-main/connectors/ledgers/json-lines/index.ts';
import type { LocalDate } from '../../../src-main/contract/index.ts';
import { memoryLog, systemClock } from '../../support/test-ports.ts';
import { bill, randomEntry, seeded } from '../../unit/connectors/batch-entries.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tickmark-json-lines-'));
  file = join(folder, 'deep', 'entries.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const vault = { read: async () => ({}), write: async () => undefined };
const connect = () => jsonLines.connect({ file }, { clock: systemClock, log: memoryLog(), vault, folder });
const lines = () => readFileSync(file, 'utf8').split('\n').slice(0, -1);
const how = { reason: 'wrong supplier', today: '2026-12-01' as LocalDate };

test('an entry is a line, whoever writes it and however often', async () => {
  const ledger = connect();
  expect(await ledger.findByKey(bill('one').key)).toEqual([]);
  expect(existsSync(file)).toBe(false);
  await Promise.all([ledger.create(bill('one')), ledger.create(bill('one')), connect().create(bill('one'))]);
  expect(lines().map((line) => JSON.parse(line) as unknown)).toEqual([
    expect.objectContaining({ key: 'one:g1', currency: 'GBP', bill: expect.objectContaining({ total: '120.00' }) }),
  ]);
  expect(await ledger.findByKey(bill('on').key)).toEqual([]);
  expect(await ledger.verify({ reference: 'one:g1' }, bill('one'))).toEqual([]);
});

test('a line that withdraws takes the entry out, once', async () => {
  const ledger = connect();
  await ledger.create(bill('one'));
  expect(await ledger.undo?.({ reference: 'one:g1' }, bill('one'), how)).toBe('voided');
  expect(await connect().undo?.({ reference: 'one:g1' }, bill('one'), how)).toBe('already-gone');
  expect(await ledger.findByKey(bill('one').key)).toEqual([]);
  expect(JSON.parse(lines()[1] ?? '')).toEqual({ withdraws: 'one:g1', reason: 'wrong supplier', on: '2026-12-01' });
  expect(await ledger.verify({ reference: 'one:g1' }, bill('one'))).toHaveLength(1);
});

test('a torn last line is no entry and is taken away before the next', async () => {
  const ledger = connect();
  await ledger.create(bill('one'));
  const whole = readFileSync(file, 'utf8');
  for (const length of [1, 40, whole.length - 2]) {
    writeFileSync(file, whole + whole.replaceAll('one:g1', 'two:g1').slice(0, length));
    expect(await ledger.findByKey(bill('two').key)).toEqual([]);
    await ledger.create(bill('two'));
    expect(lines().map((line) => (JSON.parse(line) as { key: string }).key)).toEqual(['one:g1', 'two:g1']);
  }
});

test('a last line that a person saved without an end is kept', async () => {
  const ledger = connect();
  await ledger.create(bill('one'));
  writeFileSync(file, readFileSync(file, 'utf8').trimEnd());
  await ledger.create(bill('two'));
  expect(lines()).toHaveLength(2);
  appendFileSync(file, 'a remark of somebody\n');
  expect(await ledger.findByKey(bill('one').key)).toHaveLength(1);
});

test('a change by hand is told with its amounts', async () => {
  const ledger = connect();
  await ledger.create(bill('one'));
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('120.00', '130.00'));
  expect((await ledger.verify({ reference: 'one:g1' }, bill('one'))).join()).toMatch(/-130\.00.*-120\.00/);
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('130.00', '120.00').replace('Northern', 'Southern'));
  expect((await ledger.verify({ reference: 'one:g1' }, bill('one'))).join()).toContain('by hand');
});

test('500 awkward entries are read back as they were written', async () => {
  const ledger = connect();
  const random = seeded(41);
  const entries = Array.from({ length: 500 }, (_, number) => randomEntry(random, number));
  for (const entry of entries) await ledger.create(entry);
  expect(lines()).toHaveLength(500);
  for (const entry of entries) expect(await ledger.verify({ reference: entry.key }, entry)).toEqual([]);
});

test('what is no entry, and what is no file, is refused', async () => {
  await expect(connect().create(bill('one', { accounts: [] }))).rejects.toMatchObject({ code: 'ledger_rejected' });
  file = folder;
  await expect(connect().create(bill('one'))).rejects.toMatchObject({ code: 'ledger_unreachable' });
});

test('a writer killed at 15 random moments loses nothing, repeats nothing and tears nothing', { timeout: 120_000 }, async () => {
  const script = fileURLToPath(new URL('./json-lines-child.ts', import.meta.url));
  const random = seeded(43);
  let killed = 0;
  for (let round = 0; round < 15; round += 1) {
    const child = spawn(process.execPath, [script, file, '200'], { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), random() * 60));
    killed += await new Promise<number>((resolve) => child.once('exit', (_code, signal) => resolve(signal === 'SIGKILL' ? 1 : 0)));
  }
  expect(killed).toBeGreaterThan(5);
  const ledger = connect();
  for (let number = 1; number <= 200; number += 1) await ledger.create(bill(`doc-${number}`, { description: 'x'.repeat(20_000) }));
  const keys = lines().map((line) => (JSON.parse(line) as { key: string }).key);
  expect([keys.length, new Set(keys).size]).toEqual([200, 200]);
});
