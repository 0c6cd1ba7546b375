import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { datev } from '../../../src-main/connectors/ledgers/datev/index.ts';
import type { Currency, LocalDate } from '../../../src-main/contract/index.ts';
import type { LedgerEntry } from '../../../src-main/engine/ports.ts';
import { memoryLog, systemClock } from '../../support/test-ports.ts';
import { bill, randomEntry, seeded } from '../../unit/connectors/batch-entries.ts';
import { deviations, readBatch, unquoted } from '../../unit/connectors/datev-validator.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tickmark-datev-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const vault = { read: async () => ({}), write: async () => undefined };
function connect(settings: Record<string, unknown> = {}) {
  const config = datev.config.parse({ folder, consultant: 29098, client: 55003, ...settings });
  const ledger = datev.connect(config, { clock: systemClock, log: memoryLog(), vault, folder });
  if (!ledger.batches || !ledger.undo || !ledger.lists) throw new Error('no batches');
  return { ledger, batches: ledger.batches, undo: ledger.undo.bind(ledger), lists: ledger.lists };
}
const own = () => join(folder, '29098-55003');
const files = () => readdirSync(own()).filter((name) => name.endsWith('.csv'));
const batchOf = (name: string) => readBatch(readFileSync(join(own(), name)));
const euro = (id: string, date: string): LedgerEntry => {
  const entry = bill(
    id,
    { currency: 'EUR' as Currency, date: date as LocalDate },
    { expense: '4980', tax: '1576', payable: '70001', taxCode: '9' },
  );
  const made = entry.bill as NonNullable<LedgerEntry['bill']>;
  return { ...entry, bill: { ...made, lines: made.lines.map((line) => ({ ...line, taxRate: '20' })) } };
};

test('a file is of one fiscal year, the oldest first, and in the format', async () => {
  const { ledger, batches } = connect({ yearStart: '07-01' });
  for (const [id, date] of [
    ['c', '2026-07-01'],
    ['a', '2026-06-30'],
    ['b', '2025-07-01'],
  ] as const) {
    await ledger.create(euro(id, date));
  }
  expect(await batches.pending()).toBe(3);
  expect(await batches.export()).toMatchObject({ id: '0001', entries: 2, name: 'EXTF_Buchungsstapel_29098_55003_0001.csv' });
  expect(await batches.pending()).toBe(1);
  expect(await batches.export()).toMatchObject({ id: '0002', entries: 1 });
  expect(await batches.export()).toBeUndefined();
  const [older, newer] = files().sort().map(batchOf);
  expect(older?.rows.map((row) => unquoted(row[48]))).toEqual(['b:g1', 'a:g1']);
  expect([older?.header[12], newer?.header[12]]).toEqual(['20250701', '20260701']);
  for (const name of files()) expect(deviations(batchOf(name))).toEqual([]);
});

test('a reversal goes into the file of the year in which it is made', async () => {
  const { ledger, batches, undo } = connect();
  await ledger.create(euro('a', '2025-11-12'));
  await batches.export();
  expect(await undo({ reference: 'a:g1' }, euro('a', '2025-11-12'), { reason: 'twice', today: '2026-01-05' as LocalDate })).toBe(
    'reversed',
  );
  await batches.export();
  const { header, rows } = batchOf('EXTF_Buchungsstapel_29098_55003_0002.csv');
  expect(header[12]).toBe('20260101');
  expect(rows.map((row) => [row[0], row[1], row[9]])).toEqual([['120,00', '"S"', '0501']]);
  expect(deviations({ header, rows })).toEqual([]);
});

test('a reversal of a foreign bill takes back the same amount in the books', async () => {
  const { ledger, batches, undo } = connect({ rates: 'USD 2026-11=1.25; USD 2026-12=1.5' });
  const entry = { ...euro('a', '2026-11-12'), currency: 'USD' as Currency };
  await ledger.create(entry);
  await batches.export();
  await undo({ reference: 'a:g1' }, entry, { reason: 'twice', today: '2026-12-05' as LocalDate });
  await batches.export();
  const rows = files()
    .sort()
    .flatMap((name) => batchOf(name).rows);
  expect(rows.map((row) => [row[1], row[3], row[4], row[9]])).toEqual([
    ['"H"', '1,250000', '96,00', '1211'],
    ['"S"', '1,250000', '96,00', '0512'],
  ]);
});

test('two clients in one folder keep apart', async () => {
  await connect().ledger.create(euro('a', '2026-11-12'));
  const other = connect({ client: 2 });
  expect(await other.batches.pending()).toBe(0);
  expect(await other.ledger.findByKey(euro('a', '2026-11-12').key)).toEqual([]);
});

test('what does not fit is refused before it waits', async () => {
  const { ledger, batches } = connect();
  for (const entry of [
    bill('pounds'),
    { ...euro('a', '2026-11-12'), accounts: [] },
    bill('names', {}, { expense: 'x', tax: 'y', payable: 'z' }),
  ]) {
    await expect(ledger.create(entry)).rejects.toMatchObject({ code: 'ledger_rejected' });
  }
  const zero = euro('zero', '2026-11-12');
  const made = zero.bill as NonNullable<LedgerEntry['bill']>;
  const nothing = { ...made, total: 0, lines: made.lines.map((line) => ({ ...line, net: 0, tax: 0 })) };
  await expect(ledger.create({ ...zero, legs: zero.legs.map((leg) => ({ ...leg, minor: 0 })), bill: nothing })).rejects.toMatchObject({
    message: expect.stringContaining('zeros'),
  });
  expect(await ledger.preflight?.(bill('pounds'))).toEqual([expect.objectContaining({ code: 'currency' })]);
  expect(await batches.pending()).toBe(0);
});

test('150 awkward entries with rates are exported without a deviation and verified', async () => {
  const { ledger, batches, lists } = connect({ rates: 'GBP=0.86; JPY=160; KWD=0.33; USD=1.1', period: 'month' });
  const random = seeded(47);
  const kept: LedgerEntry[] = [];
  for (let number = 0; number < 150; number += 1) {
    const entry = randomEntry(random, number, ['EUR', 'USD', 'GBP', 'JPY', 'KWD']);
    if ((await ledger.preflight?.(entry))?.length === 0) kept.push(entry);
    else await expect(ledger.create(entry)).rejects.toMatchObject({ code: 'ledger_rejected' });
  }
  for (const entry of kept) await ledger.create(entry);
  while (await batches.export());
  expect(await batches.pending()).toBe(0);
  const seen = files().flatMap((name) => {
    expect(deviations(batchOf(name))).toEqual([]);
    return [...new Set(batchOf(name).rows.map((row) => unquoted(row[48])))];
  });
  expect(seen).toHaveLength(kept.length);
  expect(new Set(seen)).toEqual(new Set(kept.map(({ key }) => String(key))));
  for (const entry of kept) expect(await ledger.verify({ reference: entry.key }, entry)).toEqual([]);
  expect(await lists()).toMatchObject({ organisation: '29098 / 55003', currency: 'EUR' });
});
