import type { LocalDate } from '../../../contract/index.ts';
import { localDate } from '../../../contract/index.ts';

/**
 * What the first digit of a day or month was when it was read as one that cannot stand there. From the confusions seen on
 * thermal print: 1 is read as 4 or 7, 2 as 9, 0 as 6 or 8, 3 as 5.
 */
const FIRST_OF_DAY: Readonly<Record<string, string>> = { '4': '1', '7': '1', '9': '2', '6': '0', '8': '0', '5': '3' };
const FIRST_OF_MONTH: Readonly<Record<string, string>> = { '4': '1', '7': '1', '6': '0', '8': '0', '9': '0', '3': '0', '5': '0', '2': '0' };

/** The most probable day behind an impossible one (41/05/2018 is 11/05/2018), day first. Always a guess. */
export function guessedDay(day: string, month: string, year: string): LocalDate | undefined {
  const d = mendFirst(day, 31, FIRST_OF_DAY);
  const m = mendFirst(month, 12, FIRST_OF_MONTH);
  const y = year.length === 2 ? `20${year}` : mendYear(year);
  return localDate(Number(y), Number(m), Number(d));
}

function mendFirst(part: string, most: number, table: Readonly<Record<string, string>>): string {
  if (part.length !== 2 || (Number(part) >= 1 && Number(part) <= most)) return part;
  return `${table[part[0] ?? ''] ?? part[0]}${part[1]}`;
}

/** Years of documents begin with 20 and have 0 to 3 next; what else is read there was mostly a 1. */
function mendYear(year: string): string {
  const decade = year[2] ?? '1';
  return `20${/[0-3]/.test(decade) ? decade : '1'}${year[3] ?? '0'}`;
}

/** A day decades ahead of today has a misread year; the latest day before today that differs in the decade only. */
export function notInFuture(date: LocalDate, today: LocalDate): LocalDate | undefined {
  const [year, month, day] = date.split('-');
  const last = Number(today.slice(0, 4));
  for (let decade = Math.floor(last / 10); decade >= Math.floor(last / 10) - 1; decade--) {
    const guess = localDate(decade * 10 + (Number(year) % 10), Number(month), Number(day));
    if (guess !== undefined && guess <= today) return guess;
  }
  return undefined;
}
