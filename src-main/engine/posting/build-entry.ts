import {
  type Account,
  type Client,
  type Coding,
  Currency,
  EngineError,
  type Extraction,
  formatMoney,
  LocalDate,
  type Money,
  money,
  parseMoney,
} from '../../contract/index.ts';
import { supplierKey } from '../domain/index.ts';
import type { Bill, EntryLeg, LedgerEntry, PostingKey } from '../ports.ts';
import { billLines, recoveredTax } from './bill-lines.ts';

export type EntryInput = {
  readonly key: PostingKey;
  readonly client: Client;
  readonly extraction: Extraction;
  readonly coding: Coding;
  readonly document: { readonly name: string; readonly sha256: string; readonly mediaType: string; readonly size: number };
  /** A person has seen that the ledger may hold this bill already. */
  readonly acceptsDuplicate?: boolean;
};

/**
 * The entry of a document, as legs and as a bill: the expense, the tax that is recovered, and the account it was or will be paid from. Legs
 * sum to zero. What the tax leaves of the total is the expense, so that a total accepted against net + tax is posted as the total says.
 * @throws EngineError `fields_missing` naming what the ledger needs, `invalid_input` where the chart lacks an account, or where total or
 * tax cannot be right whatever a person accepts
 */
export function buildEntry(input: EntryInput): LedgerEntry {
  const { key, client, extraction, coding, document } = input;
  const { fields } = extraction;
  const { date, total, supplier } = neededFields(client, extraction);
  const account = accountsOf(client);
  const expense = account(coding.account);
  const tax = recoveredTax(client, extraction, coding, total.currency);
  assertPossible(total, tax?.minor ?? 0);
  const paid = isPaid(extraction);
  const contra = account(paid ? client.paidAccount : client.payableAccount);
  const taxAccount = tax === undefined ? undefined : account(tax.account);
  const used = [expense, ...(taxAccount === undefined ? [] : [taxAccount]), contra];
  const legs: EntryLeg[] = [
    { account: expense.ledgerName, minor: total.minor - (tax?.minor ?? 0) },
    ...(tax && taxAccount ? [{ account: taxAccount.ledgerName, minor: tax.minor }] : []),
    { account: contra.ledgerName, minor: -total.minor },
  ];
  const dueDate = LocalDate.safeParse(fields.dueDate?.value);
  const bill: Bill = {
    kind: extraction.type.value === 'credit-note' || total.minor < 0 ? 'credit-note' : paid ? 'receipt' : 'bill',
    supplier: {
      key: supplierKey(supplier),
      name: supplier,
      ...(fields.supplierTaxId ? { taxNumber: fields.supplierTaxId.value } : {}),
      ...(fields.iban ? { iban: fields.iban.value } : {}),
      ...(fields.address ? { address: fields.address.value } : {}),
    },
    ...(dueDate.success ? { dueDate: dueDate.data } : {}),
    lines: billLines({ client, extraction, coding, total, expense, tax, taxAccount }),
    total: total.minor,
    paid,
    contra: contra.ledgerName,
  };
  return {
    key,
    date,
    payee: supplier,
    ...(fields.number ? { number: fields.number.value } : {}),
    description: extraction.type.value,
    currency: total.currency,
    legs,
    document,
    accounts: used.map(({ ledgerName, kind }) => ({ account: ledgerName, kind })),
    bill,
    finish: client.finish,
    ...(input.acceptsDuplicate === true ? { acceptsDuplicate: true } : {}),
  };
}

function neededFields(client: Client, { fields }: Extraction): { date: LocalDate; total: Money; supplier: string } {
  const currency = Currency.safeParse(fields.currency?.value ?? client.currency);
  const date = LocalDate.safeParse(fields.date?.value);
  const total = currency.success && fields.total ? parseMoney(fields.total.value, currency.data) : undefined;
  const missing = [...(date.success ? [] : ['date']), ...(total ? [] : ['total']), ...(fields.supplier ? [] : ['supplier'])];
  if (!date.success || !total || !fields.supplier) {
    throw new EngineError('fields_missing', { note: `Missing: ${missing.join(', ')}.`, details: { fields: missing.join(',') } });
  }
  return { date: date.data, total, supplier: fields.supplier.value };
}

function accountsOf(client: Client): (code: string) => Account {
  return (code) => {
    const found = client.accounts.find((candidate) => candidate.code === code);
    if (found) return found;
    throw new EngineError('invalid_input', { note: `Account ${code} is not in the chart of ${client.name}.`, details: { account: code } });
  };
}

function assertPossible(total: Money, tax: number): void {
  if (total.minor === 0) {
    throw new EngineError('invalid_input', {
      note: 'The total is zero, so there is nothing to post: set it aside.',
      details: { field: 'total' },
    });
  }
  if (tax !== 0 && (Math.sign(tax) !== Math.sign(total.minor) || Math.abs(tax) > Math.abs(total.minor))) {
    const words = `Tax of ${formatMoney(money(tax, total.currency))} cannot be part of a total of ${formatMoney(total)}.`;
    throw new EngineError('invalid_input', { note: words, details: { field: 'tax' } });
  }
}

/** Paid where the page proves it, or where it is a receipt that does not ask for payment. */
function isPaid(extraction: Extraction): boolean {
  return extraction.paid ?? extraction.type.value === 'receipt';
}
