import { addMoney, Currency, type Extraction, type FieldName, formatMoney, parseMoney, subtractMoney } from '../../contract/index.ts';

/** Cash rounding of the currencies that have it stays within this many minor units (five cents). */
const ROUNDING = 5;

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

function netAndTax({ net, tax, total, currency }: Extraction['fields']): Extraction['sums'] {
  const named = Currency.safeParse(currency?.value);
  if (!named.success || !net || !tax || !total) return [];
  const [netAmount, taxAmount, totalAmount] = [net, tax, total].map(({ value }) => parseMoney(value, named.data));
  if (!netAmount || !taxAmount || !totalAmount) return [];
  const holds = Math.abs(subtractMoney(totalAmount, addMoney(netAmount, taxAmount)).minor) <= ROUNDING;
  const [a, b, c] = [netAmount, taxAmount, totalAmount].map(formatMoney);
  return [{ rule: 'net+tax=total', holds, note: `${a} + ${b} ${holds ? '=' : 'is not'} ${c}` }];
}
