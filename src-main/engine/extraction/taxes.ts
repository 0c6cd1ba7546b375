import type { TaxLine } from '../../contract/index.ts';
import type { AmountFact } from './amounts.ts';
import type { Facts, RowFacts } from './facts.ts';
import { says } from './facts.ts';
import { amountText } from './grammar/amount.ts';

/** Tax of one rate in minor units; the rate is decimal text. */
export type TaxAmount = { readonly rate: string | undefined; readonly net: number | undefined; readonly tax: number };

/** Tax may be rounded per line, so a table's tax can differ from rate times net by a few minor units. */
const SLACK = 3;
const MOST_LINES = 10;

/**
 * Rows that show a rate with a net and its tax, found by arithmetic and not by column order (some tables print net, tax,
 * gross, some gross first): net × rate = tax, or gross − net = tax.
 */
export function taxLinesOf(facts: Facts, amounts: readonly AmountFact[]): TaxAmount[] {
  const lines: TaxAmount[] = [];
  for (const row of facts.rows) {
    if (row.rates.length > 1 || row.amounts.length === 0 || row.amounts.length > 5) continue;
    if (says(row.label, 'discount')) continue;
    const values = row.amounts.map((a) => a.minor);
    const rate = row.rates[0]?.rate ?? bareRate(row, values);
    if (rate === undefined) continue;
    const pair = netTaxPair(values, rate);
    const named = says(row.label, 'tax') || amounts.some((f) => f.facts === row && (f.inTaxTable || f.column.has('tax')));
    if (pair) lines.push({ rate, ...pair });
    else if (named && values.length === 1 && rate !== '0' && !says(row.label, 'total') && !says(row.label, 'subtotal'))
      lines.push({ rate, net: undefined, tax: values[0] ?? 0 });
    if (lines.length >= MOST_LINES) break;
  }
  return distinct(lines);
}

/** A whole number in a row of tax that is the rate by arithmetic, where the column heading has the percent sign. */
function bareRate(row: RowFacts, values: readonly number[]): string | undefined {
  if (values.length < 2 || !says(row.label, 'tax')) return undefined;
  const numbers = [...row.row.text.matchAll(/(?<![\d.,/-])([1-9]|1\d|2[0-7])(?![\d.,/%-])/g)].map((m) => m[1] ?? '');
  return numbers.find((rate) => netTaxPair(values, rate) !== undefined);
}

function netTaxPair(values: readonly number[], rate: string): { net: number; tax: number } | undefined {
  const percent = Number(rate);
  for (const net of values) {
    for (const tax of values) {
      if (net === tax || Math.abs(tax) >= Math.abs(net) || tax === 0) continue;
      if (Math.abs((net * percent) / 100 - tax) <= SLACK && values.length <= 4) return { net, tax };
    }
  }
  return undefined;
}

function distinct(lines: readonly TaxAmount[]): TaxAmount[] {
  return lines.filter((line, i) => lines.findIndex((other) => other.rate === line.rate && other.tax === line.tax) === i);
}

/** Contract shape. */
export function toTaxLine(line: TaxAmount, facts: Facts, sign: (minor: number) => number): TaxLine {
  const text = (minor: number) => amountText(sign(minor), facts.currency.code);
  return {
    ...(line.rate === undefined ? {} : { rate: line.rate }),
    ...(line.net === undefined ? {} : { net: text(line.net) }),
    tax: text(line.tax),
  };
}
