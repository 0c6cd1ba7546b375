import type { PageReading, Reading, ReadingTier, TierUse, Word } from '../../contract/index.ts';

const TIER_NAMES: Readonly<Record<ReadingTier, string>> = {
  text: 'text layer',
  'e-invoice': 'e-invoice',
  own: 'own reader',
  second: 'second reader',
};

/** What read a document and how long each way took: "tickmark-reader 1 (own reader 120 ms, second reader 80 ms)". */
export function readByWords(reader: string, tiers: TierUse): string {
  const names = Object.keys(TIER_NAMES) as ReadingTier[];
  const times = names.flatMap((tier) => (tiers[tier] === undefined ? [] : `${TIER_NAMES[tier]} ${Math.round(tiers[tier].ms)} ms`));
  return times.length === 0 ? reader : `${reader} (${times.join(', ')})`;
}

/** A word as programs get it: `box` is `[x, y, width, height]` as fractions of the page, `page` counts from 1. */
export type ShownWord = Omit<Word, 'line'> & { readonly page: number };

/** All words in reading order. Boxes are rounded to a hundredth of a pixel of a page 1000 pixels wide. */
export function shownWords(reading: Reading): ShownWord[] {
  const shown = ({ line: _, text, box: [x, y, width, height], p, ...second }: Word, page: number): ShownWord => ({
    text,
    page,
    box: [round(x, 5), round(y, 5), round(width, 5), round(height, 5)],
    p: round(p, 4),
    ...second,
  });
  return reading.pages.flatMap(({ page, words }) => words.map((word) => shown(word, page)));
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

/** The text of the pages line by line, pages parted by an empty line. */
export function textOf(reading: Reading): string {
  return reading.pages.map((page) => linesOf(page).join('\n')).join('\n\n');
}

function linesOf({ words }: PageReading): string[] {
  const lines = new Map<number, string[]>();
  for (const { line, text } of words) {
    const texts = lines.get(line);
    if (texts === undefined) lines.set(line, [text]);
    else texts.push(text);
  }
  return [...lines.values()].map((texts) => texts.join(' '));
}
