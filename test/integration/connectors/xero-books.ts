/** A stand-in of Xero, a connection to it and a bill, for the tests of the connector. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { xero } from '../../../src-main/connectors/ledgers/xero/index.ts';
import type { Currency, LocalDate } from '../../../src-main/contract/index.ts';
import type { LedgerConnection, LedgerEntry, LedgerFile, LedgerVault, PostingKey } from '../../../src-main/engine/ports.ts';
import { type FakeBooks, openFakeBooks } from '../../support/fake-ledger/fake-books.ts';
import { startFakeServer } from '../../support/fake-ledger/fake-server.ts';
import { CLIENT_ID, FIRST_REFRESH_TOKEN, TENANT } from '../../support/fake-ledger/xero/tables.ts';
import { vendor } from '../../support/fake-ledger/xero/vendor.ts';
import { memoryLog, systemClock } from '../../support/test-ports.ts';

/** Secrets in memory, with every state that they had. `write` can be replaced to fail or to wait. */
export class MemoryVault implements LedgerVault {
  readonly history: Readonly<Record<string, string>>[] = [];
  before: () => Promise<void> = async () => undefined;

  constructor(secrets: Readonly<Record<string, string>> = {}) {
    this.history.push(secrets);
  }

  async read(): Promise<Readonly<Record<string, string>>> {
    return this.history.at(-1) ?? {};
  }

  async write(secrets: Readonly<Record<string, string>>): Promise<void> {
    await this.before();
    this.history.push(secrets);
  }
}

export type XeroBooks = {
  readonly url: string;
  readonly books: FakeBooks;
  readonly vault: MemoryVault;
  readonly log: ReturnType<typeof memoryLog>;
  readonly connection: LedgerConnection;
  connect(settings?: Record<string, unknown>, vault?: LedgerVault): LedgerConnection;
  close(): Promise<void>;
};

export async function openXero(): Promise<XeroBooks> {
  const folder = mkdtempSync(join(tmpdir(), 'xero-'));
  const server = await startFakeServer(vendor, folder);
  const books = openFakeBooks(folder);
  const vault = new MemoryVault({ refreshToken: FIRST_REFRESH_TOKEN });
  const log = memoryLog();
  const open: LedgerConnection[] = [];
  const connect = (settings: Record<string, unknown> = {}, own: LedgerVault = vault): LedgerConnection => {
    const config = xero.config.parse({
      clientId: CLIENT_ID,
      tenantId: TENANT,
      server: server.url,
      requestsPerMinute: 100_000,
      timeoutSeconds: 5,
      ...settings,
    });
    const connection = xero.connect(config, { clock: systemClock, log, vault: own, folder });
    open.push(connection);
    return connection;
  };
  return {
    url: server.url,
    books,
    vault,
    log,
    connection: connect(),
    connect,
    async close() {
      for (const connection of open) await connection.close?.();
      books.close();
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A bill of 120.00 GBP with 20 % tax; parts can be replaced. */
export function xeroBill(id: string, change: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    key: `${id}:g1` as PostingKey,
    date: '2026-11-12' as LocalDate,
    payee: 'Northern Dairy Supplies',
    number: 'NDS-20418',
    description: 'invoice',
    currency: 'GBP' as Currency,
    legs: [
      { account: '429', minor: 100_00 },
      { account: '820', minor: 20_00 },
      { account: '800', minor: -120_00 },
    ],
    document: { name: 'invoice.pdf', sha256: 'a'.repeat(64), mediaType: 'application/pdf', size: 4 },
    accounts: [{ account: '429', kind: 'expense' }],
    finish: 'final',
    bill: {
      kind: 'bill',
      supplier: { key: 's1', name: 'Northern Dairy Supplies', taxNumber: 'GB 123 4567 82' },
      dueDate: '2026-12-12' as LocalDate,
      lines: [{ description: 'Milk', account: '429', net: 100_00, tax: 20_00, taxCode: 'INPUT2', taxRate: '20', taxAccount: '820' }],
      total: 120_00,
      paid: false,
      contra: '800',
    },
    ...change,
  };
}

/** The same turned round. */
export function xeroCreditNote(id: string): LedgerEntry {
  const entry = xeroBill(id);
  const bill = entry.bill;
  if (bill === undefined) throw new Error('no bill');
  return {
    ...entry,
    number: 'CN-7',
    legs: entry.legs.map(({ account, minor }) => ({ account, minor: -minor })),
    bill: {
      ...bill,
      kind: 'credit-note',
      total: -bill.total,
      lines: bill.lines.map((line) => ({ ...line, net: -line.net, tax: -line.tax })),
    },
  };
}

export const FILE: LedgerFile = {
  name: 'Rechnung (März) #1/2.PDF',
  mediaType: 'application/pdf',
  sha256: 'a'.repeat(64),
  size: 4,
  bytes: async () => new Uint8Array([37, 80, 68, 70]),
};
