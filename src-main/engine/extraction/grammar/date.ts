import type { LocalDate } from '../../../contract/index.ts';
import { localDate } from '../../../contract/index.ts';
import type { DateOrder } from '../types.ts';
import { repairedNumber } from './confusions.ts';
import { guessedDay } from './date-repair.ts';
import { monthOf } from './months.ts';

/** One way to read a date in numbers. */
export type DateReading = { readonly date: LocalDate; readonly order: DateOrder };

/**
 * A date in a row of text with every way to read it. `form`: `named` has a month's name, `separated` has its separators,
 * `compact` is digits only, `loose` has lost a separator, `embedded`
 * begins a longer number (transaction numbers often start with the day).
 */
export type DateMention = {
  readonly start: number;
  readonly end: number;
  readonly form: 'named' | 'separated' | 'compact' | 'loose' | 'embedded';
  readonly separator: string;
  readonly readings: readonly DateReading[];
  readonly repaired: boolean;
  /** The numbers form no day; the reading is the most probable one behind them. */
  readonly guessed: boolean;
};

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

type Shape = {
  pattern: RegExp;
  form: DateMention['form'];
  read: (m: RegExpMatchArray, hint: DateOrder | undefined) => DateReading[];
  separator: (m: RegExpMatchArray) => string;
};

const NAME = '([A-Z0]{3,10})';
const named = (year: string | undefined, name: string | undefined, day: string | undefined): DateReading[] => {
  const month = monthOf(name ?? '');
  const date = month === undefined ? undefined : dayOf(year ?? '', month, day ?? '');
  return date === undefined ? [] : [{ date, order: 'dmy' }];
};

/** Tried in this order; what an earlier shape took, a later one leaves alone. All quantifiers are bounded. */
const SHAPES: readonly Shape[] = [
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
      `(?<![A-Z0-9])(\\d{1,2})(?:ST|ND|RD|TH|ER)?[\\s\\-/.,]{0,3}(?:DE |D')?${NAME}\\.?[\\s\\-/.,']{0,3}(?:DE )?(\\d{4}|\\d{2})(?!\\d|[:.]\\d)`,
      'g',
    ),
    form: 'named',
    read: (m) => named(m[3], m[2], m[1]),
    separator: () => ' ',
  },
  {
    pattern: new RegExp(`(?<![A-Z0-9])${NAME}\\.?[\\s\\-/.]{0,2}(\\d{1,2})(?:ST|ND|RD|TH)?[\\s,.\\-/']{1,3}(\\d{4})(?!\\d)`, 'g'),
    form: 'named',
    read: (m) => named(m[3], m[1], m[2]),
    separator: () => ' ',
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

/** Day-first numbers with two separators that form no day: what they probably were. */
function guesses(match: RegExpMatchArray, shape: Shape): DateReading[] {
  const [, day = '', , month = '', , year = ''] = match;
  if (shape !== SHAPES[1] || match[2] !== match[4] || (year.length === 2 && match[2] === '.')) return [];
  const date = guessedDay(day, month, year);
  return date === undefined ? [] : [{ date, order: 'dmy' }];
}

/** Text with letters in the digit places of date-like tokens mended, same length: `O3/l2/2O18` becomes `03/12/2018`. */
export function mendDateDigits(upper: string): string {
  return upper.replace(/\S+/g, (token) => {
    if (token.length < 6 || token.length > 12 || !/[-/.]/.test(token)) return token;
    const tail = /[.,;:]+$/.exec(token)?.[0] ?? '';
    const mended = repairedNumber(token.slice(0, token.length - tail.length), /[-/.]/);
    return mended !== undefined && /^\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}$/.test(mended) ? mended + tail : token;
  });
}

/**
 * Dates of one row, left to right. `upper` is the row in upper case without accents, same length as the row.
 * `hint` only decides whether 18-11-20 may begin with its year.
 */
export function datesIn(upper: string, hint: DateOrder | undefined): DateMention[] {
  const text = mendDateDigits(upper);
  const found: DateMention[] = [];
  if (!/\d/.test(text)) return found;
  for (const shape of SHAPES) {
    for (const match of text.matchAll(shape.pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.some((f) => f.start < end && start < f.end)) continue;
      const certain = shape.read(match, hint);
      const readings = certain.length > 0 ? certain : guesses(match, shape);
      if (readings.length === 0) continue;
      const guessed = certain.length === 0;
      const repaired = guessed || shape.form === 'loose' || text.slice(start, end) !== upper.slice(start, end);
      found.push({ start, end, form: shape.form, separator: shape.separator(match), readings, repaired, guessed });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Times of day in a row (20:49, 07:49PM, 10:36:13), as spans. */
export function timesIn(text: string): { start: number; end: number }[] {
  return [...text.matchAll(/(?<![\d:])([01]?\d|2[0-3])\s?:\s?[0-5]\d(?:\s?:\s?[0-5]\d)?(?!\d|:\d)/g)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
  }));
}

/** The text with the given spans blanked out, same length. */
export function mask(text: string, spans: readonly { start: number; end: number }[]): string {
  let out = text;
  for (const { start, end } of spans) out = out.slice(0, start) + '\u0001'.repeat(end - start) + out.slice(end);
  return out;
}
