import type { Reading, TierUse } from '../../contract/index.ts';
import type { ReadResult } from '../ports.ts';

/** The event's words: what was read by what, and what the second reader was asked for. */
export function readWords({ reading, ms }: Pick<ReadResult, 'reading' | 'ms'>): string {
  const words = reading.pages.reduce((sum, page) => sum + page.words.length, 0);
  const by = `Read ${plural(words, 'word')} on ${plural(reading.pages.length, 'page')} with ${reading.reader}`;
  return `${by}${secondLook(reading, ms.tiers)}.`;
}

/** Without a first reader there is nothing to compare; where it compared no word it read a page as a whole, or found nothing in its rows. */
function secondLook(reading: Reading, { own, second }: TierUse): string {
  if (own === undefined || second === undefined) return '';
  const rows = comparedRows(reading);
  if (rows.length === 0) return '; the second reader looked too';
  return `; the second reader looked at ${plural(Math.max(second.count, rows.length), 'row')} (${rows.filter(Boolean).length} agreed)`;
}

/** For each row of which both readers looked at a word: whether they say the same of all such words. */
function comparedRows(reading: Reading): boolean[] {
  const rows = new Map<string, boolean>();
  for (const { page, words } of reading.pages) {
    for (const { line, agreed, alternatives } of words) {
      const row = `${page}:${line}`;
      if (alternatives !== undefined && alternatives.length > 0) rows.set(row, false);
      else if (agreed) rows.set(row, rows.get(row) ?? true);
    }
  }
  return [...rows.values()];
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
