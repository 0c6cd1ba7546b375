import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Currency, EngineError, formatMoney, LocalDate, money } from '../../../contract/index.ts';
import type { Bill, LedgerEntry, PostingKey } from '../../../engine/ports.ts';

/** An entry as it is kept until it goes out: what a file can say of it, and nothing that only posting needs. */
export type KeptEntry = Pick<LedgerEntry, 'key' | 'date' | 'payee' | 'number' | 'description' | 'currency' | 'legs' | 'document' | 'bill'>;

const Minor = z.int();
const text = z.string();
const optional = z.string().optional();

const KeptBill = z.object({
  kind: z.enum(['bill', 'credit-note', 'receipt']),
  supplier: z.object({ key: text, name: text, taxNumber: optional, iban: optional, address: optional }),
  dueDate: LocalDate.optional(),
  lines: z.array(
    z.object({
      description: text,
      account: text,
      net: Minor,
      tax: Minor,
      taxCode: optional,
      taxRate: optional,
      taxAccount: optional,
    }),
  ),
  total: Minor,
  paid: z.boolean(),
  contra: text,
});

/** The form on the disk. A person can get at these files, so that they are parsed like anything from outside. */
const KeptEntrySchema = z.object({
  key: text,
  date: LocalDate,
  payee: text,
  number: optional,
  description: text,
  currency: Currency,
  legs: z.array(z.object({ account: text, minor: Minor })),
  document: z.object({ name: text, sha256: text, mediaType: optional, size: z.int().optional() }),
  bill: KeptBill.optional(),
});

export function keptEntry(entry: LedgerEntry): KeptEntry {
  const { key, date, payee, number, description, currency, legs, document, bill } = entry;
  return { key, date, payee, description, currency, legs, document, ...(number === undefined ? {} : { number }), ...(bill && { bill }) };
}

/** What was found under a key: `entry` is absent where it cannot be read, `isIntact` false where it is not what was written. */
export type FoundEntry = { readonly entry?: KeptEntry; readonly isIntact: boolean };

/** The entry and its hash beside it, so that a change by hand is noticed before it gets into a file. */
export function writeKeptEntry(entry: KeptEntry): string {
  return canonicalText({ entry, sha256: entryHash(entry) });
}

export function readKeptEntry(json: string): FoundEntry {
  try {
    const parsed = z.object({ entry: KeptEntrySchema, sha256: text }).safeParse(JSON.parse(json));
    if (!parsed.success) return { isIntact: false };
    // zod's type has absent members as `undefined`, which exact optional types tell apart; the canonical text does not.
    const entry = parsed.data.entry as unknown as KeptEntry;
    return { entry, isIntact: entryHash(entry) === parsed.data.sha256 };
  } catch {
    return { isIntact: false };
  }
}

/** JSON with sorted names and without gaps, so that the same value is the same text and has the same hash. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalText(member)}`).join(',')}}`;
}

export function sha256Of(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

export function entryHash(entry: KeptEntry): string {
  return sha256Of(canonicalText(entry));
}

/** File name of a key. `:` may not stand in a name on Windows; keys hold no dot, so two keys never share a name. */
export function fileOfKey(key: PostingKey): string {
  if (!/^[a-z0-9:_-]{1,120}$/.test(key)) throw new EngineError('invalid_input', { note: 'The key of the posting has other characters.' });
  return `${key.replaceAll(':', '.')}.json`;
}

export function keyOfFile(name: string): PostingKey {
  return name.replace(/\.json$/, '').replaceAll('.', ':') as PostingKey;
}

/** What no file may be made of, in words, or undefined: legs that do not balance, accounts nobody declared, lines that miss the total. */
export function unsound(entry: LedgerEntry): string | undefined {
  if (entry.legs.length < 2) return 'The entry needs at least two lines.';
  const declared = new Set(entry.accounts.map(({ account }) => account));
  const stray = entry.legs.find(({ account }) => !declared.has(account));
  if (stray) return `The account "${stray.account}" is not declared.`;
  const amounts = [...entry.legs.map(({ minor }) => minor), ...(entry.bill?.lines.flatMap(({ net, tax }) => [net, tax]) ?? [])];
  if (!amounts.every(Number.isSafeInteger)) return 'An amount is no whole number of the smallest unit.';
  const sum = entry.legs.reduce((total, { minor }) => total + BigInt(minor), 0n);
  if (sum !== 0n) return `The lines do not balance: ${sum} of the smallest unit of ${entry.currency} are left over.`;
  if (entry.bill === undefined) return undefined;
  const total = entry.bill.lines.reduce((all, { net, tax }) => all + BigInt(net) + BigInt(tax), 0n);
  return total === BigInt(entry.bill.total) ? undefined : "The bill's lines do not add up to its total.";
}

/** The entry that takes another back: every amount with the other sign, a bill as a credit note. */
export function reversed(entry: KeptEntry): KeptEntry {
  const negate = (minor: number) => (minor === 0 ? 0 : -minor);
  const bill: Bill | undefined = entry.bill && {
    ...entry.bill,
    kind: entry.bill.kind === 'bill' ? 'credit-note' : entry.bill.kind === 'credit-note' ? 'bill' : 'receipt',
    lines: entry.bill.lines.map((line) => ({ ...line, net: negate(line.net), tax: negate(line.tax) })),
    total: negate(entry.bill.total),
  };
  return { ...entry, legs: entry.legs.map(({ account, minor }) => ({ account, minor: negate(minor) })), ...(bill && { bill }) };
}

/** How what is kept differs from what was posted, in words; empty where it is the same. */
export function keptDifferences(found: KeptEntry, posted: KeptEntry): string[] {
  if (entryHash(found) === entryHash(posted)) return [];
  const differences: string[] = [];
  const show = (minor: number | undefined) => (minor === undefined ? 'missing' : formatMoney(money(minor, posted.currency)));
  const [have, want] = [totals(found), totals(posted)];
  for (const account of new Set([...want.keys(), ...have.keys()])) {
    const [is, was] = [have.get(account), want.get(account)];
    if (is !== was) differences.push(`${account} has ${show(is)}, posted was ${show(was)}.`);
  }
  if (found.date !== posted.date) differences.push(`The date is ${found.date}, posted was ${posted.date}.`);
  if (found.currency !== posted.currency) differences.push(`The currency is ${found.currency}, posted was ${posted.currency}.`);
  if (found.payee !== posted.payee) differences.push(`The supplier is "${found.payee}", posted was "${posted.payee}".`);
  if (found.document.sha256 !== posted.document.sha256) differences.push('It belongs to another document.');
  return differences.length > 0 ? differences : ['It was changed by hand; date, accounts and amounts are as posted.'];
}

function totals(entry: KeptEntry): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { account, minor } of entry.legs) sums.set(account, (sums.get(account) ?? 0) + minor);
  return sums;
}
