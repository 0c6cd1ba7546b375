/** Amounts as JSON numbers, which is how most ledgers write them. */
import { type Currency, exponentOf, formatMoney, money, parseMoney } from '../../contract/index.ts';

/**
 * The number whose shortest text is exactly the amount's digits. Nothing is ever calculated with it: amounts have at most 15 digits, which
 * a JSON number carries unchanged.
 */
export function jsonAmount(minor: number, currency: Currency): number {
  return Number(formatMoney(money(minor, currency)));
}

/**
 * Minor units of a JSON number, or of decimal text, by its digits. A last digit that binary arithmetic left behind (120.00000000000001) is
 * dropped; a real fraction of a minor unit gives undefined.
 */
export function minorOf(value: number | string, currency: Currency): number | undefined {
  if (typeof value === 'string') return parseMoney(value, currency)?.minor;
  const digits = exponentOf(currency);
  if (!Number.isFinite(value) || Math.abs(value) >= 1e13) return undefined;
  const text = value.toFixed(digits);
  if (Math.abs(Number(text) - value) > 10 ** -(digits + 4)) return undefined;
  return parseMoney(text, currency)?.minor;
}
