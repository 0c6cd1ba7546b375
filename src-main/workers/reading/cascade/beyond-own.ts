/** A word as far as this question goes. */
type Read = { readonly text: string; readonly p: number };

/** Languages whose letters the own reader knows, by Tesseract's codes. */
const KNOWN: ReadonlySet<string> = new Set(['eng', 'deu', 'fra', 'spa', 'ita', 'nld', 'por', 'pol', 'ces', 'swe', 'dan', 'fin']);

/** A word counts as sure from this probability on... */
const SURE = 0.5;
/** ...and one of Tesseract's from this one on, which is no probability: of what it is .6 sure of, every third word is wrong. */
const SURE_OF_SECOND = 0.8;
/** Fewer sure letters than this are next to nothing. */
const LEAST_LETTERS = 25;
/**
 * The least share of sure letters: of 32 receipts (validation) the worst had .69. Letters it does not know the own reader takes for others
 * that look like them, and believes half of them (Greek and Cyrillic, one page): whoever wants such a language read gets the second reader
 * sooner.
 */
const LEAST_SHARE = { known: 0.3, other: 0.75 } as const;

/** True where a page is in letters that the own reader does not know, or one that it fails on. `languages` are those of the second reader. */
export function isBeyondOwn(words: readonly Read[], languages: readonly string[]): boolean {
  const sure = lettersOf(words, SURE);
  const share = languages.every((language) => KNOWN.has(language)) ? LEAST_SHARE.known : LEAST_SHARE.other;
  return sure < LEAST_LETTERS || sure < share * lettersOf(words, 0);
}

/** True where the second reader read more of a page than the own one, going by the letters that each is sure of. */
export function saysMore(second: readonly Read[], own: readonly Read[]): boolean {
  return lettersOf(second, SURE_OF_SECOND) > lettersOf(own, SURE);
}

function lettersOf(words: readonly Read[], from: number): number {
  return words.reduce((sum, { text, p }) => sum + (p < from ? 0 : (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0)), 0);
}
