/** Pure rules between an entry and the entities of QuickBooks Online: `Bill`, `VendorCredit`, `Purchase`. */
import { createHash } from 'node:crypto';
import { type Currency, EngineError, type ErrorCode, formatMoney, money } from '../../../contract/index.ts';
import type { Bill, BillLine, BillSupplier, LedgerEntry, LedgerReference, PostingKey, SupplierRecord } from '../../../engine/ports.ts';
import { oneLine } from '../../one-line.ts';
import { jsonAmount, minorOf } from '../../web-ledger/amounts.ts';
import { billOf, compact, searchWord, signOf } from '../../web-ledger/bill-words.ts';
import type { AccountRow, TxnRow, VendorRow } from './rows.ts';

export const ENTITIES = ['Bill', 'VendorCredit', 'Purchase'] as const;
export type Entity = (typeof ENTITIES)[number];

/** Longest `DocNumber`. Supplier's numbers keep their end, which differs more often than their beginning; the whole stands in the note. */
const NUMBER_MAX = 21;

/** Our code for Intuit's codes and the status. */
export function codeOfFault(codes: readonly string[], status: number): ErrorCode {
  const has = (...wanted: string[]) => wanted.some((code) => codes.includes(code));
  if (has('3001', '003001')) return 'ledger_busy';
  if (has('3100', '003100', '3200', '003200', '120') || status === 401) return 'ledger_login_failed';
  if (has('6140')) return 'ledger_duplicate';
  if (has('6210')) return 'ledger_period_locked';
  if (has('10000', '500') || status >= 500) return 'ledger_unreachable';
  return 'ledger_rejected';
}

export function wordsOfFault(errors: readonly { readonly Message: string; readonly Detail: string }[]): string {
  return errors.map(({ Message, Detail }) => oneLine(Detail || Message, 300)).join(' ');
}

/** What a making is called towards Intuit: the same for the same key and body, another for a body that was changed. At most 50 characters. */
export function requestIdOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 40);
}

/** What the entry becomes: what was paid on the spot is a `Purchase`; credit notes are `VendorCredit` with the amounts turned round. */
export function entityOf(bill: Bill): Entity {
  if (signOf(bill) < 0) return 'VendorCredit';
  return bill.paid ? 'Purchase' : 'Bill';
}

/**
 * The text in `PrivateNote` ("Memo"): the key and the supplier's id. It is the one free text of a bill that Intuit's forms show but do not
 * print. Queries cannot ask for it, so that `findByKey` reads through what was made since the document came (`sinceOf`).
 */
export function noteOf(key: PostingKey, vendor: string, words: string): string {
  return `[tickmark:${key} ${vendor}] ${oneLine(words, 300)}`.trim();
}

export function readNote(text: string | undefined): { readonly key: string; readonly vendor: string } | undefined {
  const match = /\[tickmark:([a-z0-9:_-]{1,120}) (\d+)\]/.exec(text ?? '');
  return match ? { key: match[1] ?? '', vendor: match[2] ?? '' } : undefined;
}

const DAY_MS = 86_400_000;
/** How far back a key without a time in it is looked for. */
const OTHERWISE_MS = 180 * DAY_MS;

/**
 * The moment since when an entry with the key can have been made, as an instant. Keys begin with the document's id, a UUID of version 7, whose
 * first 48 bits are the time in ms when the document came (RFC 9562, 5.7); a day is taken off for clocks that differ.
 */
export function sinceOf(key: PostingKey, nowMs: number): string {
  const match = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-/.exec(key);
  const came = match ? Number.parseInt(`${match[1]}${match[2]}`, 16) : nowMs - OTHERWISE_MS;
  return new Date(Math.min(came, nowMs) - DAY_MS).toISOString().slice(0, 19).concat('Z');
}

export const shortNumber = (number: string | undefined) => [...oneLine(number ?? '', 200)].slice(-NUMBER_MAX).join('').trim();

export type Code = { readonly id: string; readonly rate: string | undefined; readonly rateId: string | undefined };
export type Lookups = {
  readonly vendor: string;
  readonly accounts: ReadonlyMap<string, AccountRow>;
  readonly codes: ReadonlyMap<string, Code>;
};

/** Tax of lines with a tax code; recovered tax without one is a line of its own and thus part of the net. */
export function expected(bill: Bill): { readonly total: number; readonly tax: number } {
  const tax = bill.lines.reduce((sum, line) => sum + (line.taxCode === undefined ? 0 : line.tax), 0);
  return { total: signOf(bill) * bill.total, tax: tax === 0 ? 0 : signOf(bill) * tax };
}

export function namesOf(bill: Bill): { readonly accounts: readonly string[]; readonly taxes: readonly string[] } {
  const own = bill.lines.filter(ownTaxLine).map(({ taxAccount }) => taxAccount);
  const accounts = [...bill.lines.map(({ account }) => account), ...own.filter((name) => name !== undefined), bill.contra];
  const taxes = bill.lines.map(({ taxCode }) => taxCode).filter((name) => name !== undefined);
  return { accounts: [...new Set(accounts)], taxes: [...new Set(taxes)] };
}

function ownTaxLine(line: BillLine): boolean {
  return line.taxCode === undefined && line.tax !== 0;
}

/** Values of the new entity. @throws EngineError `ledger_rejected` where an account or a tax code is not there */
export function txnValues(entry: LedgerEntry, lookups: Lookups): Record<string, unknown> {
  const bill = billOf(entry);
  const entity = entityOf(bill);
  const number = shortNumber(entry.number);
  const contra = accountOf(lookups, bill.contra);
  const taxed = bill.lines.some(({ taxCode }) => taxCode !== undefined);
  const overridden = taxed ? taxOverride(bill, entry.currency, lookups) : undefined;
  return {
    TxnDate: entry.date,
    CurrencyRef: { value: entry.currency },
    PrivateNote: noteOf(entry.key, lookups.vendor, entry.number ?? ''),
    Line: bill.lines.flatMap((line) => lineValues(line, signOf(bill), entry.currency, lookups)),
    ...(taxed ? { GlobalTaxCalculation: 'TaxExcluded' } : {}),
    ...(overridden === undefined ? {} : { TxnTaxDetail: overridden }),
    ...(number === '' ? {} : { DocNumber: number }),
    ...(entity === 'Purchase'
      ? {
          PaymentType: contra.AccountType === 'Credit Card' ? 'CreditCard' : 'Cash',
          AccountRef: { value: contra.Id },
          EntityRef: { value: lookups.vendor, type: 'Vendor' },
        }
      : { VendorRef: { value: lookups.vendor } }),
    ...(bill.paid ? {} : { APAccountRef: { value: contra.Id } }),
    ...(entity === 'Bill' && bill.dueDate !== undefined ? { DueDate: bill.dueDate } : {}),
  };
}

function accountOf({ accounts }: Lookups, name: string): AccountRow {
  const account = accounts.get(name);
  if (account === undefined) throw new EngineError('ledger_rejected', { note: `QuickBooks has no account "${oneLine(name, 100)}".` });
  return account;
}

function codeOf({ codes }: Lookups, name: string): Code {
  const code = codes.get(name);
  if (code === undefined) throw new EngineError('ledger_rejected', { note: `QuickBooks has no tax code "${oneLine(name, 100)}".` });
  return code;
}

function lineValues(line: BillLine, sign: 1 | -1, currency: Currency, lookups: Lookups): Record<string, unknown>[] {
  const row = (description: string, account: string, minor: number, taxCode?: string) => ({
    DetailType: 'AccountBasedExpenseLineDetail',
    Amount: jsonAmount(minor === 0 ? 0 : sign * minor, currency),
    Description: oneLine(description, 1000) || '-',
    AccountBasedExpenseLineDetail: {
      AccountRef: { value: accountOf(lookups, account).Id },
      ...(taxCode === undefined ? {} : { TaxCodeRef: { value: codeOf(lookups, taxCode).id } }),
    },
  });
  const own = row(line.description, line.account, line.net, line.taxCode);
  if (!ownTaxLine(line)) return [own];
  if (line.taxAccount === undefined) {
    throw new EngineError('ledger_rejected', { note: 'A line has tax but neither a tax code of QuickBooks nor an account for it.' });
  }
  return [own, row(`${line.description} (tax)`, line.taxAccount, line.tax)];
}

/**
 * The tax as the bill says it, where QuickBooks would reckon another: one `TaxLine` a tax code, with amount and rate. Left out where rate times
 * net gives the bill's tax, since QuickBooks comes to it by itself.
 */
function taxOverride(bill: Bill, currency: Currency, lookups: Lookups): Record<string, unknown> | undefined {
  const sums = new Map<string, { net: number; tax: number }>();
  for (const { taxCode, net, tax } of bill.lines) {
    if (taxCode === undefined) continue;
    const sum = sums.get(taxCode) ?? { net: 0, tax: 0 };
    sums.set(taxCode, { net: sum.net + net, tax: sum.tax + tax });
  }
  const rows = [...sums].map(([name, sum]) => ({ ...sum, code: codeOf(lookups, name) }));
  if (rows.every(({ net, tax, code }) => code.rate !== undefined && taxOf(net, code.rate) === tax)) return undefined;
  const sign = signOf(bill);
  const amount = (minor: number) => jsonAmount(minor === 0 ? 0 : sign * minor, currency);
  const lines = rows.map(({ net, tax, code }) => {
    if (code.rateId === undefined || code.rate === undefined) {
      throw new EngineError('ledger_rejected', {
        note: 'QuickBooks reckons another tax than the bill, and its tax code has several rates.',
      });
    }
    const detail = { TaxRateRef: { value: code.rateId }, PercentBased: true, TaxPercent: Number(code.rate), NetAmountTaxable: amount(net) };
    return { Amount: amount(tax), DetailType: 'TaxLineDetail', TaxLineDetail: detail };
  });
  return { TotalTax: amount(rows.reduce((sum, { tax }) => sum + tax, 0)), TaxLine: lines };
}

/** Half away from zero, by whole numbers: rate has at most four decimals. */
function taxOf(net: number, rate: string): number {
  const [whole = '0', fraction = ''] = rate.split('.');
  const scaled = BigInt(net < 0 ? -net : net) * BigInt(whole + fraction.slice(0, 4).padEnd(4, '0'));
  const minor = Number((scaled * 2n + 1_000_000n) / 2_000_000n);
  return net < 0 && minor !== 0 ? -minor : minor;
}

export function referenceOf(entity: Entity, row: TxnRow): LedgerReference {
  const name = row.DocNumber === undefined ? {} : { name: `${entity} ${row.DocNumber}` };
  return { reference: `${entity}/${row.Id}`, state: 'posted', ...name };
}

/** @throws EngineError `ledger_rejected` for a reference that is not ours */
export function readReference({ reference }: LedgerReference): { readonly entity: Entity; readonly id: string } {
  const [, first, id] = /^([A-Za-z]+)\/(\d+)$/.exec(reference) ?? [];
  const entity = ENTITIES.find((name) => name === first);
  if (entity === undefined || id === undefined) throw new EngineError('ledger_rejected', { note: 'This is no entry of QuickBooks.' });
  return { entity, id };
}

/** How the totals differ from what they must be; empty where they agree. */
export function totalsDiffer(row: TxnRow, want: { readonly total: number; readonly tax: number }, currency: Currency): string[] {
  const differ = (what: string, found: number, wanted: number) => {
    const minor = minorOf(found, currency);
    const told = minor === undefined ? String(found) : formatMoney(money(minor, currency));
    return minor === wanted
      ? []
      : [`${what}: QuickBooks says ${told} ${currency}, the bill ${formatMoney(money(wanted, currency))} ${currency}`];
  };
  return [...differ('total', row.TotalAmt, want.total), ...differ('tax', row.TxnTaxDetail?.TotalTax ?? 0, want.tax)];
}

/** Everything about the entity that is not as it was written. */
export function differences(row: TxnRow, entry: LedgerEntry): string[] {
  const note = readNote(row.PrivateNote);
  const vendor = row.VendorRef ?? row.EntityRef;
  const differ = (what: string, found: string | undefined, wanted: string | undefined) =>
    (found ?? '') === (wanted ?? '') ? [] : [`${what}: QuickBooks says ${found ?? 'nothing'}, the bill ${wanted ?? 'nothing'}`];
  return [
    ...totalsDiffer(row, expected(billOf(entry)), entry.currency),
    ...differ('currency', row.CurrencyRef?.value ?? entry.currency, entry.currency),
    ...differ('date', row.TxnDate, entry.date),
    ...differ('number', row.DocNumber, shortNumber(entry.number) || undefined),
    ...(note === undefined || note.vendor === vendor?.value ? [] : [`supplier: QuickBooks says ${vendor?.name ?? 'nobody'}`]),
  ];
}

/** What `Account.ledgerName` holds: the account's full name, or its id where the name has signs that such names may not have. */
export function accountRef({ Id, FullyQualifiedName: name }: AccountRow): string {
  const part = "[\\p{L}\\p{N}][\\p{L}\\p{N} &'.,()/%+#_-]*";
  const fits = new RegExp(`^${part}(:${part})*$`, 'u').test(name) && !/ {2}| :|: | $/.test(name) && [...name].length <= 120;
  return fits ? name : `Account ${Id}`;
}

/** A word of the name, our id, or the tax number; Intuit shows most tax numbers masked, which then say nothing. */
export function isAlike(row: VendorRow, supplier: BillSupplier, externalId: string): boolean {
  const word = searchWord(supplier.name).toLowerCase();
  const number = compact(supplier.taxNumber ?? '');
  const names = `${row.DisplayName} ${row.CompanyName ?? ''}`.toLowerCase();
  return (
    row.AcctNum === externalId || (word !== '' && names.includes(word)) || (number !== '' && compact(row.TaxIdentifier ?? '') === number)
  );
}

export function supplierOf(row: VendorRow): SupplierRecord {
  const masked = /^X+/.test(row.TaxIdentifier ?? '');
  return {
    id: row.Id,
    name: row.DisplayName,
    ...(row.TaxIdentifier === undefined || masked ? {} : { taxNumber: row.TaxIdentifier }),
    ...(row.AcctNum === undefined ? {} : { externalId: row.AcctNum }),
  };
}

/** A new vendor. `DisplayName` is unique among vendors, customers and employees and may hold no colon. */
export function vendorValues(supplier: BillSupplier, externalId: string, suffix: string): Record<string, unknown> {
  const name = oneLine(supplier.name.replaceAll(':', ' '), 80) || supplier.key;
  const address = oneLine(supplier.address ?? '', 400);
  const number = oneLine(supplier.taxNumber ?? '', 20);
  return {
    DisplayName: `${name}${suffix}`,
    CompanyName: name,
    AcctNum: externalId,
    ...(number === '' ? {} : { TaxIdentifier: number }),
    ...(address === '' ? {} : { BillAddr: { Line1: address } }),
  };
}
