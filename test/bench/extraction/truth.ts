import { distance } from 'fastest-levenshtein';
import { datesIn } from '../../../src-main/engine/extraction/grammar/date.ts';
import type { Truth } from './corpus.ts';

export const squash = (text: string): string =>
  text
    .toUpperCase()
    .normalize('NFKD')
    .replace(/[^A-Z0-9]/g, '');

export function similarity(a: string, b: string): number {
  const [x, y] = [squash(a), squash(b)];
  const longest = Math.max(x.length, y.length);
  return longest === 0 ? 1 : 1 - distance(x, y) / longest;
}

/** The day of a key, which is written day first, except where only month first gives a day. */
export function truthDay(text: string): string | undefined {
  const found = datesIn(text.trim().toUpperCase(), 'dmy')[0];
  return (found?.readings.find((r) => r.order === 'dmy') ?? found?.readings[0])?.date;
}

export function truthTotal(text: string): string | undefined {
  const digits = text.replace(/[^\d.,-]/g, '').replace(/,(?=\d{3})/g, '');
  return /\d/.test(digits) ? Number(digits.replace(',', '.')).toFixed(2) : undefined;
}

/** How right a value is: 1 as written in the key, 0.5 nearly (names only), 0 wrong. */
export function rightness(field: 'total' | 'date' | 'supplier' | 'address', value: string, truth: Truth): number {
  if (field === 'total') return value === truthTotal(truth.total) ? 1 : 0;
  if (field === 'date') return value === truthDay(truth.date) ? 1 : 0;
  const want = (field === 'supplier' ? truth.company : truth.address) ?? '';
  return squash(value) === squash(want) ? 1 : similarity(value, want) >= (field === 'supplier' ? 0.9 : 0.85) ? 0.5 : 0;
}
