import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Currency, EngineError, Finish, LocalDate } from '../../contract/index.ts';
import { canonicalJson } from '../domain/index.ts';
import type { Bill, LedgerEntry, PostingKey } from '../ports.ts';
import type { PostingRow } from './postings.ts';

const Line = z.object({
  description: z.string(),
  account: z.string(),
  net: z.int(),
  tax: z.int(),
  taxCode: z.string().optional(),
  taxRate: z.string().optional(),
  taxAccount: z.string().optional(),
});

const StoredBill = z.object({
  kind: z.enum(['bill', 'credit-note', 'receipt']),
  supplier: z.object({
    key: z.string(),
    name: z.string(),
    taxNumber: z.string().optional(),
    iban: z.string().optional(),
    address: z.string().optional(),
  }),
  dueDate: LocalDate.optional(),
  lines: z.array(Line),
  total: z.int(),
  paid: z.boolean(),
  contra: z.string(),
});

/** Entries of the first release have no bill, no media type and no finish; they are posted as they were approved. */
const Entry = z.object({
  key: z.string().transform((key) => key as PostingKey),
  date: LocalDate,
  payee: z.string(),
  number: z.string().optional(),
  description: z.string(),
  currency: Currency,
  legs: z.array(z.object({ account: z.string(), minor: z.int() })),
  document: z.object({ name: z.string(), sha256: z.string(), mediaType: z.string().optional(), size: z.int().optional() }),
  accounts: z.array(z.object({ account: z.string(), kind: z.enum(['expense', 'asset', 'liability', 'equity', 'income']) })),
  bill: StoredBill.optional(),
  finish: Finish.optional(),
  acceptsDuplicate: z.boolean().optional(),
});

/** SHA-256 of the entry's canonical JSON: what was approved is what is posted, or nothing is. */
export function entryHash(entry: LedgerEntry): string {
  return createHash('sha256').update(canonicalJson(entry)).digest('hex');
}

/** The stored entry. @throws EngineError `internal` where it is not the one that was approved */
export function entryOf(row: Pick<PostingRow, 'entry_json' | 'entry_sha256'>): LedgerEntry {
  const entry = withoutUndefined(Entry.parse(JSON.parse(row.entry_json)));
  if (entryHash(entry) !== row.entry_sha256)
    throw new EngineError('internal', { note: 'The entry differs from the one that was approved.' });
  return entry;
}

/** The schema's optional members are absent and never `undefined`: JSON has no such value. */
function withoutUndefined(entry: z.infer<typeof Entry>): LedgerEntry {
  return entry as Omit<typeof entry, 'bill'> & { bill?: Bill } as LedgerEntry;
}
