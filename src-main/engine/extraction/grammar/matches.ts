/**
 * All matches of a global expression, left to right. Nearly every row holds no match of nearly every expression, and `matchAll` copies the
 * expression before it looks: asking first takes a tenth off the time of an extraction.
 */
export function matchesIn(text: string, pattern: RegExp): Iterable<RegExpExecArray> {
  return text.search(pattern) < 0 ? [] : text.matchAll(pattern);
}
