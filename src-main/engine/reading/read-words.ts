import type { TierUse, Word } from '../../contract/index.ts';
import type { ReadResult } from '../ports.ts';

/** The event's words: what was read by what, and what the second reader was asked for. */
export function readWords({ reading, ms }: Pick<ReadResult, 'reading' | 'ms'>): string {
  const words = reading.pages.reduce((sum, page) => sum + page.words.length, 0);
  const by = `Read ${plural(words, 'word')} on ${plural(reading.pages.length, 'page')} with ${reading.reader}`;
  const rows = rowsOfSecond(ms.tiers);
  if (rows === 0) return `${by}.`;
  const agreed = reading.pages.reduce((sum, page) => sum + agreedRows(page.words), 0);
  return `${by}; the second reader looked at ${plural(rows, 'row')} (${agreed} agreed).`;
}

/** Rows that the second reader looked at beside the first; without a first one it counts pages, and there is nothing to agree with. */
function rowsOfSecond({ own, second }: TierUse): number {
  return own === undefined ? 0 : (second?.count ?? 0);
}

/** Rows in which both readers say the same of every word that both looked at. */
function agreedRows(words: readonly Word[]): number {
  const rows = new Map<number, boolean>();
  for (const { line, agreed, alternatives } of words) {
    if (alternatives !== undefined && alternatives.length > 0) rows.set(line, false);
    else if (agreed) rows.set(line, rows.get(line) ?? true);
  }
  return [...rows.values()].filter(Boolean).length;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
