import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ledgerConnectors } from '../../../src-main/connectors/registry.ts';
import type { Currency } from '../../../src-main/contract/index.ts';
import type { LedgerEntry } from '../../../src-main/engine/ports.ts';
import { bill, connect, HARNESSES } from './harness.ts';

test('every kind of ledger takes part in this suite', () => {
  expect(new Set(HARNESSES.map(({ id }) => id))).toEqual(new Set(ledgerConnectors.keys()));
});

const legs = (minor: number): LedgerEntry['legs'] => [
  { account: 'expenses:food purchases', minor },
  { account: 'liabilities:payable', minor: 0 - minor },
];

/** Entries that hold what breaks writers: signs, zero, length, and characters with a meaning in some format. */
const AWKWARD: Readonly<Record<string, Partial<LedgerEntry>>> = {
  'a credit note': { legs: legs(-486_20) },
  'a line of zero': { legs: [...legs(100_00), { account: 'assets:vat input', minor: 0 }] },
  'nothing but zeros': { legs: legs(0) },
  'a currency without decimals': { currency: 'JPY' as Currency, legs: legs(1_000) },
  'a currency with three decimals': { currency: 'KWD' as Currency, legs: legs(1_406_200) },
  'a very large amount': { legs: legs(9_999_999_999_99) },
  'letters of other scripts': { payee: 'Café Ångström 山田商店 قهوة 🧾', description: 'reçu № 7' },
  'signs with a meaning': { payee: '* ! (Foo) "Bar" \\ ; x | y', number: 'A)(;|9', description: '; | = @ "quoted" \\' },
  'a line break and a forged line': { payee: 'ACME\n    expenses:food purchases  999.00 GBP', description: 'a\r\nb\u2028c\u0000d' },
  'a comma and a forged tag': { document: { name: 'a,tickmark-key:other:g1,b.pdf', sha256: 'b'.repeat(64) } },
  '300 characters in each field': { payee: 'p'.repeat(300), number: 'n'.repeat(300), description: 'd'.repeat(300) },
  'no payee, no description': { payee: '', description: '' },
};

describe.each(HARNESSES)('$id, $variant', (harness) => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tickmark-ledger-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('an entry written again and again, by any connection, is there once', async () => {
    const first = connect(harness, folder);
    const entry = bill('once');
    const references = await Promise.all([first.create(entry), first.create(entry)]);
    references.push(await connect(harness, folder).create(entry));
    expect(new Set(references.map(({ reference }) => reference)).size).toBe(1);
    expect(harness.count(folder, entry.key)).toBe(1);
    expect(await first.findByKey(entry.key)).toEqual([references[0]]);
  });

  test('a key that was never posted is not found', async () => {
    const ledger = connect(harness, folder);
    await ledger.create(bill('one'));
    expect(await ledger.findByKey(bill('one-more').key)).toEqual([]);
    expect(await ledger.findByKey(bill('on').key)).toEqual([]);
  });

  test.each(Object.entries(AWKWARD))('%s is read back as it was written', async (_name, change) => {
    const ledger = connect(harness, folder);
    const entry = bill('awkward', change);
    const reference = await ledger.create(entry);
    expect(await ledger.verify(reference, entry)).toEqual([]);
    expect(harness.count(folder, entry.key)).toBe(1);
    expect(await ledger.findByKey(bill('other').key)).toEqual([]);
    expect(ledger.preview(entry)).toContain(entry.currency);
  });

  test('an entry that does not balance is refused and leaves nothing', async () => {
    const ledger = connect(harness, folder);
    const entry = bill('unbalanced', { legs: [...legs(100_00), { account: 'assets:vat input', minor: 1 }] });
    await expect(ledger.create(entry)).rejects.toMatchObject({ code: 'ledger_rejected' });
    await ledger.create(bill('good'));
    expect(harness.count(folder, entry.key)).toBe(0);
  });

  test('an account that nobody declared is refused', async () => {
    const ledger = connect(harness, folder);
    await expect(ledger.create(bill('unknown', { accounts: [] }))).rejects.toMatchObject({ code: 'ledger_rejected' });
  });

  test('a change by the user is reported, and the entry is not written again', async () => {
    const ledger = connect(harness, folder);
    const entry = bill('edited');
    const reference = await ledger.create(entry);
    harness.tamper(folder, entry.key);
    const differences = await ledger.verify(reference, entry);
    expect(differences.join(' ')).toContain('130.00');
    await ledger.create(entry);
    expect(harness.count(folder, entry.key)).toBe(1);
    expect(await ledger.verify(reference, entry)).toEqual(differences);
  });

  test('a writer killed at 20 random moments tears nothing, loses nothing and repeats nothing', { timeout: 120_000 }, async () => {
    const last = 60;
    let killed = 0;
    for (let round = 0; round < 20; round++)
      killed += await killedWriter(harness.variant, folder, last, round % 4 === 0 ? 'start' : 'ready');
    expect(killed).toBeGreaterThan(0);
    const ledger = connect(harness, folder);
    await ledger.test();
    expect(harness.orphans(folder)).toBe(0);
    for (let number = 1; number <= last; number++) {
      const entry = bill(`doc-${number}`, { description: 'x'.repeat(50_000) });
      const reference = await ledger.create(entry);
      expect(harness.count(folder, entry.key)).toBe(1);
      if (number % 10 === 0) expect(await ledger.verify(reference, entry)).toEqual([]);
    }
    expect(harness.orphans(folder)).toBe(0);
  });
});

/** Starts a writer and kills it: from its very start on (while the books are laid out), or from the first entry on. 1 where it was killed. */
async function killedWriter(variant: string, folder: string, last: number, from: 'start' | 'ready'): Promise<number> {
  const script = fileURLToPath(new URL('./posting-child.ts', import.meta.url));
  const child = spawn(process.execPath, [script, variant, folder, '1', String(last)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const kill = () => setTimeout(() => child.kill('SIGKILL'), Math.random() * (from === 'start' ? 600 : 250));
  if (from === 'start') kill();
  else child.stdout.once('data', kill);
  return new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal === 'SIGKILL' ? 1 : 0)));
}
