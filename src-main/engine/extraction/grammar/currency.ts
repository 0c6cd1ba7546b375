import type { Currency } from '../../../contract/index.ts';
import { CURRENCIES } from '../../../contract/index.ts';
import { matchesIn } from './matches.ts';

/** Signs that stand for one currency only. */
const SIGNS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '₩': 'KRW',
  '₫': 'VND',
  '฿': 'THB',
  '₱': 'PHP',
  '₺': 'TRY',
  '₴': 'UAH',
  '₪': 'ILS',
  '₦': 'NGN',
  '₽': 'RUB',
  RM: 'MYR',
  RP: 'IDR',
  S$: 'SGD',
  A$: 'AUD',
  AU$: 'AUD',
  US$: 'USD',
  C$: 'CAD',
  CA$: 'CAD',
  NZ$: 'NZD',
  HK$: 'HKD',
  NT$: 'TWD',
  R$: 'BRL',
  KČ: 'CZK',
  FT: 'HUF',
  ZŁ: 'PLN',
  RS: 'INR',
  DH: 'AED',
  DHS: 'AED',
  NIS: 'ILS',
  BAHT: 'THB',
  EURO: 'EUR',
  FR: 'CHF',
  SFR: 'CHF',
  DKR: 'DKK',
  ZL: 'PLN',
  KC: 'CZK',
  LEI: 'RON',
  R: 'ZAR',
  원: 'KRW',
  円: 'JPY',
  元: 'CNY',
};

/** Signs of several currencies: the client's own where it is one of them, else the first. */
const SHARED_SIGNS: Readonly<Record<string, readonly string[]>> = {
  $: [
    'USD',
    'AUD',
    'CAD',
    'NZD',
    'SGD',
    'HKD',
    'TWD',
    'MXN',
    'BBD',
    'BSD',
    'BZD',
    'FJD',
    'JMD',
    'TTD',
    'NAD',
    'XCD',
    'ARS',
    'CLP',
    'COP',
    'UYU',
  ],
  '¥': ['JPY', 'CNY'],
  '￥': ['JPY', 'CNY'],
  KR: ['SEK', 'NOK', 'DKK', 'ISK'],
};

/** ISO codes that are also words of tills and invoices; they count only beside an amount. */
const WORD_CODES = new Set([
  // BHD is the Bahraini dinar, and the end of every Malaysian company's name.
  'BHD',
  'ALL',
  'TOP',
  'TRY',
  'CUP',
  'MOP',
  'PEN',
  'GEL',
  'BAM',
  'COP',
  'SOS',
  'LAK',
  'MAD',
  'RON',
  'BOB',
  'AMD',
  'ANG',
  'DOP',
  'STN',
  'GIP',
  'MRU',
  'NAD',
  'SEK',
  'MUR',
  'SAR',
  'ZAR',
  'KES',
]);
const CODES = new Set(CURRENCIES);

const SIGN = '[€£¥￥₹₩₫฿₱₺₴₪₦₽$]';
/** Short words that are currencies only where the document's currency is one of theirs: "Fr" is a Friday elsewhere, "R" a tax code. */
const WORDS = 'Fr|FR|SFr|sFr|Ft|FT|z[łŁ]|ZŁ|zl|K[čČ]|Kc|lei|Lei|LEI|R';
const MINUS = '[-−–]';
const MARK_BEFORE = new RegExp(
  `(?:^|[\\s(:=@*.\\-−–])(${MINUS}?(?:[A-Z]{1,3}\\$|RM|Rp|RP|Rs|RS|kr|Kr|KR|[Ee]uro|EURO|Dhs?|[A-Z]{3}|${WORDS}|${SIGN})\\.?\\s{0,2}(?:${MINUS}\\s?)?)$`,
);
const GLUED_BEFORE = new RegExp(`(${SIGN}\\s{0,2}(?:${MINUS}\\s?)?)$`);
const MARK_AFTER = new RegExp(
  `^(\\s?(?:${SIGN}|[원円元]|EURO?(?![A-Z])|(?:[Ee]uro|[Bb]aht|BAHT)(?![a-z])|[A-Z]{3}(?![A-Za-z])|RM(?![A-Za-z])|(?:[kK]r|KR)(?![A-Za-z])|(?:z[łŁ]|zl|K[čČ]|Kc|Ft|FT|lei|Lei|LEI|SFr|Fr)(?![A-Za-z])))`,
);
const IS_WORD = new RegExp(`^(?:${WORDS})$`);

/** The mark where it is a currency; one of the short words only where it can be the document's. */
function usable(mark: string | undefined, own: Currency | undefined): string | undefined {
  if (mark === undefined) return undefined;
  const possible = meanings(mark);
  if (possible.length === 0) return undefined;
  return IS_WORD.test(mark.replace(/[\s.\-−–]/g, '')) && own !== undefined && !possible.includes(own) ? undefined : mark;
}

/** The currency sign or code that ends the text before a number, with its spaces and a minus behind it. */
export function currencyMarkBefore(before: string, own?: Currency): string | undefined {
  const tail = before.slice(-8);
  return usable(MARK_BEFORE.exec(tail)?.[1] ?? GLUED_BEFORE.exec(tail)?.[1], own);
}

/** The currency sign or code that begins the text after a number, with its spaces. */
export function currencyMarkAfter(after: string, own?: Currency): string | undefined {
  return usable(MARK_AFTER.exec(after)?.[1], own);
}

/** ISO codes that a sign or code can mean, most usual first; none where it is no currency. */
export function meanings(mark: string): readonly string[] {
  const key = mark.replace(/[\s.\-−–]/g, '').toUpperCase();
  const sign = SIGNS[key];
  if (sign !== undefined) return [sign];
  return SHARED_SIGNS[key] ?? (CODES.has(key) ? [key] : []);
}

/** The currency that a sign means for a client whose own currency is known. */
export function resolveMark(mark: string, own: Currency): string | undefined {
  const possible = meanings(mark);
  return possible.includes(own) ? own : possible[0];
}

const DECIMALS = /-?\d{1,3}(?:[.,’' ]?\d{3}){0,3}[.,]\d{2}(?!\d)/.source;
const BEHIND_DECIMALS = /(?<=\d[.,]\d\d)/.source;
/**
 * Short names of currencies, which are words and numbers elsewhere: "Euro 5" is a norm, "Fr. 8.00 - 18.00" a Friday. They count only beside an
 * amount with decimals.
 */
const BEHIND = '(?:[Ee]uro|EURO|K[Čc]|z[Łl]|KR|[Ll]ei|LEI|[Bb]aht|BAHT|SFr)';
const BEFORE = '(?:[Ee]uro|EURO|KČ|zŁ|KR|Rs|Dhs?|[Ss]Fr|Fr)';
/** What stands behind the second number of two times of a day. */
const NO_TIME = /(?!\.\d|:|\s?[-–—]\s?\d|\s?(?:Uhr|h|bis)\b)/.source;
const MENTION = new RegExp(
  [
    /[€£₹₩₫฿₱₺₴₪₦₽¥￥원円元]/.source,
    // A dollar with its letters begins a word or stands behind an amount: "WB2 4R$" is a postcode whose last letter was misread.
    `(?:(?<![A-Za-z\\d])|${BEHIND_DECIMALS})[A-Z]{1,2}\\$`,
    /(?<![A-Za-z])\$|\bRM(?![A-Za-z])|\b[A-Z]{3}\b/.source,
    `\\b[A-Z]{3}(?=${DECIMALS})|${BEHIND_DECIMALS}[A-Z]{3}\\b`,
    /zł|Kč|(?<![A-Za-z])(?:[kK]r|Ft)(?![A-Za-z])/.source,
    `(?<=\\d[.,]\\d\\d\\s?)${BEHIND}(?![A-Za-z])`,
    `(?<![A-Za-z])${BEFORE}(?=\\.?\\s?${DECIMALS}${NO_TIME})`,
  ].join('|'),
  'g',
);

/** Codes and signs written in a row, beside amounts or alone, each with its weight as evidence. */
export function currencyMentions(text: string, own: Currency): { code: string; weight: number; start: number; end: number }[] {
  const found: { code: string; weight: number; start: number; end: number }[] = [];
  for (const match of matchesIn(text, MENTION)) {
    const [mark] = match;
    const [start, end] = [match.index, match.index + mark.length];
    const code = resolveMark(mark, own);
    if (code === undefined) continue;
    const word = WORD_CODES.has(mark);
    // A word that is also a code must touch a number with decimals; for the others any digit will do.
    const besideDigit = word
      ? /\d[.,]\d{2,3}\s?$/.test(text.slice(0, start)) || /^\s?-?\d{1,7}(?:[.,]\d{3})?[.,]\d{2,3}(?!\d)/.test(text.slice(end))
      : /\d\s?$/.test(text.slice(0, start)) || /^\.?\s?-?[\d.]/.test(text.slice(end));
    const bracketed = /[([]\s?$/.test(text.slice(0, start)) || /^\s?[)\]]/.test(text.slice(end));
    const isCode = /^[A-Z]{3}$/.test(mark);
    if ((isCode && word && !besideDigit) || (/^(?:[kK]r|Ft)$/.test(mark) && !besideDigit)) continue;
    found.push({ code, weight: besideDigit ? 2 : bracketed ? 1.5 : isCode || mark === 'RM' ? 0.5 : 1, start, end });
  }
  return found;
}
