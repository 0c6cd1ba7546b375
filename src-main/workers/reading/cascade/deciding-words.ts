import { isAmountLike, isDateLike, isIbanLike, isMonth, type Label, labelOf } from './word-shapes.ts';

/** What a word of a page decides. */
export type Decides = 'total' | 'date' | 'iban' | 'number';

/** A word that decides something: its row and its place there, both from 0. */
export type DecidingWord = { readonly row: number; readonly word: number; readonly decides: Decides };

/** A word with its extent sideways, any unit. */
export type PlacedWord = { readonly text: string; readonly left: number; readonly right: number };

/**
 * The words of a page on which a field hangs: dates; amounts on rows that speak of a total, or right below such a row where it has none;
 * account numbers; numbers on rows that name the document. Rows from top to bottom, words from left to right.
 */
export function decidingWords(rows: readonly (readonly PlacedWord[])[]): DecidingWord[] {
  const found = new Map<string, DecidingWord>();
  const add = (row: number, word: number, decides: Decides): void => {
    const key = `${row}/${word}`;
    if (!found.has(key)) found.set(key, { row, word, decides });
  };
  for (const [row, words] of rows.entries()) {
    for (const [word, decides] of ofRow(words)) add(row, word, decides);
    if (!hasLabel(words, 'total') || words.some(({ text }) => isAmountLike(text) && labelOf(text) === undefined)) continue;
    for (const word of below(words, rows[row + 1] ?? [])) add(row + 1, word, 'total');
  }
  return [...found.values()];
}

function ofRow(words: readonly PlacedWord[]): [number, Decides][] {
  const total = labelAt(words, 'total');
  const number = labelAt(words, 'number');
  const iban = words.findIndex(({ text }) => isIbanLike(text) || labelOf(text) === 'iban');
  return words.flatMap(({ text }, at): [number, Decides][] => {
    if (isDateLike(text) || isPartOfDate(words, at)) return [[at, 'date']];
    if (total >= 0 && isAmountLike(text) && labelOf(text) === undefined) return [[at, 'total']];
    if (iban >= 0 && at >= iban && /\d/.test(text)) return [[at, 'iban']];
    return number >= 0 && at > number && /\d/.test(text) ? [[at, 'number']] : [];
  });
}

/** Day, month and year as words of their own: `12 March 2024`, `March 12, 2024`. */
function isPartOfDate(words: readonly PlacedWord[], at: number): boolean {
  const near = words.slice(Math.max(0, at - 2), at + 3).map(({ text }) => text);
  const text = words[at]?.text ?? '';
  return near.some(isMonth) && near.some((other) => DAY_OR_YEAR.test(other)) && (isMonth(text) || DAY_OR_YEAR.test(text));
}
const DAY_OR_YEAR = /^(?:[0-3]?\d(?:st|nd|rd|th|\.)?,?|(?:19|20)\d\d)$/i;

/** Amounts of the row below that stand under the label or right of it. */
function below(label: readonly PlacedWord[], next: readonly PlacedWord[]): number[] {
  const left = Math.min(...label.map((word) => word.left));
  return next.flatMap((word, at) => (isAmountLike(word.text) && word.right > left ? [at] : []));
}

function hasLabel(words: readonly PlacedWord[], label: Label): boolean {
  return labelAt(words, label) >= 0;
}

function labelAt(words: readonly PlacedWord[], label: Label): number {
  return words.findIndex(({ text }) => labelOf(text) === label);
}
