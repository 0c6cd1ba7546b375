import { distance } from 'fastest-levenshtein';
import { squash } from '../extraction/truth.ts';
import type { LabelledWord } from './document.ts';
import type { DateMention, Sheet } from './sheet.ts';

/** Where a value stands, and whether it was read as it is (`exact`) or with a mistake. */
export type Place = { readonly words: readonly LabelledWord[]; readonly isExact: boolean };

/** Most words that an identifier is printed in: an IBAN in groups of four has six, with a label's colon seven. */
const MOST_WORDS = 8;

/**
 * Runs of words within a row that say an identifier, whatever stands between its groups; `slips` is the share of its signs that may be misread.
 * Exact places keep others from being looked for.
 */
export function placesOfId(sheet: Sheet, value: string, slips = 0.15): Place[] {
  const want = squash(value);
  if (want.length < 2) return [];
  const found: (Place & { readonly wrong: number })[] = [];
  for (const { row } of sheet.rows) {
    const words = sheet.wordsOf(row);
    for (let from = 0; from < words.length; from++) {
      for (let count = 1; count <= Math.min(MOST_WORDS, words.length - from); count++) {
        const run = words.slice(from, from + count);
        const text = squash(run.map((word) => word.text).join(''));
        if (text.length > want.length * 1.5 + 6) break;
        const wrong = wrongSigns(text, want, run);
        if (wrong <= Math.floor(want.length * slips)) found.push({ words: run, isExact: wrong === 0, wrong });
      }
    }
  }
  const least = Math.min(...found.map(({ wrong }) => wrong));
  // Of runs that overlap the shortest with the fewest mistakes: nothing that does not belong to the value comes along.
  const best = found.filter(({ wrong }) => wrong === least).toSorted((a, b) => a.words.length - b.words.length);
  const taken = new Set<LabelledWord>();
  return best.filter(({ words }) => {
    const isFree = words.every((word) => !taken.has(word));
    for (const word of words) taken.add(word);
    return isFree;
  });
}

/** A label in the same word ("Nr.:471102") does not count, if a sign parts it from the value. */
function wrongSigns(text: string, want: string, run: readonly LabelledWord[]): number {
  const parted = run
    .map((word) => word.text)
    .join('')
    .split(/[:#]/)
    .map(squash);
  return Math.min(distance(text, want), ...(parted.length > 1 ? parted.map((part) => distance(part, want)) : []));
}

/** Mentions of a day; where there are none, the one mention whose digits differ in a single place. */
export function mentionsOfDay(sheet: Sheet, day: string): { mentions: DateMention[]; isExact: boolean } {
  const exact = sheet.dates.filter(({ days }) => days.includes(day));
  const plain = exact.filter(({ isEmbedded }) => !isEmbedded);
  if (exact.length > 0) return { mentions: plain.length > 0 ? plain : exact, isExact: true };
  const close = sheet.dates.filter(({ days }) => days.some((other) => distance(other, day) <= 1));
  return { mentions: close.length === 1 ? close : [], isExact: false };
}
