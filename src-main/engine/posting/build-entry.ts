import {
  type Client,
  type Coding,
  Currency,
  EngineError,
  type Extraction,
  formatMoney,
  LocalDate,
  money,
  parseMoney,
} from '../../contract/index.ts';
import type { EntryLeg, LedgerEntry, PostingKey } from '../ports.ts';

export type EntryInput = {
  readonly key: PostingKey;
  readonly client: Client;
  readonly extraction: Extraction;
  readonly coding: Coding;
  readonly document: { readonly name: string; readonly sha256: string };
};

/**
 * The entry of a document: the expense, the tax that is recovered, and the account it was or will be paid from. Legs sum to zero. What
 * the tax leaves of the total is the expense, so that a total accepted against net + tax is posted as the total says.
 * @throws EngineError `fields_missing` naming what the ledger needs, `invalid_input` where the chart lacks an account, or where total or
 * tax cannot be right whatever a person accepts
 */
export function buildEntry({ key, client, extraction, coding, document }: EntryInput): LedgerEntry {
  const { fields } = extraction;
  const currency = Currency.safeParse(fields.currency?.value ?? client.currency);
  const date = LocalDate.safeParse(fields.date?.value);
  const total = currency.success && fields.total ? parseMoney(fields.total.value, currency.data) : undefined;
  const missing = [...(date.success ? [] : ['date']), ...(total ? [] : ['total']), ...(fields.supplier ? [] : ['supplier'])];
  if (!date.success || !total || !fields.supplier) {
    throw new EngineError('fields_missing', { note: `Missing: ${missing.join(', ')}.`, details: { fields: missing.join(',') } });
  }
  const account = (code: string) => {
    const found = client.accounts.find((candidate) => candidate.code === code);
    if (!found)
      throw new EngineError('invalid_input', {
        note: `Account ${code} is not in the chart of ${client.name}.`,
        details: { account: code },
      });
    return found;
  };
  const expense = account(coding.account);
  if (total.minor === 0) {
    throw new EngineError('invalid_input', {
      note: 'The total is zero, so there is nothing to post: set it aside.',
      details: { field: 'total' },
    });
  }
  const tax = recovered(client, extraction, coding, total.currency);
  if (tax && (Math.sign(tax.minor) !== Math.sign(total.minor) || Math.abs(tax.minor) > Math.abs(total.minor))) {
    const words = `Tax of ${formatMoney(money(tax.minor, total.currency))} cannot be part of a total of ${formatMoney(total)}.`;
    throw new EngineError('invalid_input', { note: words, details: { field: 'tax' } });
  }
  const contra = account(isPaid(extraction) ? client.paidAccount : client.payableAccount);
  const used = [expense, ...(tax ? [account(tax.account)] : []), contra];
  const legs: EntryLeg[] = [
    { account: expense.ledgerName, minor: total.minor - (tax?.minor ?? 0) },
    ...(tax ? [{ account: account(tax.account).ledgerName, minor: tax.minor }] : []),
    { account: contra.ledgerName, minor: -total.minor },
  ];
  return {
    key,
    date: date.data,
    payee: fields.supplier.value,
    ...(fields.number ? { number: fields.number.value } : {}),
    description: extraction.type.value,
    currency: total.currency,
    legs,
    document,
    accounts: used.map(({ ledgerName, kind }) => ({ account: ledgerName, kind })),
  };
}

/** Paid where the page proves it, or where it is a receipt that does not ask for payment. */
function isPaid(extraction: Extraction): boolean {
  return extraction.paid ?? extraction.type.value === 'receipt';
}

function recovered(
  client: Client,
  extraction: Extraction,
  coding: Coding,
  currency: Currency,
): { account: string; minor: number } | undefined {
  const code = client.taxCodes.find((candidate) => candidate.code === coding.taxCode);
  const tax = extraction.fields.tax ? parseMoney(extraction.fields.tax.value, currency) : undefined;
  if (!code?.recoverable || code.account === undefined || !tax || tax.minor === 0) return undefined;
  return { account: code.account, minor: money(tax.minor, currency).minor };
}
