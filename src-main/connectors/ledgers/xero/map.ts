/** Pure: between an entry and Xero's documents. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { dayNumber, EngineError, formatMoney, isCalendarDay, LocalDate, money } from '../../../contract/index.ts';
import type { Bill, LedgerEntry, LedgerReference, PostingKey } from '../../../engine/ports.ts';
import { oneLine } from '../../one-line.ts';
import { jsonAmount, minorOf } from '../../web-ledger/amounts.ts';
import { billOf, signOf } from '../../web-ledger/bill-words.ts';
import type { CreditNotes, Invoices } from './schemas.ts';

/** A bill, or a supplier's credit note. Xero keeps the two apart, with paths and member names of their own. */
export type Sort = 'bill' | 'credit-note';
export const SORTS: Readonly<Record<Sort, { readonly path: string; readonly id: 'InvoiceID' | 'CreditNoteID'; readonly type: string }>> = {
  bill: { path: '/Invoices', id: 'InvoiceID', type: 'ACCPAY' },
  'credit-note': { path: '/CreditNotes', id: 'CreditNoteID', type: 'ACCPAYCREDIT' },
};

/** A document of either sort as this connector sees it. Amounts of credit notes are positive, as in Xero. */
export type XeroDocument = {
  readonly sort: Sort;
  readonly id: string;
  readonly status: string;
  readonly number?: string;
  readonly key?: string;
  readonly contactId?: string;
  readonly contactName?: string;
  readonly date?: LocalDate;
  readonly currency?: string;
  readonly subTotal?: number;
  readonly totalTax?: number;
  readonly total?: number;
  /** Amount that was paid or credited already. */
  readonly settled: boolean;
};

/** What stands in the books; `DELETED` and `VOIDED` do not. */
export const LIVE = new Set(['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID']);
export const isDraft = (status: string): boolean => status === 'DRAFT' || status === 'SUBMITTED';

const KEY_URL = 'https://tickmark.invalid/k/';
const KEY_LINE = /^Tickmark ([a-z0-9:_-]{1,48})$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Xero's names are shorter in places; these are the lengths of its specification. */
export const NUMBER_MAX = 255;
const DESCRIPTION_MAX = 4000;

/** The link that bills carry their key in; `.invalid` leads nowhere by RFC 2606. */
export const keyUrl = (key: PostingKey): string => `${KEY_URL}${key}`;

export function sortOf(bill: Bill): Sort {
  return signOf(bill) === -1 ? 'credit-note' : 'bill';
}

/** The body that creates the entry as a draft. @throws EngineError `ledger_rejected` */
export function draftOf(entry: LedgerEntry, contactId: string): Record<string, unknown> {
  const bill = billOf(entry);
  const sort = sortOf(bill);
  const number = entry.number === undefined ? '' : oneLine(entry.number, NUMBER_MAX);
  const common = {
    Type: SORTS[sort].type,
    Contact: { ContactID: contactId },
    Date: entry.date,
    // Without one a bill cannot be authorised.
    DueDate: bill.dueDate !== undefined && dayNumber(bill.dueDate) >= dayNumber(entry.date) ? bill.dueDate : entry.date,
    LineAmountTypes: 'Exclusive',
    CurrencyCode: entry.currency,
    Status: 'DRAFT',
    LineItems: linesOf(entry, bill),
  };
  if (sort === 'bill') return { ...common, ...(number !== '' && { InvoiceNumber: number }), Url: keyUrl(entry.key) };
  // Credit notes have no link, and their reference is for sales alone: the key is a line of text without an amount.
  const LineItems = [...common.LineItems, { Description: `Tickmark ${entry.key}` }];
  return { ...common, LineItems, ...(number !== '' && { CreditNoteNumber: number }) };
}

function linesOf(entry: LedgerEntry, bill: Bill): Record<string, unknown>[] {
  const sign = signOf(bill);
  const amount = (minor: number) => jsonAmount(sign * minor, entry.currency);
  return bill.lines.map((line) => {
    if (line.tax !== 0 && line.taxCode === undefined) {
      throw new EngineError('ledger_rejected', { note: 'A line has tax but no tax rate of the ledger. Choose one for its tax code.' });
    }
    return {
      Description:
        oneLine(line.description, DESCRIPTION_MAX) || oneLine(entry.description, DESCRIPTION_MAX) || oneLine(entry.payee, 255) || '-',
      Quantity: 1,
      UnitAmount: amount(line.net),
      LineAmount: amount(line.net),
      ...(UUID.test(line.account) ? { AccountID: line.account } : { AccountCode: line.account }),
      TaxType: line.taxCode ?? 'NONE',
      TaxAmount: amount(line.tax),
    };
  });
}

type Invoice = z.infer<typeof Invoices>['Invoices'][number];
type CreditNote = z.infer<typeof CreditNotes>['CreditNotes'][number];

/** Undefined where the answer names no document. */
export function documentOf(sort: Sort, raw: Invoice | CreditNote): XeroDocument | undefined {
  const id = 'InvoiceID' in raw ? raw.InvoiceID : 'CreditNoteID' in raw ? raw.CreditNoteID : undefined;
  if (typeof id !== 'string' || !UUID.test(id) || typeof raw.Status !== 'string') return undefined;
  const optional = {
    number: ('InvoiceNumber' in raw ? raw.InvoiceNumber : 'CreditNoteNumber' in raw ? raw.CreditNoteNumber : undefined) ?? undefined,
    key: keyOf(raw),
    contactId: raw.Contact?.ContactID ?? undefined,
    contactName: raw.Contact?.Name ?? undefined,
    date: dayOf(raw.Date),
    currency: raw.CurrencyCode ?? undefined,
    subTotal: raw.SubTotal ?? undefined,
    totalTax: raw.TotalTax ?? undefined,
    total: raw.Total ?? undefined,
  };
  const present = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return { sort, id, status: raw.Status, settled: isSettled(raw), ...present };
}

function isSettled(raw: Invoice | CreditNote): boolean {
  if ('RemainingCredit' in raw) return typeof raw.RemainingCredit === 'number' && raw.RemainingCredit < (raw.Total ?? 0);
  return ('AmountPaid' in raw && (raw.AmountPaid ?? 0) > 0) || ('AmountCredited' in raw && (raw.AmountCredited ?? 0) > 0);
}

function keyOf(raw: Invoice | CreditNote): string | undefined {
  if ('Url' in raw && raw.Url?.startsWith(KEY_URL)) return raw.Url.slice(KEY_URL.length);
  for (const { Description } of raw.LineItems ?? []) {
    const found = KEY_LINE.exec(Description ?? '')?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** True where an element of an answer with status 200 was not written. */
export function isRefused(raw: { HasErrors?: boolean | null | undefined; StatusAttributeString?: string | null | undefined }): boolean {
  return raw.HasErrors === true || raw.StatusAttributeString === 'ERROR';
}

/** The day of `/Date(1573755038314+0000)/` or of an ISO text. Days are midnight UTC. */
export function dayOf(text: string | null | undefined): LocalDate | undefined {
  const ms = /^\/Date\((-?\d{1,16})(?:[+-]\d{4})?\)\/$/.exec(text ?? '')?.[1];
  const day = ms === undefined ? (text ?? '').slice(0, 10) : new Date(Number(ms)).toISOString().slice(0, 10);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && isCalendarDay(day) ? LocalDate.parse(day) : undefined;
}

// A reference says which of the two paths its id belongs to.
export function referenceOf(document: XeroDocument): LedgerReference {
  const name = document.number === undefined || document.number === '' ? {} : { name: document.number };
  return { reference: `${document.sort}:${document.id}`, ...name, state: isDraft(document.status) ? 'draft' : 'posted' };
}

/** @throws EngineError `ledger_rejected` for a reference that is not ours */
export function placeOf({ reference }: LedgerReference): { readonly sort: Sort; readonly id: string } {
  const [sort, id = ''] = reference.split(':');
  if ((sort !== 'bill' && sort !== 'credit-note') || !UUID.test(id))
    throw new EngineError('ledger_rejected', { note: 'Unknown reference.' });
  return { sort, id };
}

/** What is not as it was written, in words. */
export function differences(document: XeroDocument, entry: LedgerEntry): string[] {
  const bill = billOf(entry);
  const found: string[] = [];
  const compare = (what: string, given: string | undefined, wanted: string) => {
    if (given !== wanted) found.push(`${what} is ${given ?? 'missing'}, was written as ${wanted}`);
  };
  const amount = (value: number | undefined) => {
    const minor = value === undefined ? undefined : minorOf(value, entry.currency);
    return minor === undefined ? undefined : formatMoney(money(minor, entry.currency));
  };
  const wanted = (minor: number) => formatMoney(money(signOf(bill) * minor, entry.currency));
  const net = bill.lines.reduce((sum, line) => sum + line.net, 0);
  if (!LIVE.has(document.status)) found.push(`it was ${document.status.toLowerCase()}`);
  compare('kind', document.sort, sortOf(bill));
  compare('key', document.key, entry.key);
  compare('currency', document.currency, entry.currency);
  compare('date', document.date, entry.date);
  compare('number', document.number ?? '', entry.number === undefined ? '' : oneLine(entry.number, NUMBER_MAX));
  compare('total', amount(document.total), wanted(bill.total));
  compare('tax', amount(document.totalTax), wanted(bill.total - net));
  return found;
}

/** Name of the stored file: the person's own, then the key with dots for colons, which keys do not have. */
export function fileNameFor(name: string, mediaType: string, key: PostingKey): string {
  const ending = ENDINGS[mediaType] ?? 'bin';
  const stem = oneLine(name, 200)
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_ ]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^[- ]+|[- ]+$/g, '');
  return `${stem.slice(0, 60).replace(/[- ]+$/, '') || 'document'}--${key.replaceAll(':', '.')}.${ending}`;
}

/** The key in the name of a stored file; undefined for a person's own. */
export function keyOfFile(name: string): string | undefined {
  return /--([a-z0-9._-]{1,48})\.[a-z0-9]{1,5}$/.exec(name)?.[1]?.replaceAll('.', ':');
}

/** Kinds of file that Xero takes, of those that documents come in. */
export const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/tiff': 'tif',
  'image/bmp': 'bmp',
  'text/plain': 'txt',
  'text/csv': 'csv',
};

/** At most 50 characters, which is what a contact number may have; a longer id is replaced by its digest. */
export function contactNumber(externalId: string): string {
  return externalId.length <= 50 ? externalId : createHash('sha256').update(externalId).digest('hex').slice(0, 48);
}
