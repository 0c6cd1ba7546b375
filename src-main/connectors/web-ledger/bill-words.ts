/** What connectors to ledgers with bills have in common: texts made harmless, which way round a bill is, and a bill in words. */
import { type Currency, EngineError, formatMoney, money } from '../../contract/index.ts';
import type { Bill, BillLine, LedgerEntry } from '../../engine/ports.ts';
import { oneLine } from '../one-line.ts';

/** The entry's bill. @throws EngineError `ledger_rejected` for entries that were approved before bills were kept */
export function billOf(entry: LedgerEntry): Bill {
  if (entry.bill === undefined) {
    throw new EngineError('ledger_rejected', { note: 'The entry was approved by an older Tickmark. Approve it again.' });
  }
  assertAddsUp(entry, entry.bill);
  return entry.bill;
}

/** Lines must make the total, and legs must say the same: a difference is a fault on our side that no ledger may be left to hide. */
function assertAddsUp(entry: LedgerEntry, bill: Bill): void {
  const sum = bill.lines.reduce((total, { net, tax }) => total + net + tax, 0);
  const legs = entry.legs.reduce((total, { minor }) => total + minor, 0);
  if (sum !== bill.total || legs !== 0 || bill.lines.length === 0) {
    throw new EngineError('ledger_rejected', { note: 'The lines of the entry do not add up to its total.' });
  }
}

/** Ledgers write credit notes as documents of their own with the amounts turned round: -1 there, 1 elsewhere. */
export function signOf(bill: Bill): 1 | -1 {
  return bill.total < 0 || (bill.total === 0 && bill.kind === 'credit-note') ? -1 : 1;
}

/** The part of a supplier's name that a search by likeness needs: its longest word, without signs that mean something in a search. */
export function searchWord(name: string): string {
  const words = oneLine(name, 200)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), '');
}

/** Letters and digits alone, upper case: how tax numbers and account numbers are compared. */
export function compact(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
}

/** The bill as a person reads it; `title` is what the ledger calls such a document. */
export function billWords(title: string, entry: LedgerEntry, bill: Bill): string {
  const amount = (minor: number) => formatMoney(money(minor, entry.currency));
  const head = [
    `${title} · ${oneLine(bill.supplier.name, 200) || 'no supplier'}`,
    [`date ${entry.date}`, bill.dueDate && `due ${bill.dueDate}`, entry.number && `number ${oneLine(entry.number, 100)}`]
      .filter(Boolean)
      .join(' · '),
  ];
  const lines = bill.lines.map((line) => `  ${lineWords(line, entry.currency)}`);
  return [
    ...head,
    ...lines,
    `  total ${amount(bill.total)} ${entry.currency}`,
    `  ${bill.paid ? 'paid from' : 'owed'} ${bill.contra}`,
  ].join('\n');
}

function lineWords(line: BillLine, currency: Currency): string {
  const amount = (minor: number) => formatMoney(money(minor, currency));
  const tax = line.tax === 0 && line.taxCode === undefined ? '' : ` + tax ${amount(line.tax)}${line.taxCode ? ` (${line.taxCode})` : ''}`;
  return `${oneLine(line.description, 100) || '-'} · ${line.account} · ${amount(line.net)}${tax}`;
}
