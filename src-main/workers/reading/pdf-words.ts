import type { Word } from '../../contract/index.ts';
import { groupIntoLines } from './lines.ts';

/** A character of a text layer on the upright page; all lengths are fractions of the page, y grows downwards. */
export type PageChar = {
  /** One Unicode character. */
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** The band of its line: from the font's ascent to its descent, so that a full stop and a capital share it. */
  readonly bandTop: number;
  readonly bandBottom: number;
  /** True for text that runs across the page as it is held. */
  readonly isLevel: boolean;
};

type Draft = { chars: PageChar[] };

/** Gap between two characters, as a share of the line's height, from which on they are two words even without a space. */
const WORD_GAP = 0.35;
/** A step back by more than this share of the line's height starts a new word (text that is written in another order). */
const STEP_BACK = 0.6;

/**
 * Words in reading order from characters in the order of the file. `aspect` is page height divided by page width: it makes
 * heights and widths comparable. Text layers are exact, so every word's `p` is 1.
 */
export function wordsFromChars(chars: readonly PageChar[], aspect: number, limit: number): Word[] {
  const drafts = splitIntoWords(chars, aspect);
  const words = drafts.map(({ chars: own }) => ({
    text: own
      .map((char) => char.text)
      .join('')
      .slice(0, 200),
    left: Math.min(...own.map((char) => char.left)),
    right: Math.max(...own.map((char) => char.right)),
    top: Math.min(...own.map((char) => char.top)),
    bottom: Math.max(...own.map((char) => char.bottom)),
    bandTop: Math.min(...own.map((char) => char.bandTop)),
    bandBottom: Math.max(...own.map((char) => char.bandBottom)),
  }));
  const lines = groupIntoLines(words, (word) => ({ left: word.left, top: word.bandTop, bottom: word.bandBottom }));
  return lines
    .flatMap((line, index) =>
      line.map(({ text, left, top, right, bottom }) => ({
        text,
        box: [left, top, right - left, bottom - top] satisfies Word['box'],
        p: 1,
        line: index,
      })),
    )
    .slice(0, limit);
}

function splitIntoWords(chars: readonly PageChar[], aspect: number): Draft[] {
  const drafts: Draft[] = [];
  let current: Draft | undefined;
  for (const char of chars) {
    if (/^\s*$/u.test(char.text)) {
      current = undefined;
      continue;
    }
    const last = current?.chars.at(-1);
    if (current === undefined || last === undefined || isApart(last, char, aspect) || current.chars.length >= 200) {
      current = { chars: [] };
      drafts.push(current);
    }
    current.chars.push(char);
  }
  return drafts;
}

function isApart(last: PageChar, next: PageChar, aspect: number): boolean {
  // Text up or down the page has no gaps that could be measured this way; its spaces are all there is.
  if (!last.isLevel || !next.isLevel) return last.isLevel !== next.isLevel;
  const height = Math.max(last.bandBottom - last.bandTop, next.bandBottom - next.bandTop);
  const overlap = Math.min(last.bandBottom, next.bandBottom) - Math.max(last.bandTop, next.bandTop);
  if (overlap < height * 0.3) return true;
  const across = height * aspect;
  return next.left - last.right > across * WORD_GAP || next.left < last.left - across * STEP_BACK;
}
