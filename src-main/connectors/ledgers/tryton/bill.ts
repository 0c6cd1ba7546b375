import { z } from 'zod';
import { EngineError, LocalDate } from '../../../contract/index.ts';
import type { Bill, BillLine, EntryProblem, LedgerEntry } from '../../../engine/ports.ts';
import { oneLine } from '../../one-line.ts';
import type { BookAccount, BookTax, TrytonBooks } from './books.ts';
import { billOf, marker, supplierMarker } from './map.ts';
import type { TaxRow } from './taxes.ts';
import { fitRows, isProblem, taxOfLine } from './taxes.ts';
import type { Wire } from './wire.ts';
import { minorOf, WireDecimal, wireDate, wireMoney } from './wire.ts';

/** A bill worked out against the books as they are: ready to be written, or why it cannot be. */
export type WorkedOut = {
  readonly bill: Bill;
  readonly currencyId: number;
  readonly lines: readonly { readonly account: BookAccount; readonly tax: BookTax | undefined; readonly line: BillLine }[];
  readonly rows: readonly TaxRow[];
  /** The account that is owed, where the entry names it. */
  readonly payable: BookAccount | undefined;
};

const ComputedTax = z.object({
  account: z.int(),
  tax: z.int().nullable(),
  description: z.string(),
  legal_notice: z.string().nullable(),
  base: WireDecimal,
  amount: WireDecimal,
});
const ComputedLines = z.object({ taxes: z.object({ add: z.array(z.tuple([z.int(), ComputedTax])).default([]) }).optional() });

/** Reads only. @throws EngineError `ledger_rejected` for an entry that is no whole bill */
export async function workOut(books: TrytonBooks, entry: LedgerEntry): Promise<WorkedOut | { readonly problems: readonly EntryProblem[] }> {
  const bill = billOf(entry);
  const [accounts, taxes, currencyId] = await Promise.all([books.accounts(), books.taxes(), books.currencyId(entry.currency)]);
  if (currencyId === undefined) {
    return { problems: [{ code: 'currency', words: `Tryton has no active currency ${entry.currency}.` }] };
  }
  const found = bill.lines.map((line) => ({ line, account: accountOfLine(line, accounts), tax: taxOfLine(line, taxes) }));
  const payable = bill.paid ? undefined : accounts.find(({ ref }) => ref === bill.contra);
  const problems = [
    ...found.flatMap(({ account, tax }) => [account, tax]).filter((part) => isProblem(part)),
    ...(bill.paid || payable?.type.payable === true
      ? []
      : [accountProblem(`Tryton has no account "${bill.contra}" for what is owed to suppliers.`)]),
  ];
  const lines = found.flatMap(({ line, account, tax }) => (isProblem(account) || isProblem(tax) ? [] : [{ line, account, tax }]));
  if (problems.length > 0) return { problems: unique(problems) };
  const computed = await computedRows(books, entry, currencyId, lines);
  const fitted = isProblem(computed) ? computed : fitRows(computed.rows, lines, entry.currency);
  return isProblem(fitted) ? { problems: [fitted] } : { bill, currencyId, lines, payable, rows: fitted.rows };
}

function accountOfLine({ account: name }: BillLine, accounts: readonly BookAccount[]): BookAccount | EntryProblem {
  const account = accounts.find(({ ref }) => ref === name);
  if (account === undefined) return accountProblem(`Tryton has no open account "${name}".`);
  return account.onBills
    ? account
    : accountProblem(`Tryton takes only accounts of the types expense and debt on a bill, which "${name}" is not.`);
}

function accountProblem(words: string): EntryProblem {
  return { code: 'account', words };
}

function unique(problems: readonly EntryProblem[]): EntryProblem[] {
  return [...new Map(problems.map((problem) => [problem.words, problem])).values()];
}

/** The server's own computation of the taxes, as its client asks for it while a person types. */
async function computedRows(
  books: TrytonBooks,
  entry: LedgerEntry,
  currencyId: number,
  lines: WorkedOut['lines'],
): Promise<{ readonly rows: readonly TaxRow[] } | EntryProblem> {
  if (lines.every(({ tax }) => tax === undefined)) return { rows: [] };
  const { id: company } = await books.company();
  const values = {
    id: -1,
    type: 'in',
    company,
    currency: currencyId,
    invoice_date: wireDate(entry.date),
    accounting_date: null,
    taxes: [],
    lines: lines.map((line, index) => ({ id: -1 - index, ...lineValues(entry, company, currencyId, line) })),
  };
  const { taxes } = await books.session.call(ComputedLines, 'model.account.invoice.on_change_lines', [values]);
  const rows = (taxes?.add ?? []).map(([, row]) => {
    const [base, amount] = [minorOf(row.base, entry.currency), minorOf(row.amount, entry.currency)];
    if (base === undefined || amount === undefined) return undefined;
    return { account: row.account, tax: row.tax, description: row.description, legalNotice: row.legal_notice, base, amount };
  });
  const whole = rows.filter((row) => row !== undefined);
  if (whole.length === rows.length) return { rows: whole };
  return { code: 'currency', words: `Tryton counts ${entry.currency} with more decimals than the currency has.` };
}

/** One line as the server takes it. A credit is a negative quantity: the price stays positive. */
function lineValues(
  entry: LedgerEntry,
  company: number,
  currency: number,
  { account, tax, line }: WorkedOut['lines'][number],
): { readonly [name: string]: Wire } {
  return {
    type: 'line',
    invoice_type: 'in',
    company,
    currency,
    account: account.id,
    description: oneLine(line.description),
    quantity: line.net < 0 ? -1 : 1,
    unit_price: wireMoney(Math.abs(line.net), entry.currency),
    taxes: tax === undefined ? [] : [tax.id],
    // What the bill says is recovered, whatever share the product or the company usually has.
    taxes_deductible_rate: { __class__: 'Decimal', decimal: '1' },
  };
}

const Chosen = z.object({ invoice_address: z.int().nullable(), payment_term: z.int().nullable() }).partial();

/**
 * The record to be created: one call makes all of it, so that there is never half a bill. `supplier` is the id of a party.
 * @throws EngineError `ledger_rejected` where the books lack what a bill needs
 */
export async function invoiceValues(books: TrytonBooks, entry: LedgerEntry, worked: WorkedOut, supplier: number): Promise<Wire> {
  const { id: company } = await books.company();
  const { bill, currencyId, lines, rows } = worked;
  const start = { id: -1, type: 'in', company, party: supplier };
  const [chosen, journal, account] = await Promise.all([
    books.session.call(Chosen, 'model.account.invoice.on_change_party', [start]),
    books.journalId(),
    worked.payable?.id ?? usualPayable(books, { ...start, invoice_date: wireDate(entry.date), accounting_date: null }),
  ]);
  if (journal === undefined) throw new EngineError('ledger_rejected', { note: 'Tryton has no journal of the type "Expense".' });
  const term = bill.dueDate === undefined ? (chosen.payment_term ?? null) : null;
  return {
    type: 'in',
    company,
    party: supplier,
    invoice_address: chosen.invoice_address ?? (await newAddress(books, supplier)),
    currency: currencyId,
    journal,
    account,
    payment_term: term,
    // Without a term the whole sum is due on this day.
    payment_term_date: term === null ? wireDate(LocalDate.parse(bill.dueDate ?? entry.date)) : null,
    invoice_date: wireDate(entry.date),
    reference: oneLine(entry.number ?? '') || null,
    description: oneLine(entry.description) || null,
    comment: `${marker(entry.key)} ${supplierMarker(supplier)}`,
    lines: [['create', lines.map((line) => withLinks(lineValues(entry, company, currencyId, line)))]],
    ...(rows.length === 0 ? {} : { taxes: [['create', rows.map((row, index) => taxValues(entry, row, index))]] }),
  };
}

function withLinks({ taxes, ...values }: { readonly [name: string]: Wire }): Wire {
  return Array.isArray(taxes) && taxes.length > 0 ? { ...values, taxes: [['add', taxes]] } : values;
}

function taxValues(entry: LedgerEntry, { account, tax, description, legalNotice, base, amount }: TaxRow, index: number): Wire {
  return {
    account,
    tax,
    description,
    legal_notice: legalNotice,
    base: wireMoney(base, entry.currency),
    amount: wireMoney(amount, entry.currency),
    manual: false,
    sequence: index,
  };
}

/** The account that the supplier, or else the company, has for what is owed. */
async function usualPayable(books: TrytonBooks, values: { readonly [name: string]: Wire }): Promise<number> {
  const account = await books.session.call(z.int().nullable(), 'model.account.invoice.on_change_with_account', [values]);
  if (account !== null) return account;
  throw new EngineError('ledger_rejected', { note: 'Tryton has no default account for what is owed to suppliers.' });
}

/** A bill needs an address of its supplier, be it empty. */
async function newAddress(books: TrytonBooks, supplier: number): Promise<number> {
  return books.session.create('party.address', { party: supplier });
}
