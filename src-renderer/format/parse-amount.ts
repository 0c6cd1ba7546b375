import { type Currency, type DecimalText, formatMoney, parseMoney } from '../../src-main/contract/money.ts';
import { numberMarks } from './amount.ts';

/**
 * Decimal text of an amount as a person types it, by its digits; undefined where it is none or has more digits than the currency.
 * Grouping must be whole (`1,234.50`); a lone mark before one or two last digits is a decimal mark whichever it is (`1,50`).
 */
export function parseAmount(text: string, currency: string, locale?: string): DecimalText | undefined {
  const typed = text
    .trim()
    .replaceAll('\u2212', '-')
    .replace(/[\s\u00a0\u202f'’]/g, '');
  const { group, decimal } = numberMarks(locale);
  const [g, d] = [escaped(group.trim()), escaped(decimal)];
  const plain = new RegExp(`^-?\\d+(${d}\\d+)?$`);
  const grouped = g === '' ? undefined : new RegExp(`^-?\\d{1,3}(${g}\\d{3})+(${d}\\d+)?$`);
  let digits: string | undefined;
  if (plain.test(typed)) digits = typed.replace(decimal, '.');
  else if (grouped?.test(typed)) digits = typed.replaceAll(group.trim(), '').replace(decimal, '.');
  else if (/^-?\d+[.,]\d{1,2}$/.test(typed)) digits = typed.replace(',', '.');
  if (digits === undefined) return undefined;
  const parsed = parseMoney(digits, currency as Currency);
  return parsed && formatMoney(parsed);
}

function escaped(mark: string): string {
  return mark.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
