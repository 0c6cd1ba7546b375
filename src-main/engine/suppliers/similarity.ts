import { distance } from 'fastest-levenshtein';
import { comparisonForm, comparisonWords, numbersIn, plainForm, plainWords } from './comparison-form.ts';

/**
 * How two names differ. `similarity` is 1 for equal forms. `words` says that a whole word is another one, is missing or has grown, `numbers`
 * that a digit is another one or is missing: so people tell branches and sister companies apart, and readers rarely make such differences.
 */
export type NameDifference = { readonly similarity: number; readonly words: boolean; readonly numbers: boolean };

/** `recognised` names come from a recogniser, which confuses signs; in others every sign is meant. */
export function nameDifference(a: string, b: string, recognised = true): NameDifference {
  const [form, words] = recognised ? [comparisonForm, comparisonWords] : [plainForm, plainWords];
  const [x, y] = [form(a), form(b)];
  const longest = Math.max(x.length, y.length);
  const numbers = numbersIn(a) !== numbersIn(b) || digits(x) !== digits(y);
  if (x.length * y.length === 0) return { similarity: 0, words: true, numbers };
  if (x === y) return { similarity: 1, words: false, numbers };
  return { similarity: 1 - distance(x, y) / longest, words: anotherWord(words(a), words(b)), numbers };
}

const digits = (form: string): string => form.replace(/\D/g, '');

/** True where a word of one name has no word in the other that may be the same one misread; where words are only parted otherwise it is false. */
function anotherWord(a: readonly string[], b: readonly string[]): boolean {
  const open = [...b];
  const alone = a.filter((word) => {
    const at = nearest(word, open);
    if (at >= 0) open.splice(at, 1);
    return at < 0;
  });
  return alone.join('') !== open.join('');
}

function nearest(word: string, among: readonly string[]): number {
  const distances = among.map((other) => (mayBeMisread(word, other) ? distance(word, other) : Number.POSITIVE_INFINITY));
  const least = Math.min(...distances);
  return least === Number.POSITIVE_INFINITY ? -1 : distances.indexOf(least);
}

/** Readers get one or two letters of a word wrong; of one or two letters none may differ: "(M)" and "(J)" are two companies. */
function mayBeMisread(a: string, b: string): boolean {
  const longest = Math.max(a.length, b.length);
  return distance(a, b) <= (longest <= 2 ? 0 : longest < 8 ? 1 : 2);
}

/** Postcodes: five digits, Dutch, British, Canadian; four digits only before a town. */
const POSTCODE = /\b\d{5}\b|\b\d{4} ?[A-Z]{2}\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b|\b\d{4}(?= [A-Z]{3,})/g;

/** Addresses with the same postcode that are this alike are one place; without postcodes they must be more alike. */
const SAME_PLACE = 0.5;
const SAME_ADDRESS = 0.8;

/** Whether two addresses are one place; unknown where one is missing or too little of it was read. */
export function samePlace(a: string | undefined, b: string | undefined): 'same' | 'other' | 'unknown' {
  if (a === undefined || b === undefined) return 'unknown';
  const [x, y] = [plain(a), plain(b)];
  if (Math.min(x.length, y.length) < 8) return 'unknown';
  const alike = 1 - distance(x, y) / Math.max(x.length, y.length);
  if (alike >= SAME_ADDRESS) return 'same';
  const [here, there] = [postcodes(a), postcodes(b)];
  if (here.some((code) => there.includes(code))) return alike >= SAME_PLACE ? 'same' : 'unknown';
  return here.length > 0 && there.length > 0 ? 'other' : 'unknown';
}

const plain = (text: string): string => comparisonForm(text.slice(0, 200));
const postcodes = (text: string): string[] => (text.toUpperCase().match(POSTCODE) ?? []).map((code) => code.replace(/ /g, ''));
