import type { BillLine, EntryProblem, LedgerEntry } from '../../../engine/ports.ts';
import type { BookTax } from './books.ts';
import { amountText, samePercent } from './map.ts';

/** A row of tax as the server computes it for a bill. `tax` is the id of the leaf, amounts are whole minor units. */
export type TaxRow = {
  readonly account: number;
  readonly tax: number | null;
  readonly description: string;
  readonly legalNotice: string | null;
  readonly base: number;
  readonly amount: number;
};

/**
 * The tax that a line is to carry, none, or why it cannot be told. Tax that is not recovered stands in the net amount, so that such a line
 * carries a tax only where that comes to nothing (zero-rated, reverse charge).
 */
export function taxOfLine(line: BillLine, taxes: readonly BookTax[]): BookTax | undefined | EntryProblem {
  if (line.taxCode !== undefined) {
    const found = taxes.find(({ ref }) => ref === line.taxCode);
    if (found === undefined) return problem(`Tryton has no tax "${line.taxCode}" for purchases.`);
    return line.tax === 0 && found.rate !== undefined && found.rate !== '0' ? undefined : found;
  }
  if (line.tax === 0) return undefined;
  const { taxRate } = line;
  if (taxRate === undefined) return problem('A line has tax, but neither a tax code nor a rate.');
  const [found, another] = taxes.filter(({ rate }) => rate !== undefined && samePercent(rate, taxRate));
  if (found === undefined) return problem(`Tryton has no tax of ${taxRate} % for purchases.`);
  if (another !== undefined) return problem(`Tryton has several taxes of ${taxRate} %; give the tax code the name of one.`);
  return found;
}

/**
 * The rows with the amounts that the document says. The server's own amounts may differ by what rounding explains: one minor unit a line
 * and half a percent, since a shop rounds each item and we see their sum. Anything more is another rate, and a person must look.
 */
export function fitRows(
  rows: readonly TaxRow[],
  lines: readonly { readonly tax: BookTax | undefined; readonly line: BillLine }[],
  currency: LedgerEntry['currency'],
): { readonly rows: readonly TaxRow[] } | EntryProblem {
  const fitted = [...rows];
  for (const { tax, isCredit, wanted, count } of groups(lines)) {
    const own = rows.flatMap((row, index) => (row.tax !== null && tax.parts.has(row.tax) && row.base < 0 === isCredit ? [index] : []));
    const computed = own.reduce((sum, index) => sum + (rows[index]?.amount ?? 0), 0);
    if (computed === wanted) continue;
    const words = `Tryton computes ${amountText(computed, currency)} for "${tax.ref}", the document says ${amountText(wanted, currency)}.`;
    const [index, another] = own;
    const row = index === undefined ? undefined : rows[index];
    const allowed = count + Math.floor(Math.abs(computed) / 200);
    if (index === undefined || row === undefined || another !== undefined || Math.abs(computed - wanted) > allowed) return problem(words);
    fitted[index] = { ...row, amount: wanted };
  }
  return { rows: fitted };
}

/** Lines by tax and direction, as the server sums them up; what the document recovers on them, and how many they are. */
function groups(lines: readonly { readonly tax: BookTax | undefined; readonly line: BillLine }[]) {
  const sums = new Map<string, { tax: BookTax; isCredit: boolean; wanted: number; count: number }>();
  for (const { tax, line } of lines) {
    if (tax === undefined) continue;
    const isCredit = line.net < 0;
    const key = `${tax.id} ${isCredit}`;
    const group = sums.get(key) ?? { tax, isCredit, wanted: 0, count: 0 };
    sums.set(key, { ...group, wanted: group.wanted + line.tax, count: group.count + 1 });
  }
  return [...sums.values()];
}

export function isProblem<T extends object>(value: T | EntryProblem | undefined): value is EntryProblem {
  return value !== undefined && 'words' in value;
}

function problem(words: string): EntryProblem {
  return { code: 'tax', words };
}
