import type { LocalDate } from '../../../contract/index.ts';
import type { DateOrder } from '../types.ts';
import { repairedNumber } from './confusions.ts';
import { guessedDay } from './date-repair.ts';
import { SHAPES, type Shape } from './date-shapes.ts';
import { matchesIn } from './matches.ts';

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
    if (token.length < 6 || token.length > 28 || !/[-/.]/.test(token)) return token;
    const head = /^[A-Z]{0,12}[:(]+/.exec(token)?.[0] ?? '';
    const tail = /(?:T\d[\d:.Z+]{3,12}|[.,;:)]+)$/.exec(token)?.[0] ?? '';
    const body = token.slice(head.length, token.length - tail.length);
    if (body.length < 6 || body.length > 12) return token;
    const mended = repairedNumber(body, /[-/.]/);
    return mended !== undefined && /^\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}$/.test(mended) ? head + mended + tail : token;
  });
}

/** Dashes of every kind as one, and marks without width as blanks, same length. */
function plainMarks(upper: string): string {
  return upper.replace(/[‐‑‒–−]/g, '-').replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, ' ');
}

/**
 * Dates of one row, left to right. `upper` is the row in upper case without accents, same length as the row.
 * `hint` only decides whether 18-11-20 may begin with its year.
 */
export function datesIn(upper: string, hint: DateOrder | undefined): DateMention[] {
  if (!/\d/.test(upper)) return [];
  const plain = plainMarks(upper);
  const text = mendDateDigits(plain);
  const found: DateMention[] = [];
  for (const shape of SHAPES) {
    for (const match of matchesIn(text, shape.pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.some((f) => f.start < end && start < f.end)) continue;
      const certain = shape.read(match, hint);
      const readings = certain.length > 0 ? certain : guesses(match, shape);
      if (readings.length === 0) continue;
      const guessed = certain.length === 0;
      const lettered = shape.isMended?.(match) === true;
      const repaired = guessed || lettered || shape.form === 'loose' || text.slice(start, end) !== plain.slice(start, end);
      found.push({ start, end, form: shape.form, separator: shape.separator(match), readings, repaired, guessed });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** 20:49, 07:49PM, 10:36:13; a dot or an h between hours and minutes only beside a word that says so (12.30 Uhr, kl. 12.30, 12h30). */
const TIMES = [
  /(?<![\d:])([01]?\d|2[0-3])\s?:\s?[0-5]\d(?:\s?:\s?[0-5]\d)?(?!\d|:\d)/g,
  /(?<![\d.,:])(?:[01]?\d|2[0-3])(?:[.:][0-5]\d(?=\s?uhr\b)|h[0-5]\d(?!\d))/gi,
  /(?<=\b(?:kl\.?|klo|ore|um|ob)\s)(?:[01]?\d|2[0-3])[.][0-5]\d(?![\d.,])/gi,
];

/** Times of day in a row, as spans. */
export function timesIn(text: string): { start: number; end: number }[] {
  if (!/\d/.test(text)) return [];
  return TIMES.flatMap((pattern) => [...matchesIn(text, pattern)].map((m) => ({ start: m.index, end: m.index + m[0].length })));
}

/** The text with the given spans blanked out, same length. */
export function mask(text: string, spans: readonly { start: number; end: number }[]): string {
  let out = text;
  for (const { start, end } of spans) out = out.slice(0, start) + '\u0001'.repeat(end - start) + out.slice(end);
  return out;
}
