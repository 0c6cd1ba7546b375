import type { Currency } from '../../../contract/index.ts';
import { EngineError, formatMoney, money } from '../../../contract/index.ts';
import type { Bill, LedgerAccount, LedgerEntry, PostingKey } from '../../../engine/ports.ts';
import { oneLine } from '../../one-line.ts';

/** Text that stands in a comment and carries the posting's key. A person who copies the bill copies it as well, which verification tells. */
export function marker(key: PostingKey): string {
  if (!/^[a-z0-9:_-]{1,120}$/.test(key)) throw new EngineError('invalid_input', { note: 'The key of the posting has other characters.' });
  return `[tickmark-key:${key}]`;
}

export function keyIn(text: string): string | undefined {
  return /\[tickmark-key:([a-z0-9:_-]+)\]/.exec(text)?.[1];
}

/** The supplier's id as it was when the bill was written, so that a later change of it is seen. */
export function supplierMarker(id: number): string {
  return `[tickmark-supplier:${id}]`;
}

export function supplierIn(text: string): number | undefined {
  const id = /\[tickmark-supplier:(\d+)\]/.exec(text)?.[1];
  return id === undefined ? undefined : Number(id);
}

/** Code of the identifier without a type by which a party that we made is found again. */
export const externalCode = (externalId: string): string => `tickmark:${externalId}`;

export function externalIdIn(code: string): string | undefined {
  return code.startsWith('tickmark:') ? code.slice('tickmark:'.length) : undefined;
}

/** What the port wants of `Account.ledgerName`. */
const REF = /^[\p{L}\p{N}][\p{L}\p{N} &'.,()/%+#_-]*(:[\p{L}\p{N}][\p{L}\p{N} &'.,()/%+#_-]*)*$/u;

/** True where the text can name an account or a tax: letters and digits first, single spaces, 80 characters at most. */
const isRef = (text: string): boolean => text.length <= 80 && REF.test(text) && !/ {2}| :|: | $/.test(text);

/**
 * A name of its own for each record: the first of its texts (code, then name) that no other record has and that can be one; else its name
 * cut down to the characters that can, with the id behind it.
 */
export function refsOf(records: readonly { readonly id: number; readonly texts: readonly string[] }[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const text of records.flatMap(({ texts }) => [...new Set(texts)])) uses.set(text, (uses.get(text) ?? 0) + 1);
  return new Map(
    records.map(({ id, texts }) => {
      const own = texts.find((text) => uses.get(text) === 1 && isRef(text));
      const rest = (texts.at(-1) ?? '')
        .replace(/[^\p{L}\p{N} ]+/gu, ' ')
        .replace(/ {2,}/g, ' ')
        .trim();
      return [own ?? `${rest === '' ? 'no' : rest.slice(0, 60).trim()} #${id}`, id];
    }),
  );
}

/** The type of an account, as the server keeps it (trytond/modules/account/account.py). */
export type AccountType = {
  readonly statement: string | null;
  readonly assets: boolean;
  readonly receivable: boolean;
  readonly stock: boolean;
  readonly payable: boolean;
  readonly debt: boolean;
  readonly revenue: boolean;
  readonly expense: boolean;
};

/** The server tells liabilities and equity apart by nothing, so that what owes nobody anything has no kind. */
export function kindOf(type: AccountType): LedgerAccount['kind'] {
  if (type.expense) return 'expense';
  if (type.revenue) return 'income';
  if (type.statement === 'balance') {
    if (type.assets || type.receivable) return 'asset';
    if (type.payable || type.debt) return 'liability';
  }
  return undefined;
}

/** Upper-case letters and digits of a tax number or IBAN: how it is compared, whatever spaces and dots it is written with. */
export function compact(number: string): string {
  return number.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

const LEGAL_FORMS = new Set(
  'ltd limited plc llp llc inc corp company gmbh ag kg ohg ug mbh the and und sarl sas srl spa sl sa bv nv oy ab as aps'.split(' '),
);

/** The words of a name by which like names are searched: at most two, without legal forms. They hold letters and digits only. */
export function nameWords(name: string): string[] {
  const words = name.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => word.length > 2 && !LEGAL_FORMS.has(word.toLowerCase()));
  return (telling.length > 0 ? telling : words).slice(0, 2);
}

/** Percent of a rate that is a fraction, by digits: `0.2` is `20`, `0.077` is `7.7`. */
export function percentOf(rate: string): string {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(rate) ?? [];
  const digits = fraction.padEnd(2, '0');
  const before = `${whole}${digits.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  const after = digits.slice(2).replace(/0+$/, '');
  return `${before === '0' && after === '' ? '' : sign}${before}${after === '' ? '' : `.${after}`}`;
}

/** True for percent texts of the same number: `20`, `20.0` and `20.00`. */
export function samePercent(a: string, b: string): boolean {
  const plain = (text: string) => (text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text);
  return plain(a) === plain(b);
}

export const amountText = (minor: number, currency: Currency): string => `${formatMoney(money(minor, currency))} ${currency}`;

/** The bill of an entry. @throws EngineError `ledger_rejected` where there is none or its sums do not add up. */
export function billOf(entry: LedgerEntry): Bill {
  const { bill } = entry;
  if (bill === undefined) throw new EngineError('ledger_rejected', { note: 'It was approved by an older Tickmark; approve it again.' });
  const amounts = [bill.total, ...bill.lines.flatMap(({ net, tax }) => [net, tax]), ...entry.legs.map(({ minor }) => minor)];
  if (!amounts.every(Number.isSafeInteger)) throw new EngineError('ledger_rejected', { note: 'An amount is no whole number.' });
  const lines = bill.lines.reduce((sum, { net, tax }) => sum + net + tax, 0);
  const legs = entry.legs.reduce((sum, { minor }) => sum + minor, 0);
  if (lines === bill.total && legs === 0) return bill;
  throw new EngineError('ledger_rejected', { note: 'Its lines do not add up to its total.' });
}

export const totalTax = (bill: Bill): number => bill.lines.reduce((sum, { tax }) => sum + tax, 0);

/** The bill as the server would show it, for a person. */
export function billText(entry: LedgerEntry, lines: readonly string[]): string {
  const { bill } = entry;
  const head = [
    `${bill !== undefined && bill.total < 0 ? 'Supplier credit note' : 'Supplier bill'} · ${entry.date} · ${oneLine(entry.number ?? '') || 'no number'}`,
    `Supplier: ${oneLine(bill?.supplier.name ?? entry.payee)}`,
    ...(bill?.dueDate === undefined ? [] : [`Due: ${bill.dueDate}`]),
  ];
  const foot =
    bill === undefined ? [] : [`Tax: ${amountText(totalTax(bill), entry.currency)}`, `Total: ${amountText(bill.total, entry.currency)}`];
  return [...head, ...lines, ...foot].join('\n');
}

export function lineTexts(entry: LedgerEntry): string[] {
  return (entry.bill?.lines ?? []).map(({ description, account, net, tax, taxCode }) => {
    const taxed =
      tax === 0 && taxCode === undefined ? '' : ` + tax ${amountText(tax, entry.currency)}${taxCode === undefined ? '' : ` (${taxCode})`}`;
    return `  ${account}: ${amountText(net, entry.currency)}${taxed}  ${oneLine(description)}`.trimEnd();
  });
}
