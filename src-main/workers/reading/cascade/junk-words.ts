import type { ReadLine, ReadWord } from '../own-reader/own-reader.ts';

/**
 * True for what the own reader makes of logos, stamps, rules and the table under the paper. Recall comes first: what is dropped here nobody
 * can find again, and every word carries its probability.
 */
export function isJunk(word: ReadWord, line: ReadLine): boolean {
  const signs = [...word.text.trim()];
  if (signs.length === 0 || word.width <= 0 || word.height <= 0) return true;
  const letters = signs.filter((sign) => /[\p{L}\p{N}]/u.test(sign)).length;
  if (letters === 0) return word.p < SURE_MARK;
  return word.p < NONSENSE && line.p < NONSENSE_LINE;
}

const SURE_MARK = 0.5;
const NONSENSE = 0.1;
const NONSENSE_LINE = 0.2;
