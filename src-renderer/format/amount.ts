import { type Currency, exponentOf } from '../../src-main/contract/money.ts';

/** How a locale writes numbers. `group` is empty where it writes no separators. */
export type NumberMarks = { group: string; decimal: string; sizes: readonly [first: number, other: number]; fromDigits: number };

const cache = new Map<string, NumberMarks>();

/** Group and decimal marks of a locale, learned from how `Intl` writes sample numbers. No amount passes through it. */
export function numberMarks(locale: string | undefined): NumberMarks {
  const key = locale ?? '';
  const known = cache.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, numberingSystem: 'latn' });
  const parts = format.formatToParts(12_345_678.5);
  const whole = parts.filter(({ type }) => type === 'integer').map(({ value }) => value.length);
  const small = format.formatToParts(1234.5).filter(({ type }) => type === 'integer').length;
  const marks: NumberMarks = {
    group: parts.find(({ type }) => type === 'group')?.value ?? '',
    decimal: parts.find(({ type }) => type === 'decimal')?.value ?? '.',
    sizes: [whole.at(-1) ?? 3, whole.at(-2) ?? 3],
    // Spanish and Polish write 1234 without a mark and 12 345 with one.
    fromDigits: small > 1 ? 4 : 5,
  };
  cache.set(key, marks);
  return marks;
}

function grouped(digits: string, { group, sizes, fromDigits }: NumberMarks): string {
  const [first, other] = sizes;
  if (group === '' || digits.length < fromDigits || digits.length <= first) return digits;
  const parts = [digits.slice(-first)];
  for (let end = digits.length - first; end > 0; end -= other) parts.unshift(digits.slice(Math.max(0, end - other), end));
  return parts.join(group);
}

/** Decimal text (`-1234.5`) as the user's locale writes it (`-1,234.50`), by its digits. Text that is no decimal is given back as it is. */
export function formatAmount(text: string, options: { currency?: string | undefined; locale?: string | undefined } = {}): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return text;
  const [, sign = '', whole = '0', fraction = ''] = match;
  const marks = numberMarks(options.locale);
  const digits = options.currency ? exponentOf(options.currency as Currency) : fraction.length;
  const decimals = fraction.padEnd(digits, '0');
  const amount = grouped(whole.replace(/^0+(?=\d)/, ''), marks) + (decimals ? marks.decimal + decimals : '');
  return `${sign === '-' ? '\u2212' : ''}${amount}`;
}

/** The same with the currency's code in front, where it is not the one that everybody expects: `EUR 41.10`. */
export function formatMoneyText(
  text: string,
  currency: string | undefined,
  options: { base?: string | undefined; locale?: string | undefined } = {},
): string {
  const amount = formatAmount(text, { currency, locale: options.locale });
  return currency && currency !== options.base ? `${currency} ${amount}` : amount;
}

const counts = new Map<string, Intl.NumberFormat>();

/** A whole number with the locale's marks. */
export function formatCount(count: number, locale?: string): string {
  const key = locale ?? '';
  let format = counts.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    counts.set(key, format);
  }
  return format.format(count);
}

/** A share of 0 to 1 in per cent as the locale writes it, one decimal unless whole: `87.6%`. */
export function formatShare(share: number, locale?: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/** `1 document`, `3 documents`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
