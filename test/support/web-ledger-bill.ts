import { createHash } from 'node:crypto';
import type { Currency, LocalDate } from '../../src-main/contract/index.ts';
import type { Bill, LedgerConnection, LedgerEntry, LedgerFile, LedgerReference, PostingKey } from '../../src-main/engine/ports.ts';

/** Names of accounts and taxes as one ledger calls them. */
export type BillNames = {
  readonly expense: string;
  readonly tax: string;
  readonly payable: string;
  readonly paid: string;
  readonly taxCode?: string;
};

type Change = Omit<Partial<LedgerEntry>, 'bill'> & { readonly bill?: Partial<Bill> };

/** A bill of 120.00 GBP with 20 % tax in a ledger with bills; parts can be replaced, legs and total follow from the lines. */
export function webBill(names: BillNames, id: string, change: Change = {}): LedgerEntry {
  const line = { description: 'Milk and butter', account: names.expense, net: 100_00, tax: 20_00, taxRate: '20', taxAccount: names.tax };
  const lines = change.bill?.lines ?? [{ ...line, ...(names.taxCode === undefined ? {} : { taxCode: names.taxCode }) }];
  const total = lines.reduce((sum, { net, tax }) => sum + net + tax, 0);
  const bill: Bill = {
    kind: 'bill',
    supplier: { key: 'northern-dairy', name: 'Northern Dairy Supplies Ltd', taxNumber: 'GB123456789', iban: 'GB33BUKB20201555555555' },
    dueDate: '2026-12-12' as LocalDate,
    paid: false,
    contra: names.payable,
    total,
    ...change.bill,
    lines,
  };
  return {
    key: `${id}:g1` as PostingKey,
    date: '2026-11-12' as LocalDate,
    payee: bill.supplier.name,
    number: 'NDS-20418',
    description: 'invoice',
    currency: 'GBP' as Currency,
    document: { name: 'invoice.pdf', sha256: 'a'.repeat(64), mediaType: 'application/pdf', size: 9 },
    accounts: [],
    ...change,
    legs: [...lines.map(({ account, net, tax }) => ({ account, minor: net + tax })), { account: bill.contra, minor: 0 - bill.total }],
    bill,
  };
}

/** A file as the store hands it over. */
export function webFile(text = '%PDF-1.7 x', mediaType = 'application/pdf', name = 'invoice.pdf'): LedgerFile {
  const bytes = Buffer.from(text);
  return { name, mediaType, size: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: async () => bytes };
}

/** What the saga does on a good day: supplier, draft, attachment, post. Resolves to the last reference. */
export async function postWebBill(ledger: LedgerConnection, entry: LedgerEntry, file: LedgerFile = webFile()): Promise<LedgerReference> {
  const supplier = await ledger.suppliers?.create(entry.bill?.supplier ?? { key: 'x', name: 'x' }, `ext-${entry.bill?.supplier.key}`);
  const draft = await ledger.create(entry, supplier === undefined ? {} : { supplier: supplier.id });
  await ledger.attachments?.attach(draft, file, entry.key);
  return ledger.finalise === undefined ? draft : ledger.finalise(draft);
}

/** A vault in memory that counts how often it was written. */
export function memoryVault(secrets: Record<string, string> = {}) {
  const state = { secrets, writes: 0 };
  return {
    state,
    read: async () => state.secrets,
    write: async (next: Readonly<Record<string, string>>) => {
      state.secrets = { ...next };
      state.writes += 1;
    },
  };
}
