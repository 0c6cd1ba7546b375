import { z } from 'zod';
import type { Currency, LocalDate } from '../../../contract/index.ts';
import { formatMoney, LocalDate as LocalDateSchema, localDate, money, parseMoney } from '../../../contract/index.ts';

/** A value as it goes to the server: JSON, in which dates, decimals and bytes are objects with a class (trytond/protocols/jsonrpc.py). */
export type Wire = null | boolean | number | string | readonly Wire[] | { readonly [name: string]: Wire };

export function wireDate(date: LocalDate): Wire {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return { __class__: 'date', year, month, day };
}

/** `minor` are whole minor units of the currency. */
export function wireMoney(minor: number, currency: Currency): Wire {
  return { __class__: 'Decimal', decimal: formatMoney(money(minor, currency)) };
}

export function wireDecimal(text: string): Wire {
  return { __class__: 'Decimal', decimal: text };
}

export function wireBytes(bytes: Uint8Array): Wire {
  return { __class__: 'bytes', base64: Buffer.from(bytes).toString('base64') };
}

/** A day, as `YYYY-MM-DD`. */
export const WireDate = z
  .object({ __class__: z.literal('date'), year: z.int(), month: z.int(), day: z.int() })
  .transform((value, context) => {
    const day = LocalDateSchema.safeParse(localDate(value.year, value.month, value.day));
    if (day.success) return day.data;
    context.addIssue('a day that exists');
    return z.NEVER;
  });

/** A decimal number as plain text without exponent and without trailing zeros: `0.2`, `-60.6`, `100`. */
export const WireDecimal = z.object({ __class__: z.literal('Decimal'), decimal: z.string() }).transform(({ decimal }, context) => {
  const text = plainDecimal(decimal);
  if (text !== undefined) return text;
  context.addIssue('a decimal number');
  return z.NEVER;
});

export const WireBytes = z
  .object({ __class__: z.literal('bytes'), base64: z.string() })
  .transform(({ base64 }) => new Uint8Array(Buffer.from(base64, 'base64')));

/** True or false; over SQLite it comes as 1 or 0. */
export const WireFlag = z.union([z.boolean(), z.number(), z.null()]).transform(Boolean);

/** Whole minor units of the currency; undefined where the number has more digits than the currency. */
export function minorOf(text: string, currency: Currency): number | undefined {
  return parseMoney(text, currency)?.minor;
}

/** Undoes the exponent that Python writes for some decimals (`1E+2`, `0E-8`), by digits. Undefined for what is no number. */
export function plainDecimal(text: string): string | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const padded = point > 0 ? digits.padEnd(point, '0') : digits.padStart(digits.length - point + 1, '0');
  const at = Math.max(point, 1);
  const [before, after] = [padded.slice(0, at).replace(/^0+(?=\d)/, ''), padded.slice(at).replace(/0+$/, '')];
  const number = after === '' ? before : `${before}.${after}`;
  return number === '0' ? '0' : `${sign}${number}`;
}
