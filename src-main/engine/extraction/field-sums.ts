import {
  addMoney,
  Currency,
  type Extraction,
  type FieldName,
  formatMoney,
  type Money,
  parseMoney,
  subtractMoney,
} from '../../contract/index.ts';
import { ROUNDING_LIMIT } from './arithmetic.ts';

/**
 * The sums of a document some of whose values a person changed. A sum that spoke of a changed value proves nothing any more: net and tax
 * are added up anew, the others are left out, because their parts are printed on the page and the new value need not be.
 */
export function sumsAfter(sums: Extraction['sums'], fields: Extraction['fields'], changed: ReadonlySet<FieldName>): Extraction['sums'] {
  const touches = (...names: FieldName[]) => names.some((name) => changed.has(name));
  if (!touches('net', 'tax', 'total', 'currency')) return sums;
  const kept = sums.filter(({ rule }) => {
    if (rule === 'net+tax=total' || touches('currency')) return false;
    if (rule === 'lines=net') return !changed.has('net');
    return rule === 'taxes=tax' ? !changed.has('tax') : !changed.has('total');
  });
  return [...netAndTax(fields), ...kept];
}

/**
 * The sums of a page with that of the net and tax that were chosen for its fields: where both are printed and make the total to the last minor unit, it
 * takes the place of the one that labels alone led to. A tax of nothing beside a net that is the total proves nothing.
 */
export function sumsWith(sums: Extraction['sums'], fields: Extraction['fields']): Extraction['sums'] {
  const { net, tax } = fields;
  const parts = net?.box === undefined || tax?.box === undefined ? undefined : partsOf(fields);
  const known = sums.find(({ rule }) => rule === 'net+tax=total');
  if (parts === undefined || parts.tax.minor === 0 || parts.rounding.minor !== 0 || known?.holds === true) return sums;
  return [sumOf(parts), ...sums.filter((sum) => sum !== known)];
}

function netAndTax(fields: Extraction['fields']): Extraction['sums'] {
  const parts = partsOf(fields);
  return parts === undefined ? [] : [sumOf(parts)];
}

/** `rounding` is what the total has more than net and tax. */
type Parts = Readonly<Record<'net' | 'tax' | 'total' | 'rounding', Money>>;

function partsOf({ net, tax, total, currency }: Extraction['fields']): Parts | undefined {
  const named = Currency.safeParse(currency?.value);
  if (!named.success || !net || !tax || !total) return undefined;
  const [netAmount, taxAmount, totalAmount] = [net, tax, total].map(({ value }) => parseMoney(value, named.data));
  if (!netAmount || !taxAmount || !totalAmount) return undefined;
  return { net: netAmount, tax: taxAmount, total: totalAmount, rounding: subtractMoney(totalAmount, addMoney(netAmount, taxAmount)) };
}

function sumOf({ net, tax, total, rounding }: Parts): Extraction['sums'][number] {
  const holds = Math.abs(rounding.minor) <= ROUNDING_LIMIT;
  const added = [net, tax].map(formatMoney).join(' + ');
  const by = formatMoney({ ...rounding, minor: Math.abs(rounding.minor) });
  const rounded = holds && rounding.minor !== 0 ? ` ${rounding.minor < 0 ? '−' : '+'} ${by} (rounding)` : '';
  return { rule: 'net+tax=total', holds, note: `${added}${rounded} ${holds ? '=' : 'is not'} ${formatMoney(total)}` };
}
