import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ledgerConnectors } from '../../../src-main/connectors/registry.ts';
import type { Currency, LocalDate } from '../../../src-main/contract/index.ts';
import type { LedgerConnection, LedgerEntry, PostingKey } from '../../../src-main/engine/ports.ts';
import { memoryLog, systemClock } from '../../support/test-ports.ts';

/** What the suite must know of a kind of ledger beyond the port: fresh books in a folder, and a look at them from outside. */
export type LedgerHarness = {
  readonly id: string;
  readonly variant: string;
  readonly config: (folder: string) => unknown;
  /** How many entries with the key the books hold, asked without the connector. */
  readonly count: (folder: string, key: PostingKey) => number;
  /** Files or rows that a killed writer left half done. */
  readonly orphans: (folder: string) => number;
  /** A user changes the first amount of the entry behind our back. */
  readonly tamper: (folder: string, key: PostingKey) => void;
};

const posted = (folder: string) => join(folder, 'books.tickmark', 'posted');
const postedTexts = (folder: string) =>
  readdirSync(posted(folder))
    .filter((name) => name.endsWith('.journal'))
    .map((name) => ({ path: join(posted(folder), name), text: readFileSync(join(posted(folder), name), 'utf8') }));

const plainText = {
  id: 'hledger',
  count: (folder: string, key: PostingKey) =>
    postedTexts(folder).reduce((sum, { text }) => sum + text.split(`tickmark-key:${key},`).length - 1, 0),
  orphans: (folder: string) =>
    [folder, join(folder, 'books.tickmark'), posted(folder)].flatMap((path) => readdirSync(path)).filter((name) => name.startsWith('.tmp-'))
      .length,
  tamper: (folder: string, key: PostingKey) => {
    const found = postedTexts(folder).find(({ text }) => text.includes(`tickmark-key:${key},`));
    if (!found) throw new Error(`no entry ${key}`);
    // Both sides are changed, so that the entry still balances and the ledger itself has no complaint.
    writeFileSync(found.path, found.text.replaceAll('120.00', '130.00').replaceAll('100.00', '110.00'));
  },
};

export const hledgerInstalled = (() => {
  try {
    execFileSync('hledger', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn('hledger is not installed: its own checks are skipped');
    return false;
  }
})();

export const HARNESSES: readonly LedgerHarness[] = [
  ...(hledgerInstalled
    ? [{ ...plainText, variant: 'with hledger', config: (folder: string) => ({ journal: join(folder, 'books.journal') }) }]
    : []),
  {
    ...plainText,
    variant: 'without hledger',
    config: (folder) => ({ journal: join(folder, 'books.journal'), hledger: join(folder, 'not-installed') }),
  },
];

export function connect(harness: LedgerHarness, folder: string): LedgerConnection {
  const connector = ledgerConnectors.get(harness.id);
  if (!connector) throw new Error(`no ledger ${harness.id}`);
  return connector.connect(connector.config.parse(harness.config(folder)), { clock: systemClock, log: memoryLog() });
}

/** A bill of 120.00 GBP with 20 % tax; parts can be replaced. */
export function bill(id: string, change: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    key: `${id}:g1` as PostingKey,
    date: '2026-11-12' as LocalDate,
    payee: 'Northern Dairy Supplies',
    number: 'NDS-20418',
    description: 'invoice',
    currency: 'GBP' as Currency,
    legs: [
      { account: 'expenses:food purchases', minor: 100_00 },
      { account: 'assets:vat input', minor: 20_00 },
      { account: 'liabilities:payable', minor: -120_00 },
    ],
    document: { name: 'invoice.pdf', sha256: 'a'.repeat(64) },
    accounts: [
      { account: 'expenses:food purchases', kind: 'expense' },
      { account: 'assets:vat input', kind: 'asset' },
      { account: 'liabilities:payable', kind: 'liability' },
    ],
    ...change,
  };
}
