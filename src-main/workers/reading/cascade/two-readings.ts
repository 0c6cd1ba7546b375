import type { SecondView } from '../second-reader/align-words.ts';
import type { Decides } from './deciding-words.ts';
import type { PageWord } from './page-row.ts';
import { isDateLike, isPossibleAmount, isPossibleDate } from './word-shapes.ts';

/**
 * A word after the second reader looked at it. Where both read the same, it is surer; where they differ, the other reading is kept beside
 * it. The second one is believed only where what it read can be what the word has to be, and what the first one read cannot.
 */
export function weigh(word: PageWord, view: SecondView | undefined, decides: Decides | undefined): PageWord {
  if (view === undefined) return word;
  const theirs = view.text.slice(0, 200);
  const theirP = view.confidence / 100;
  if (isSame(word.text, theirs)) return { ...word, p: afterAgreement(word.p), agreed: true };
  if (decides !== undefined && fits(theirs, decides) && !fits(word.text, decides) && theirP >= TRUSTED) {
    const own = { text: word.text, reader: 'own' as const, p: word.p };
    return { ...word, text: theirs, p: PREFERRED, alternatives: [own] };
  }
  return { ...word, p: afterDispute(word.p), alternatives: [{ text: theirs, reader: 'second', p: Math.min(1, Math.max(0, theirP)) }] };
}

const TRUSTED = 0.5;
const PREFERRED = 0.6;

function afterAgreement(p: number): number {
  return 1 - (1 - p) * 0.1;
}

function afterDispute(p: number): number {
  return p * 0.8;
}

/** The same but for case and for marks at the ends, which say nothing about what was printed. */
export function isSame(a: string, b: string): boolean {
  return bare(a) === bare(b) && bare(a) !== '';
}

function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}

/** Whether a text can be what it has to be; only dates and amounts have a form that tells. */
function fits(text: string, decides: Decides): boolean {
  if (decides === 'date') return isPossibleDate(text) || (!/\d{5}/.test(text) && /\p{L}{3}/u.test(text) && isDateLike(text));
  return decides !== 'total' || isPossibleAmount(text);
}
