import type { Currency } from '../../../contract/index.ts';
import { formatMoney, money } from '../../../contract/index.ts';
import type { LedgerEntry } from '../../../engine/ports.ts';

/**
 * An entry as plain JSON for programs that are not ours: amounts are decimal text with the currency's digits ("-12.50"), so that nobody
 * reads them as floating point. Members that are absent are left out.
 */
export function entryJson(entry: LedgerEntry): Readonly<Record<string, unknown>> {
  const amount = (minor: number) => formatMoney(money(minor, entry.currency));
  return {
    key: entry.key,
    date: entry.date,
    payee: entry.payee,
    number: entry.number,
    description: entry.description,
    currency: entry.currency,
    legs: entry.legs.map(({ account, minor }) => ({ account, amount: amount(minor) })),
    bill: entry.bill && billJson(entry.bill, entry.currency),
    document: entry.document,
  };
}

function billJson(bill: NonNullable<LedgerEntry['bill']>, currency: Currency): Readonly<Record<string, unknown>> {
  const amount = (minor: number) => formatMoney(money(minor, currency));
  return {
    kind: bill.kind,
    supplier: bill.supplier,
    dueDate: bill.dueDate,
    paid: bill.paid,
    contra: bill.contra,
    lines: bill.lines.map(({ net, tax, ...line }) => ({ ...line, net: amount(net), tax: amount(tax) })),
    total: amount(bill.total),
  };
}
