import type { Currency, DecimalText } from '../../../contract/index.ts';
import { exponentOf, formatMoney, money } from '../../../contract/index.ts';
import { repairedNumber } from './confusions.ts';
import { currencyMarkAfter, currencyMarkBefore } from './currency.ts';

/** How sure the form alone makes us: `decimal` has its decimals, `grouped` only thousands (1.234), `integer` neither. */
export type AmountForm = 'decimal' | 'grouped' | 'integer';

/** An amount in a row of text. `minor` is signed whole minor units; `mark` is the currency sign or code beside it. */
export type AmountMention = {
  readonly minor: number;
  readonly start: number;
  readonly end: number;
  readonly form: AmountForm;
  readonly mark: string | undefined;
  /** A letter was read where a digit must have stood, or a space inside the number was closed. */
  readonly repaired: boolean;
};

/** A percentage in a row of text, as decimal text ("20", "5.5"). */
export type RateMention = { readonly rate: string; readonly start: number; readonly end: number };

/** Every shape is bounded, so that matching stays linear whatever the text. Order matters: grouped before plain. */
const NUMBER =
  /\d{1,3}(?:[.,'’]\d{3}){1,4}(?:\s?[.,]\s?\d{1,3})?(?!\d)|\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4},\d{2}(?!\d)|\d{1,9}\s?[.,]\s?\d{2,3}(?!\d)|\d{1,9}\s[.,]\s?\d{2}(?!\d)|[.,]\d{2}(?!\d)|\d{1,12}/g;

/** Letters that may touch an amount: tax codes of tills (S, SR, ZRL, A, B, *T) and the credit mark. Units (KG, ML, CM) may not. */
const UNIT = /^(?:KG|G|GM|GR|MG|ML|CL|L|LT|LTR|M|MM|CM|KM|X|PCS?|STK?|IN|INCH|FT|OZ|LB|W|V|A?H|KWH|GB|MB|TB|K|D|AM|PM|TH|ND|RD)(?![A-Z])/;
const CREDIT = /^\s?CR(?![A-Z])/;

/**
 * Minor units of a number with separators. The last separator with exactly the currency's digits behind it is the decimal
 * mark, whichever sign it is; groups of three are thousands. Undefined where the shape fits no amount of the currency.
 */
export function readNumber(core: string, exponent: number): { minor: number; form: AmountForm } | undefined {
  const compact = core.replace(/[\s\u00a0\u202f]/g, '');
  const separators = compact.match(/[.,'’]/g) ?? [];
  const last = separators.at(-1);
  const scale = (whole: string, fraction: string): number | undefined => {
    const minor = Number(`${whole || '0'}${fraction.slice(0, exponent).padEnd(exponent, '0')}`);
    return Number.isSafeInteger(minor) ? minor : undefined;
  };
  const result = (minor: number | undefined, form: AmountForm) => (minor === undefined ? undefined : { minor, form });
  if (last === undefined) return result(scale(compact, ''), 'integer');
  const at = compact.lastIndexOf(last);
  const fraction = compact.slice(at + 1);
  const whole = compact.slice(0, at).replace(/[.,'’]/g, '');
  const groups = compact.split(/[.,'’]/).slice(1);
  if (last !== "'" && last !== '’') {
    if (exponent > 0 && fraction.length === exponent && (exponent !== 3 || last === '.' || separators.length > 1)) {
      return result(scale(whole, fraction), 'decimal');
    }
    if (fraction.length === 2 && exponent === 3) return result(scale(whole, fraction), 'decimal');
    if (exponent === 0 && fraction === '00') return result(scale(whole, ''), 'decimal');
  }
  const single = new Set(separators).size === 1;
  if (single && groups.every((group) => group.length === 3)) return result(scale(whole + fraction, ''), 'grouped');
  return undefined;
}

/** Text with the digits of numeric-looking tokens mended, same length: `1O.5O` becomes `10.50`. */
export function mendDigits(text: string): string {
  return text.replace(/\S+/g, (token) => {
    const prefix = /^[^\dA-Za-z]*(?:RM|[A-Z]{3}|S?\$|€|£)?/.exec(token)?.[0] ?? '';
    const rest = token.slice(prefix.length);
    if (rest.length < 3 || rest.length > 16 || !/[.,]/.test(rest)) return token;
    const mended = repairedNumber(rest, /[.,'-]/);
    return mended !== undefined && /\d[.,]\d{2}-?$/.test(mended) ? prefix + mended : token;
  });
}

/**
 * Amounts of one row, left to right. `masked` is the row's text with dates and times blanked out (same length).
 * Numbers that belong to words, telephone numbers, percentages and units are left out.
 */
export function amountsIn(masked: string, currency: Currency): AmountMention[] {
  const text = mendDigits(masked);
  const exponent = exponentOf(currency);
  const found: AmountMention[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const [core] = match;
    const start = match.index;
    const end = start + core.length;
    const before = text.slice(0, start);
    const after = text.slice(end, end + 12);
    const mark = currencyMarkBefore(before);
    const markAfter = mark === undefined ? currencyMarkAfter(after) : undefined;
    if (!standsAlone(before, mark, after, markAfter)) continue;
    const read = readNumber(core, exponent);
    if (!read) continue;
    const marked = mark !== undefined || markAfter !== undefined;
    if (read.form === 'integer' && exponent > 0 && !marked) continue;
    if (read.form === 'grouped' && /^[.,]/.test(core)) continue;
    const head = before.slice(0, before.length - (mark?.length ?? 0));
    const tail = after.slice(markAfter?.length ?? 0);
    const negative =
      /[-−–]\s?$/.test(mark === undefined ? before : head) ||
      (mark !== undefined && /^[-−–]/.test(mark.trim())) ||
      isNegativeTail(before, tail);
    found.push({
      minor: negative ? -read.minor : read.minor,
      start: start - (mark?.length ?? 0),
      end: end + (markAfter?.length ?? 0),
      form: read.form,
      mark: (mark ?? markAfter)?.trim(),
      repaired: masked.slice(start, end) !== core || /\d\s[.,]|[.,]\s\d/.test(core),
    });
  }
  return found;
}

function isNegativeTail(before: string, tail: string): boolean {
  if (/\(\s?(?:[A-Z$€£]{1,3}\s?)?$/.test(before) && /^\s?\)/.test(tail)) return true;
  return /^[-−](?![\dA-Za-z])/.test(tail) || CREDIT.test(tail.toUpperCase());
}

function standsAlone(before: string, mark: string | undefined, after: string, markAfter: string | undefined): boolean {
  const left = mark === undefined ? (before.at(-1) ?? ' ') : ' ';
  if (/[\dA-Za-z#@:/\\_]/.test(left) && !/[A-Za-z]{3}:$|[^\d]@$|[A-Za-z)]:$/.test(before)) return false;
  if (/[.,]/.test(left) && /\d[.,]$/.test(before)) return false;
  // 12-34 is no amount, but "25.10 -25.10" ends with a negative one.
  if (/\d(?:-|\s?\/)$/.test(before) && mark === undefined) return false;
  if (markAfter !== undefined) return true;
  const right = after[0] ?? ' ';
  if (/[\d:/\\_]/.test(right) || /^\s?%/.test(after)) return false;
  if (/^[.,]\d/.test(after) || /^-\d/.test(after)) return false;
  const upper = after.toUpperCase();
  if (/^\s?(?:X|KG|PCS|ML|LTR)\b/.test(upper)) return false;
  if (/^[A-Z]/.test(upper)) return !UNIT.test(upper) && /^[A-Z]{1,3}(?![A-Z])/.test(upper);
  return true;
}

/** Percentages of one row: `6%`, `19,00 %`, `@ 6 %`. */
export function ratesIn(text: string): RateMention[] {
  const found: RateMention[] = [];
  for (const match of text.matchAll(/(?<![\d.,])(\d{1,2}(?:[.,]\d{1,3})?)\s?%/g)) {
    const rate = (match[1] ?? '')
      .replace(',', '.')
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '');
    found.push({ rate, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** Canonical text of minor units in a currency. */
export function amountText(minor: number, currency: Currency): DecimalText {
  return formatMoney(money(minor, currency));
}
