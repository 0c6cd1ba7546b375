import type { Currency, DecimalText } from '../../../contract/index.ts';
import { exponentOf, formatMoney, money } from '../../../contract/index.ts';
import { repairedNumber } from './confusions.ts';
import { currencyMarkAfter, currencyMarkBefore } from './currency.ts';
import { matchesIn } from './matches.ts';
import type { AmountForm } from './number.ts';
import { dashEnding, numbersIn, readNumber } from './number.ts';

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

/** Letters that may touch an amount: tax codes of tills (S, SR, ZRL, A, B, *T) and the credit mark. Units (KG, ML, CM) may not. */
const UNIT = /^(?:KG|G|GM|GR|MG|ML|CL|L|LT|LTR|M|MM|CM|KM|X|PCS?|STK?|IN|INCH|FT|OZ|LB|W|V|A?H|KWH|GB|MB|TB|K|D|AM|PM|TH|ND|RD)(?![A-Z])/;
const CREDIT = /^\s?CR(?![A-Z])/;

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

/** Marks without width or that only turn the direction of writing; PDFs put them inside numbers. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/**
 * Amounts of one row, left to right. `masked` is the row's text with dates and times blanked out (same length).
 * Numbers that belong to words, telephone numbers, percentages and units are left out.
 */
export function amountsIn(masked: string, currency: Currency): AmountMention[] {
  if (!/\d/.test(masked)) return [];
  const text = mendDigits(masked.replace(INVISIBLE, ' '));
  const exponent = exponentOf(currency);
  const found: AmountMention[] = [];
  for (const match of numbersIn(text, currency)) {
    const [core] = match;
    const start = match.index;
    const stop = start + core.length;
    const before = text.slice(0, start);
    const dash = dashEnding(core, text.slice(stop, stop + 6));
    const end = stop + dash;
    const after = text.slice(end, end + 12);
    const mark = currencyMarkBefore(before, currency);
    const markAfter = mark === undefined ? currencyMarkAfter(after, currency) : undefined;
    if (dash > 0 && (mark ?? markAfter) === undefined && isListNumber(before, after)) continue;
    if (!standsAlone(before, mark, dash > 0 ? after.replace(/^\/(?=\s|$)/, '') : after, markAfter)) continue;
    const read = readNumber(core, exponent);
    if (!read) continue;
    const marked = mark !== undefined || markAfter !== undefined;
    const form = dash > 0 ? 'decimal' : read.form;
    if (form === 'integer' && exponent > 0 && !marked) continue;
    if (form === 'grouped' && /^[.,]/.test(core)) continue;
    found.push({
      minor: isNegative(before, mark, after.slice(markAfter?.length ?? 0)) ? -read.minor : read.minor,
      start: start - (mark?.length ?? 0),
      end: end + (markAfter?.length ?? 0),
      form,
      mark: (mark ?? markAfter)?.trim(),
      repaired: masked.slice(start, stop) !== core || /\d\s[.,]|[.,]\s\d/.test(core),
    });
  }
  return found;
}

/** "1.- Widget" numbers a list; "12.-" alone or behind words is an amount. */
function isListNumber(before: string, after: string): boolean {
  return before.trim() === '' && after.trim() !== '';
}

function isNegative(before: string, mark: string | undefined, tail: string): boolean {
  const head = before.slice(0, before.length - (mark?.length ?? 0));
  // A hyphen at the end of a word before ("Beamer- 122.50") is no minus.
  if (/[-−–]$|(?<!\p{L})[-−–]\s$/u.test(head) || (mark !== undefined && /^[-−–]|[-−–]\s?$/.test(mark.trim()))) return true;
  if (/\(\s?(?:[A-Z$€£]{1,3}\s?)?$/.test(before) && /^\s?\)/.test(tail)) return true;
  return /^[-−–](?![\dA-Za-z])/.test(tail) || CREDIT.test(tail.toUpperCase());
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

const RATE = /(?<![\d.,])(\d{1,2}(?:[.,]\d{1,3})?)\s?%/g;

/** Percentages of one row: `6%`, `19,00 %`, `@ 6 %`. */
export function ratesIn(text: string): RateMention[] {
  const found: RateMention[] = [];
  for (const match of matchesIn(text, RATE)) {
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

/** Minor units of a canonical text, which has the currency's digits: the way back from `amountText`. */
export function minorOf(decimal: string): number {
  return Number(decimal.replace('.', ''));
}
