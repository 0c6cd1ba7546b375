import { z } from 'zod';
import type { LedgerEntry, LedgerReference } from '../../../engine/ports.ts';
import { oneLine } from '../../one-line.ts';
import type { BookAccount, TrytonBooks } from './books.ts';
import { amountText, billOf, keyIn, supplierIn, totalTax } from './map.ts';
import { minorOf, WireDate, WireDecimal } from './wire.ts';

const Invoice = z.object({
  id: z.int(),
  state: z.string(),
  number: z.string().nullable(),
  reference: z.string().nullable(),
  invoice_date: WireDate.nullable(),
  comment: z.string().nullable(),
  party: z.int(),
  total_amount: WireDecimal,
  tax_amount: WireDecimal,
  'party.': z.object({ rec_name: z.string() }),
  'currency.': z.object({ code: z.string() }),
});
export type Invoice = z.infer<typeof Invoice>;

const FIELDS = [
  'state',
  'number',
  'reference',
  'invoice_date',
  'comment',
  'party',
  'total_amount',
  'tax_amount',
  'party.rec_name',
  'currency.code',
];
const Line = z.object({ account: z.int().nullable(), amount: WireDecimal.nullable() });

/** Undefined where it is gone. */
export async function readInvoice(books: TrytonBooks, reference: string): Promise<Invoice | undefined> {
  await books.company();
  if (!/^\d{1,15}$/.test(reference)) return undefined;
  const [invoice] = await books.session.searchRead(Invoice, 'account.invoice', {
    domain: [['id', '=', Number(reference)]],
    fields: FIELDS,
  });
  return invoice;
}

const POSTED = ['posted', 'paid'];

export function referenceTo({ id, state, number, reference }: Pick<Invoice, 'id' | 'state' | 'number' | 'reference'>): LedgerReference {
  const name = number ?? (reference === null || reference === '' ? undefined : reference);
  return { reference: String(id), state: POSTED.includes(state) ? 'posted' : 'draft', ...(name === undefined ? {} : { name }) };
}

/** How the bill in the books differs from the entry, in words. */
export async function differences(books: TrytonBooks, reference: LedgerReference, entry: LedgerEntry): Promise<readonly string[]> {
  const invoice = await readInvoice(books, reference.reference);
  if (invoice === undefined) return ['The bill is no longer in Tryton.'];
  if (invoice.state === 'cancelled') return ['The bill was cancelled in Tryton.'];
  const query = {
    domain: [
      ['invoice', '=', invoice.id],
      ['type', '=', 'line'],
    ],
    fields: ['account', 'amount'],
  };
  const lines = await books.session.searchRead(Line, 'account.invoice.line', query);
  return [
    ...stateDifferences(invoice, reference, entry),
    ...headDifferences(invoice, entry),
    ...lineDifferences(lines, await books.accounts(), entry),
  ];
}

function stateDifferences({ state }: Invoice, reference: LedgerReference, entry: LedgerEntry): string[] {
  const mayBeDraft = reference.state === 'draft' || entry.finish === 'draft';
  return POSTED.includes(state) || mayBeDraft ? [] : ['The bill is still a draft in Tryton.'];
}

function headDifferences(invoice: Invoice, entry: LedgerEntry): string[] {
  const bill = billOf(entry);
  const { code } = invoice['currency.'];
  const amount = (name: string, text: string, wanted: number) => {
    if (minorOf(text, entry.currency) === wanted) return [];
    return [`${name} is ${text} ${code}, posted was ${amountText(wanted, entry.currency)}.`];
  };
  const text = (name: string, found: string | null, wanted: string) =>
    (found ?? '') === wanted ? [] : [`${name} is "${found ?? ''}", posted was "${wanted}".`];
  const comment = invoice.comment ?? '';
  const supplier = supplierIn(comment);
  return [
    ...(keyIn(comment) === entry.key ? [] : ['The mark of Tickmark is gone from the comment, so that the bill cannot be found again.']),
    ...(supplier === undefined || supplier === invoice.party ? [] : [`The supplier is now "${invoice['party.'].rec_name}".`]),
    ...text('The date', invoice.invoice_date, entry.date),
    ...text('The number', invoice.reference, oneLine(entry.number ?? '')),
    ...text('The currency', code, entry.currency),
    ...amount('The total', invoice.total_amount, bill.total),
    ...amount('The tax', invoice.tax_amount, totalTax(bill)),
  ];
}

/** Compares the sums by account, so that neither the order of lines nor their splitting matters. */
function lineDifferences(lines: readonly z.infer<typeof Line>[], accounts: readonly BookAccount[], entry: LedgerEntry): string[] {
  const refs = new Map(accounts.map(({ id, ref }) => [id, ref]));
  const sums = new Map<string, { is: number; was: number }>();
  const add = (account: string, part: { is?: number; was?: number }) => {
    const { is, was } = sums.get(account) ?? { is: 0, was: 0 };
    sums.set(account, { is: is + (part.is ?? 0), was: was + (part.was ?? 0) });
  };
  for (const { account, net } of billOf(entry).lines) add(account, { was: net });
  for (const { account, amount } of lines) {
    const ref = account === null ? 'no account' : (refs.get(account) ?? 'a closed account');
    add(ref, { is: amount === null ? Number.NaN : (minorOf(amount, entry.currency) ?? Number.NaN) });
  }
  return [...sums].flatMap(([account, { is, was }]) => {
    if (is === was) return [];
    if (Number.isNaN(is)) return [`The amount for "${account}" cannot be read.`];
    return [`"${account}" has ${amountText(is, entry.currency)}, posted was ${amountText(was, entry.currency)}.`];
  });
}
