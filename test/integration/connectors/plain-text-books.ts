import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { beancount } from '../../../src-main/connectors/ledgers/beancount/index.ts';
import { hledger } from '../../../src-main/connectors/ledgers/hledger/index.ts';
import { ledger } from '../../../src-main/connectors/ledgers/ledger/index.ts';
import type { Currency, LocalDate } from '../../../src-main/contract/index.ts';
import type { LedgerConnection, LedgerEntry, LedgerFile, LedgerPorts, LedgerVault, PostingKey } from '../../../src-main/engine/ports.ts';
import { memoryLog, systemClock } from '../../support/test-ports.ts';

const noVault: LedgerVault = { read: async () => ({}), write: async () => undefined };
export const plainTextPorts = (): LedgerPorts => ({ clock: systemClock, log: memoryLog(), vault: noVault, folder: '' });

export const today = '2026-12-01' as LocalDate;

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
    document: { name: 'invoice.pdf', sha256: sha256('original'), mediaType: 'application/pdf', size: 8 },
    accounts: [
      { account: 'expenses:food purchases', kind: 'expense' },
      { account: 'assets:vat input', kind: 'asset' },
      { account: 'liabilities:payable', kind: 'liability' },
    ],
    ...change,
  };
}

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The original that `bill` names. */
export const original = (text = 'original'): LedgerFile => ({
  name: 'invoice.pdf',
  mediaType: 'application/pdf',
  sha256: sha256(text),
  size: text.length,
  bytes: async () => Buffer.from(text),
});

/** `without`: as where the program is not installed. `program`: where it is (for beancount, the folder of both). */
type OpenSettings = { readonly without?: boolean; readonly program?: string; readonly lockedThrough?: string };

/** Settings beside the journal, by the names of the kind. */
function settingsOf(name: string, folder: string, { without = false, program, ...others }: OpenSettings = {}): Record<string, string> {
  const place = without ? join(folder, 'not-installed') : program;
  return { ...others, ...(place === undefined ? {} : { [name]: place }) };
}

/** One of the three, as tests need it: how to connect, and the program itself for a look from outside. */
export type PlainTextCase = {
  readonly id: 'hledger' | 'ledger' | 'beancount';
  readonly extension: string;
  readonly installed: boolean;
  open(folder: string, settings?: OpenSettings): LedgerConnection;
  /** The strict check of the journal by the program: its complaint, or nothing. */
  complaint(journal: string): string;
};

export const LOCALE = { ...process.env, LANG: 'C.UTF-8', BEANCOUNT_DISABLE_LOAD_CACHE: '1' };

/** Output of a program with both streams, whatever its exit code. */
export function output(program: string, ...args: string[]): string {
  try {
    return execFileSync(program, args, { encoding: 'utf8', env: LOCALE, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 256 * 1024 * 1024 });
  } catch (error) {
    return error instanceof Error && 'stderr' in error ? `failed: ${String(error.stderr)}` : 'failed';
  }
}

const isInstalled = (program: string) => {
  const found = !output(program, '--version').startsWith('failed');
  if (!found) console.warn(`${program} is not installed: its own checks are skipped`);
  return found;
};

export const CASES: readonly PlainTextCase[] = [
  {
    id: 'hledger',
    extension: '.journal',
    installed: isInstalled('hledger'),
    open: (folder, settings) =>
      hledger.connect(
        hledger.config.parse({ journal: join(folder, 'books.journal'), ...settingsOf('hledger', folder, settings) }),
        plainTextPorts(),
      ),
    complaint: (journal) => output('hledger', '-f', journal, 'check', '--strict'),
  },
  {
    id: 'ledger',
    extension: '.ledger',
    installed: isInstalled('ledger'),
    open: (folder, settings) =>
      ledger.connect(
        ledger.config.parse({ journal: join(folder, 'books.ledger'), ...settingsOf('ledger', folder, settings) }),
        plainTextPorts(),
      ),
    complaint: (journal) => output('ledger', '--args-only', '--pedantic', '-f', journal, 'accounts', '--limit', 'false'),
  },
  {
    id: 'beancount',
    extension: '.beancount',
    installed: isInstalled('bean-check') && isInstalled('bean-query'),
    open: (folder, settings) =>
      beancount.connect(
        beancount.config.parse({ journal: join(folder, 'books.beancount'), ...settingsOf('programs', folder, settings) }),
        plainTextPorts(),
      ),
    complaint: (journal) => output('bean-check', journal),
  },
];
