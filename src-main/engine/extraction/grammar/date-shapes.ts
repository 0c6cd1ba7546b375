import type { LocalDate } from '../../../contract/index.ts';
import { localDate } from '../../../contract/index.ts';
import type { DateOrder } from '../types.ts';
import type { DateMention, DateReading } from './date.ts';
import { LONGEST_MONTH, monthOf } from './months.ts';

/** Documents older than 1990 or later than 2100 are misreadings. */
const YEARS = { first: 1990, last: 2100 } as const;

function fullYear(text: string): number | undefined {
  const year = text.length === 2 ? 2000 + Number(text) : Number(text);
  return year >= YEARS.first && year <= YEARS.last ? year : undefined;
}

function dayOf(year: string, month: number, day: string): LocalDate | undefined {
  const y = fullYear(year);
  return y === undefined ? undefined : localDate(y, month, Number(day));
}

/** All orders in which three numbers form a day. A four-digit number is the year. */
function numericReadings(a: string, b: string, c: string, yearFirstToo: boolean): DateReading[] {
  const readings: DateReading[] = [];
  const add = (date: LocalDate | undefined, order: DateOrder) => {
    if (date !== undefined && !readings.some((r) => r.date === date)) readings.push({ date, order });
  };
  if (a.length === 4) add(dayOf(a, Number(b), c), 'ymd');
  else {
    add(dayOf(c, Number(b), a), 'dmy');
    add(dayOf(c, Number(a), b), 'mdy');
    if (c.length === 2 && a.length === 2 && (yearFirstToo || readings.length === 0)) add(dayOf(a, Number(b), c), 'ymd');
  }
  return readings;
}

export type Shape = {
  pattern: RegExp;
  form: DateMention['form'];
  read: (m: RegExpMatchArray, hint: DateOrder | undefined) => DateReading[];
  separator: (m: RegExpMatchArray) => string;
  /** Letters stand among the digits, or digits in the name. */
  isMended?: (m: RegExpMatchArray) => boolean;
};

/** Letters that stand where a digit must, in dates with a month's name; at least half of the characters have to be digits. */
const DAY = '(?=[OIL|]?\\d|\\d[OIL|])([0-3OIL|]?[\\dOIL|])';
const YEAR = '(?=[\\dOIL|]?[\\dO]\\d|[12]\\d)([12][\\dO][\\dOIL|]{2})';
const NAME = `([A-Z01|]{3,${LONGEST_MONTH}})`;
/** 1st, 2nd, 1er, 3e, 1:a, 1.º; those that begin a month's name only before something else. */
const ORDINAL = '(?:(?:ND|RD|TH)|(?:ST|ER|RE|STE|DE|E|:[AE]|\\.?[ºª°])(?![A-Z]))?';
const OF = "(?:DE[LN]? |D'|OF )?";

/** A year, a month's name and a day; the letters among their digits are mended. */
function named(year = '', name = '', day = '', whole = ''): DateReading[] {
  const isTied = year.length === 4 && (/[-/.,]/.test(whole) || / DE[L]? /.test(whole));
  const month = monthOf(name, isTied);
  const date = month === undefined ? undefined : dayOf(digitsOf(year), month, digitsOf(day));
  return date === undefined ? [] : [{ date, order: 'dmy' }];
}

function confused(day = '', name = '', year = ''): boolean {
  return /\D/.test(day + year) || /[01|]/.test(name);
}

function digitsOf(text: string): string {
  return text.replace(/O/g, '0').replace(/[IL|]/g, '1');
}

/** Tried in this order; what an earlier shape took, a later one leaves alone. All quantifiers are bounded. */
export const SHAPES: readonly Shape[] = [
  {
    pattern: /(?<!\d)(\d{4})\s?([-/.])\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?![\d])/g,
    form: 'separated',
    read: (m) => numericReadings(m[1] ?? '', m[3] ?? '', m[4] ?? '', false),
    separator: (m) => m[2] ?? '',
  },
  {
    pattern: /(?<!\d|\d[-/.])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?([-/.])\s?(\d{4}|\d{2})(?!\d|[-/]\d)/g,
    form: 'separated',
    // Two signs and a gap are two numbers: in "25.10 -25.10" there is no 25 October 2025.
    read: (m, hint) => (m[2] !== m[4] && /\s/.test(m[0]) ? [] : numericReadings(m[1] ?? '', m[3] ?? '', m[5] ?? '', hint === 'ymd')),
    separator: (m) => m[2] ?? '',
  },
  {
    pattern: new RegExp(
      `(?<![A-Z0-9])${DAY}${ORDINAL}[\\s\\-/.,]{0,3}${OF}${NAME}\\.?[\\s\\-/.,']{0,3}(?:DE[L]? )?(?:${YEAR}|(\\d{2}))(?!\\d|[:.]\\d)`,
      'g',
    ),
    form: 'named',
    read: (m) => named(m[3] ?? m[4], m[2], m[1], m[0]),
    separator: () => ' ',
    isMended: (m) => confused(m[1], m[2], m[3]),
  },
  {
    // May 3, 2024 · Apr 3rd '24 · MAY-03-2018
    pattern: new RegExp(
      `(?<![A-Z0-9])${NAME}\\.?[\\s\\-/.]{0,2}${DAY}${ORDINAL}[\\s,.\\-/']{1,3}(?:${YEAR}|(?<=,\\s?|')(\\d{2}))(?!\\d|[:.,]\\d)`,
      'g',
    ),
    form: 'named',
    read: (m) => named(m[3] ?? m[4], m[1], m[2], m[0]),
    separator: () => ' ',
    isMended: (m) => confused(m[2], m[1], m[3]),
  },
  {
    pattern: new RegExp(`(?<![\\dA-Z])(\\d{4})[\\s\\-/.,]{1,3}${NAME}\\.?[\\s\\-/.,]{0,3}(\\d{1,2})(?!\\d|[:.,]\\d)`, 'g'),
    form: 'named',
    read: (m) => named(m[1], m[2], m[3], m[0]),
    separator: () => ' ',
  },
  {
    // 2024年5月3日, and 2024년 5월 3일, of which the comparison form keeps the first consonants.
    pattern: /(?<!\d)(\d{4})\s?[年ᄂ]\s?(\d{1,2})\s?[月ᄋ]\s?(\d{1,2})\s?[日ᄋ]/g,
    form: 'separated',
    read: (m) => numericReadings(m[1] ?? '', m[2] ?? '', m[3] ?? '', false),
    separator: () => '',
  },
  {
    pattern: /(?<![\d.,])(20[0-4]\d)(0[1-9]|1[0-2])([0-3]\d)(?![\d.,])/g,
    form: 'compact',
    read: (m) => numericReadings(m[1] ?? '', m[2] ?? '', m[3] ?? '', false),
    separator: () => '',
  },
  {
    pattern: /(?<![\d.,])([0-3]\d)(0[1-9]|1[0-2])(20[0-4]\d)(?![\d.,])/g,
    form: 'compact',
    read: (m) => numericReadings(m[1] ?? '', m[2] ?? '', m[3] ?? '', false),
    separator: () => '',
  },
  {
    // A separator lost between two parts (25/122018, 2512/2018), or read as a blank, comma or mark (25 12/2018, 25,12.2018, 25:12/2018).
    pattern: /(?<![\d.,/-])([0-3]?\d)\s?([-/.,:_;~])?\s?([01]\d)\s?([-/.,:_;~])?\s?(20[0-4]\d)(?!\d)/g,
    form: 'loose',
    read: (m) => ((m[2] ?? m[4]) === undefined && !/\s/.test(m[0]) ? [] : numericReadings(m[1] ?? '', m[3] ?? '', m[5] ?? '', false)),
    separator: (m) => m[2] ?? m[4] ?? ' ',
  },
  {
    pattern: /(?<![\d.,])(20[0-4]\d)(0[1-9]|1[0-2])([0-3]\d)(?=\d{4,14}(?!\d))/g,
    form: 'embedded',
    read: (m) => numericReadings(m[1] ?? '', m[2] ?? '', m[3] ?? '', false),
    separator: () => '',
  },
  {
    // A slash read as 1, 7 or l: 25112/2018 and 25/1212018 are 25/12/2018.
    pattern: /(?<![\d.,])([0-3]\d)([17/])([01]\d)([17/])?(20[0-4]\d)(?!\d)/g,
    form: 'loose',
    read: (m) => numericReadings(m[1] ?? '', m[3] ?? '', m[5] ?? '', false),
    separator: () => '/',
  },
];
