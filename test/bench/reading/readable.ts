/**
 * Whether a value stands literally in the rows of a reading: the ceiling of any extraction that mends no digits.
 *
 * - A total is readable if some row holds its value with two decimals, point or comma, thousands grouped by , . ' space or not at all,
 *   and with no further digit at either end: `RM60.30`, `1.234,50`, not `160.30`, not `60 .30`, not `60.3O`. A key without decimals may
 *   stand there without them as well.
 * - A date is readable if some row holds its day in a printed form: day, month, year or year, month, day with - / . between them (a blank
 *   beside the sign is allowed), month as a number or a name, year with two digits or four, or eight digits in a row, or exactly as the
 *   key has it; with no further digit at either end.
 */
import type { Reading } from '../../../src-main/contract/index.ts';
import { truthDay, truthTotal } from '../extraction/truth.ts';

/** Rows of all pages: the words of one line, joined by a blank. */
export function rowsOf(reading: Reading): string[] {
  return reading.pages.flatMap((page) => {
    const rows = new Map<number, string[]>();
    for (const word of page.words) rows.set(word.line, [...(rows.get(word.line) ?? []), word.text]);
    return [...rows.values()].map((words) => words.join(' '));
  });
}

/** `total` is the key's text ("RM60.30", "327"). */
export function isTotalReadable(rows: readonly string[], total: string): boolean {
  const value = truthTotal(total);
  if (value === undefined) return false;
  const [whole = '', fraction = ''] = value.replace('-', '').split('.');
  const grouped = [...whole].map((digit, i) => ((whole.length - i) % 3 === 0 && i > 0 ? `[,.' ]?${digit}` : digit)).join('');
  const decimals = /\d[.,]\d/.test(total) ? `[.,]${fraction}` : `(?:[.,]${fraction})?`;
  const form = new RegExp(`(?<!\\d|\\d[.,])${grouped}${decimals}(?!\\d|[.,]\\d)`);
  return rows.some((row) => form.test(row));
}

/** `date` is the key's text, day first. */
export function isDateReadable(rows: readonly string[], date: string): boolean {
  const day = truthDay(date);
  const forms = [literal(date), ...(day === undefined ? [] : printedForms(day))];
  const folded = rows.map(fold);
  return forms.some((form) => folded.some((row) => form.test(row)));
}

/** English and German names: the first letters that tell a month, folded. */
const MONTHS: readonly string[] = [
  'JAN[A-Z]*',
  'FEB[A-Z]*',
  '(?:MAR[A-Z]*|MRZ|MAERZ)',
  'APR[A-Z]*',
  'MA[IY]',
  'JUN[EI]?',
  'JUL[IY]?',
  'AUG[A-Z]*',
  'SEP[A-Z]*',
  'O[CK]T[A-Z]*',
  'NOV[A-Z]*',
  'DE[CZ][A-Z]*',
];

/** `isoDay` is YYYY-MM-DD. */
function printedForms(isoDay: string): RegExp[] {
  const [year = '', month = '', day = ''] = isoDay.split('-');
  const [y, m, d] = [`(?:${year.slice(0, 2)})?${year.slice(2)}`, loose(month), loose(day)];
  const name = MONTHS[Number(month) - 1] ?? '';
  const [sign, gap] = ['\\s?[-/.]\\s?', "[\\s./,'-]{0,3}"];
  return [
    `${d}${sign}${m}${sign}${y}`,
    `${y}${sign}${m}${sign}${d}`,
    `${d}(?:ST|ND|RD|TH)?${gap}${name}${gap}${y}`,
    `${name}${gap}${d}(?:ST|ND|RD|TH)?${gap}${y}`,
    `${year}${month}${day}`,
    `${day}${month}${year}`,
  ].map((form) => new RegExp(`(?<!\\d)${form}(?!\\d)`));
}

/** A number of two digits that may be printed without its zero. */
function loose(twoDigits: string): string {
  return twoDigits.startsWith('0') ? `0?${twoDigits.slice(1)}` : twoDigits;
}

function literal(text: string): RegExp {
  const escaped = fold(text)
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<!\\d)${escaped}(?!\\d)`);
}

function fold(text: string): string {
  return text.toUpperCase().normalize('NFKD').replace(/\p{M}/gu, '');
}
