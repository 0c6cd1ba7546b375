import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { csv } from '../../../src-main/connectors/ledgers/csv/index.ts';
import type { LocalDate } from '../../../src-main/contract/index.ts';
import type { LedgerBatches, LedgerConnection, LedgerEntry } from '../../../src-main/engine/ports.ts';
import { memoryLog, systemClock } from '../../support/test-ports.ts';
import { bill, randomEntry, seeded } from '../../unit/connectors/batch-entries.ts';
import { parseCsv } from '../../unit/connectors/csv-reader.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tickmark-csv-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const never = { read: async () => ({}), write: async () => undefined };
function connect(settings: Record<string, unknown> = {}): LedgerConnection & { readonly batches: LedgerBatches } {
  const ports = { clock: systemClock, log: memoryLog(), vault: never, folder: join(folder, 'private') };
  const connection = csv.connect(csv.config.parse({ folder, encoding: 'utf-8', ...settings }), ports);
  const { batches, undo } = connection;
  if (!batches || !undo) throw new Error('no batches');
  return connection as LedgerConnection & { readonly batches: LedgerBatches };
}
const register = (...parts: string[]) => join(folder, '.tickmark', ...parts);
const files = () => readdirSync(folder).filter((name) => name.endsWith('.csv'));
const rowsOf = (name: string) => parseCsv(readFileSync(join(folder, name), 'utf8'), ',').slice(1);
const keysOf = (name: string) => rowsOf(name).map((row) => row[0]);
const undo = (ledger: LedgerConnection, entry: LedgerEntry) =>
  ledger.undo?.({ reference: entry.key }, entry, { reason: 'wrong supplier', today: '2026-12-01' as LocalDate });

describe('the register', () => {
  test('an entry waits, goes into one file, and never into another', async () => {
    const ledger = connect();
    const [first, second] = [bill('one'), bill('two')];
    expect(await ledger.create(first)).toEqual({ reference: 'one:g1', name: 'next file', state: 'posted' });
    expect(await ledger.batches.pending()).toBe(1);
    expect(files()).toEqual([]);
    const batch = await ledger.batches.export();
    expect(batch).toMatchObject({ id: '0001', name: 'tickmark-0001.csv', entries: 1 });
    expect(await ledger.batches.export()).toBeUndefined();
    await ledger.create(first);
    await ledger.create(second);
    expect(await ledger.batches.pending()).toBe(1);
    await ledger.batches.export();
    expect(await connect().batches.export()).toBeUndefined();
    expect(files().flatMap(keysOf)).toEqual(['one:g1', 'two:g1']);
    expect(await ledger.findByKey(first.key)).toEqual([{ reference: 'one:g1', name: 'tickmark-0001.csv', state: 'posted' }]);
    expect((await ledger.batches.list()).map(({ id }) => id)).toEqual(['0002', '0001']);
  });

  test('a file is given out again with the same bytes, also when the settings have changed', async () => {
    const ledger = connect();
    await ledger.create(bill('one'));
    const batch = await ledger.batches.export();
    const bytes = readFileSync(join(folder, 'tickmark-0001.csv'));
    unlinkSync(join(folder, 'tickmark-0001.csv'));
    const again = await connect({ columns: 'journal', separator: 'semicolon', name: 'other' }).batches.file('0001');
    expect(again).toMatchObject({ name: 'tickmark-0001.csv', mediaType: 'text/csv' });
    expect(Buffer.compare(again.bytes, bytes)).toBe(0);
    expect(createHash('sha256').update(again.bytes).digest('hex')).toBe(batch?.sha256);
    expect(files()).toEqual([]);
  });

  test('a changed copy is not given out', async () => {
    const ledger = connect();
    await ledger.create(bill('one'));
    await ledger.batches.export();
    const copy = readdirSync(register('batches')).find((name) => name.endsWith('.csv')) ?? '';
    appendFileSync(register('batches', copy), 'x');
    await expect(ledger.batches.file('0001')).rejects.toMatchObject({ code: 'ledger_broken' });
    await expect(ledger.batches.file('0002')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('an entry that is taken back before it went out never goes out', async () => {
    const ledger = connect();
    await ledger.create(bill('one'));
    expect(await undo(ledger, bill('one'))).toBe('deleted');
    expect(await undo(ledger, bill('one'))).toBe('already-gone');
    expect(await ledger.findByKey(bill('one').key)).toEqual([]);
    expect(await ledger.batches.export()).toBeUndefined();
    await expect(ledger.create(bill('one'))).rejects.toMatchObject({ code: 'ledger_rejected' });
  });

  test('an entry that is taken back later is reversed in the next file, once', async () => {
    const ledger = connect();
    await ledger.create(bill('one'));
    await ledger.batches.export();
    expect(await undo(ledger, bill('one'))).toBe('reversed');
    expect(await ledger.findByKey(bill('one').key)).toEqual([]);
    expect(await ledger.batches.pending()).toBe(1);
    await ledger.batches.export();
    expect(rowsOf('tickmark-0002.csv').map((row) => [row[0], row[1], row[3], row[8], row[10]])).toEqual([
      ['one:g1', '2026-12-01', 'credit-note', '-100.00', '-20.00'],
    ]);
    expect(await undo(ledger, bill('one'))).toBe('already-gone');
    expect(await ledger.batches.export()).toBeUndefined();
  });

  test('a foreign file of the same name is left alone', async () => {
    writeFileSync(join(folder, 'tickmark-0001.csv'), 'mine');
    const ledger = connect();
    await ledger.create(bill('one'));
    await ledger.batches.export();
    expect(readFileSync(join(folder, 'tickmark-0001.csv'), 'utf8')).toBe('mine');
    expect(keysOf('tickmark-0001 (2).csv')).toEqual(['one:g1']);
    expect(await ledger.verify({ reference: 'one:g1' }, bill('one'))).toEqual([]);
  });

  test('two connections make one file of an entry', async () => {
    const [first, second] = [connect(), connect()];
    await Promise.all([first.create(bill('one')), second.create(bill('one'))]);
    const made = await Promise.all([first.batches.export(), second.batches.export()]);
    expect(made.filter((batch) => batch !== undefined)).toHaveLength(1);
    expect(files().flatMap(keysOf)).toEqual(['one:g1']);
  });
});

describe('changes behind our back', () => {
  test('a waiting entry that was changed is told, and stops the export', async () => {
    const ledger = connect();
    await ledger.create(bill('one'));
    const path = register('entries', 'one.g1.json');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('12000', '13000').replaceAll('10000', '11000'));
    expect((await ledger.verify({ reference: 'one:g1' }, bill('one'))).join(' ')).toContain('130.00');
    await expect(ledger.batches.export()).rejects.toMatchObject({ code: 'ledger_broken' });
    expect(files()).toEqual([]);
    await ledger.create(bill('one'));
    expect(await ledger.batches.pending()).toBe(1);
  });

  test('a changed row of a file is told with its line', async () => {
    const ledger = connect();
    await ledger.create(bill('one'));
    await ledger.create(bill('two'));
    await ledger.batches.export();
    const path = join(folder, 'tickmark-0001.csv');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/^(one.*)120\.00/m, '$1130.00'));
    expect(await ledger.verify({ reference: 'one:g1' }, bill('one'))).toEqual([expect.stringMatching(/line 2 says .*130\.00.*120\.00/)]);
    expect(await ledger.verify({ reference: 'two:g1' }, bill('two'))).toEqual([]);
    unlinkSync(path);
    expect(await ledger.verify({ reference: 'one:g1' }, bill('one'))).toEqual([]);
  });

  test('an entry that is gone from the register is told, and a file that holds it still counts', async () => {
    const ledger = connect();
    await ledger.create(bill('one'));
    unlinkSync(register('entries', 'one.g1.json'));
    expect(await ledger.findByKey(bill('one').key)).toEqual([]);
    expect(await ledger.verify({ reference: 'one:g1' }, bill('one'))).toEqual([expect.stringContaining('gone')]);
    await ledger.create(bill('one'));
    await ledger.batches.export();
    unlinkSync(register('entries', 'one.g1.json'));
    expect(await ledger.findByKey(bill('one').key)).toHaveLength(1);
    await ledger.create(bill('one'));
    expect(await ledger.batches.export()).toBeUndefined();
  });
});

test("an entry that the settings cannot write is refused in the ledger's words", async () => {
  const ledger = connect({ encoding: 'windows-1252' });
  const entry = bill('one', { payee: '山田商店' });
  await expect(ledger.create(entry)).rejects.toMatchObject({ code: 'ledger_rejected', message: expect.stringContaining('Windows-1252') });
  expect(await ledger.preflight?.(entry)).toEqual([expect.objectContaining({ code: 'supplier' })]);
  await expect(ledger.create(bill('two', { accounts: [] }))).rejects.toMatchObject({ code: 'ledger_rejected' });
  expect(await ledger.batches.pending()).toBe(0);
});

test("Python's reader finds the same cells in 200 awkward entries", async () => {
  const ledger = connect({ columns: 'journal' });
  const random = seeded(23);
  const entries = Array.from({ length: 200 }, (_, number) => randomEntry(random, number));
  for (const entry of entries) await ledger.create(entry);
  await ledger.batches.export();
  const script =
    'import csv,json,sys\nwith open(sys.argv[1],newline="",encoding="utf-8") as f: print(json.dumps(list(csv.reader(f,strict=True))))';
  const read: unknown = JSON.parse(execFileSync('python3', ['-c', script, join(folder, 'tickmark-0001.csv')], { encoding: 'utf8' }));
  expect(read).toEqual(parseCsv(readFileSync(join(folder, 'tickmark-0001.csv'), 'utf8'), ','));
  expect(read).toHaveLength(1 + entries.reduce((sum, { legs }) => sum + legs.length, 0));
});

test('a writer killed at 15 random moments loses nothing, repeats nothing and tears nothing', { timeout: 120_000 }, async () => {
  const script = fileURLToPath(new URL('./csv-child.ts', import.meta.url));
  const random = seeded(31);
  let killed = 0;
  for (let round = 0; round < 15; round += 1) {
    const child = spawn(process.execPath, [script, folder, '60'], { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), random() * 120));
    killed += await new Promise<number>((resolve) => child.once('exit', (_code, signal) => resolve(signal === 'SIGKILL' ? 1 : 0)));
  }
  expect(killed).toBeGreaterThan(8);
  const ledger = connect();
  for (let number = 1; number <= 60; number += 1) await ledger.create(bill(`doc-${number}`));
  await ledger.batches.export();
  const keys = files().flatMap(keysOf);
  expect(keys.length).toBe(new Set(keys).size);
  expect(keys.length).toBe(60);
  for (const { id, name, sha256 } of await ledger.batches.list()) {
    const { bytes } = await ledger.batches.file(id);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    expect(Buffer.compare(readFileSync(join(folder, name)), bytes)).toBe(0);
  }
  const left = [folder, register('entries'), register('batches'), register('withdrawn')].flatMap((path) => readdirSync(path));
  expect(left.filter((name) => name.startsWith('.tmp-'))).toEqual([]);
});

test('an export cut off between its steps is finished or done again at the next start', async () => {
  const ledger = connect();
  await ledger.create(bill('one'));
  await ledger.batches.export();
  const bytes = readFileSync(join(folder, 'tickmark-0001.csv'));
  // Cut off after the manifest, before the file was handed over.
  unlinkSync(join(folder, 'tickmark-0001.csv'));
  unlinkSync(register('batches', '0001.done'));
  await connect().test();
  expect(Buffer.compare(readFileSync(join(folder, 'tickmark-0001.csv')), bytes)).toBe(0);
  // Cut off after the copy, before the manifest.
  writeFileSync(register('batches', '0002-abcdefabcdef.csv'), 'never happened');
  writeFileSync(join(folder, '.tmp-tickmark-0002.csv-1-1'), 'torn');
  expect(await connect().batches.export()).toBeUndefined();
  expect(existsSync(register('batches', '0002-abcdefabcdef.csv'))).toBe(false);
  expect(readdirSync(folder).filter((name) => name.startsWith('.tmp-'))).toEqual([]);
});
