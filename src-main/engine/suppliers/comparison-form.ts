import { withoutLegalForm } from '../domain/index.ts';

/** Letters that are no accented Latin letter for Unicode, and still stand for one. */
const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', '|': 'i' };
const JOINING = new Set(['and', 'und', 'et', 'og', 'och', 'en', 'e', 'y']);
const ARTICLES = new Set(['the']);

/** Signs that readers take for each other; one of each pair stands for both. */
const CONFUSED: Readonly<Record<string, string>> = { '0': 'o', '1': 'l', i: 'l', '5': 's', '8': 'b' };
const foldSign = (word: string): string => word.replace(/[01i58]/g, (sign) => CONFUSED[sign] ?? sign);
const asIs = (word: string): string => word;

/** The longest names that are compared; the rest of a longer one is cut off. */
const LONGEST_NAME = 120;

/**
 * The form in which two names are compared: case, accents, punctuation, spaces, legal forms, articles and "and" are gone, and signs that
 * readers confuse are one sign (0/O, 1/I/L, 5/S, 8/B, rn/m, vv/w). "RAPID RAIL SLNI BHD" and "Rapid Rail Sdn. Bhd." have the same form.
 * Only for comparing: an invented name may share it with another (`8est` and `Best`), which is why equal forms are not yet equal names.
 */
export function comparisonForm(name: string): string {
  return mended(comparisonWords(name).join('').slice(0, LONGEST_NAME));
}

/** The words of that form. */
export function comparisonWords(name: string): readonly string[] {
  return telling(wordsOf(name).map(foldSign), foldSign).map(mended);
}

/** The same for names that no reader has seen (text layers, e-invoice data): there 0 and O are two signs. */
export function plainForm(name: string): string {
  return withoutUmlautE(plainWords(name).join('').slice(0, LONGEST_NAME));
}

export function plainWords(name: string): readonly string[] {
  return telling(wordsOf(name), asIs).map(withoutUmlautE);
}

/** The words of a name that are numbers: "BHPetrol Jaya 2" and "BHPetrol Jaya 3" are two suppliers. */
export function numbersIn(name: string): string {
  return wordsOf(name)
    .filter((word) => /^\d+$/.test(word))
    .join(' ');
}

function wordsOf(name: string): string[] {
  return name
    .slice(0, 300)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı|]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/(?<=\p{L})['’`´](?=s\b)/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** The words that tell suppliers apart; all of them where nothing else is left. */
function telling(words: readonly string[], fold: (word: string) => string): readonly string[] {
  const named = withoutLegalForm(words, fold);
  const kept = named.filter((word, at) => !ARTICLES.has(word) && !(JOINING.has(word) && at > 0 && at < named.length - 1));
  return kept.length > 0 ? kept : named;
}

const mended = (text: string): string => withoutUmlautE(text).replace(/rn/g, 'm').replace(/vv/g, 'w');

/** Müller is written Mueller where there is no ü, and Unicode's parts make it Muller. */
const withoutUmlautE = (text: string): string => text.replace(/([aou])e+/g, '$1');
