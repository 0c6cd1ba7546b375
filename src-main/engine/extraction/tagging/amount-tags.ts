import type { Facts } from '../facts.ts';
import type { Span } from '../types.ts';
import type { Tag } from './tags.ts';
import { type WordTags, wordsOf } from './word-tags.ts';

/**
 * Mean probability that the digits of an amount have a tag, for any tag. A currency's mark that stands as a word of its own has a tag of its
 * own: with it "EUR 14.60" would never be more than half an amount of anything.
 */
export function amountP(tags: WordTags, facts: Facts, span: Span): (tag: Tag) => number {
  const all = wordsOf(facts, span);
  const digits = all.filter((at) => /\d/.test(facts.rows[span.row]?.row.words[at]?.text ?? ''));
  const words = digits.length > 0 ? digits : all;
  return (tag) => words.reduce((sum, at) => sum + tags.p(span.row, at, tag), 0) / Math.max(1, words.length);
}
