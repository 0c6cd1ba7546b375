import type { DecodedCharacter } from './ctc-decode.ts';
import { ibanLength, isIban, isNumberShape } from './number-shapes.ts';

/**
 * How much likelier a word becomes where it is an amount, a date, a time or a VAT id: a runner-up wins if the net finds it at most this
 * much less probable than what it read.
 */
const SHAPE_BONUS = 8;
/** The same for an IBAN whose check digits come out right, which happens to one wrong one in 97. */
const IBAN_BONUS = 97;
/** The same for a digit in place of a letter that stands among digits, and the other way round. */
const COMPANY_BONUS = 4;
/** Doubtful characters of a word that are tried together, the most doubtful ones; with four others each, that is 125 words. */
const MAX_DOUBTFUL = 3;
/** A word is one of digits, or of letters, if it has so many of them besides the doubtful one, and at least this share. */
const MIN_COMPANY = 3;
const COMPANY_SHARE = 0.65;

/**
 * The characters of a line, where a doubtful one gives way to a runner-up of the net's own that makes an amount, a date, a time, a VAT id or
 * an IBAN of its word, or a digit among digits or letter among letters. Nothing is put in that the net itself did not find possible, and a word that makes
 * sense as it stands is left alone.
 */
export function preferGrammar(characters: readonly DecodedCharacter[]): readonly DecodedCharacter[] {
  if (characters.every(({ others }) => others.length === 0)) return characters;
  const result = [...characters];
  for (const word of spans(characters)) {
    const better = betterWord(word.map((at) => result[at]).filter((c) => c !== undefined));
    for (const [n, at] of word.entries()) result[at] = better[n] ?? result[at] ?? EMPTY;
  }
  return mendIban(result);
}

const EMPTY: DecodedCharacter = { text: '', p: 0, frame: 0, others: [] };

/** Places of the characters of each word. */
function spans(characters: readonly DecodedCharacter[]): number[][] {
  const words: number[][] = [[]];
  for (const [at, { text }] of characters.entries()) {
    if (text === ' ') words.push([]);
    else words.at(-1)?.push(at);
  }
  return words.filter((word) => word.length > 0);
}

const textOf = (characters: readonly DecodedCharacter[]): string => characters.map(({ text }) => text).join('');

function betterWord(word: readonly DecodedCharacter[]): readonly DecodedCharacter[] {
  const text = textOf(word);
  if (word.every(({ others }) => others.length === 0) || isNumberShape(text)) return word;
  const shaped = /\d.*\d/.test(text) ? likeliest(word, SHAPE_BONUS, (tried) => isNumberShape(textOf(tried))) : undefined;
  return shaped ?? inCompany(word);
}

/** The likeliest version of some characters that fits; undefined if none does, or none is likely enough. */
function likeliest(
  characters: readonly DecodedCharacter[],
  bonus: number,
  fits: (tried: readonly DecodedCharacter[]) => boolean,
): readonly DecodedCharacter[] | undefined {
  let best: { readonly tried: readonly DecodedCharacter[]; readonly ratio: number } | undefined;
  for (const { tried, ratio } of versions(characters, bonus)) {
    if (ratio * bonus > 1 && (best === undefined || ratio > best.ratio) && fits(tried)) best = { tried, ratio };
  }
  return best?.tried;
}

/** Versions of some characters with runners-up in the most doubtful places, and how probable each is against what was read. */
function versions(
  characters: readonly DecodedCharacter[],
  bonus: number,
): readonly { readonly tried: readonly DecodedCharacter[]; readonly ratio: number }[] {
  const doubtful = characters
    .flatMap(({ p, others }, at) => (others.length > 0 ? [{ at, p }] : []))
    .sort((a, b) => a.p - b.p)
    .slice(0, MAX_DOUBTFUL);
  let all: { readonly tried: readonly DecodedCharacter[]; readonly ratio: number }[] = [{ tried: characters, ratio: 1 }];
  for (const { at } of doubtful) {
    const read = characters[at] ?? EMPTY;
    all = all.flatMap(({ tried, ratio }) => [
      { tried, ratio },
      ...read.others.map((other) => ({ tried: tried.with(at, replaced(read, other.text, bonus)), ratio: ratio * (other.p / read.p) })),
    ]);
  }
  return all.slice(1);
}

/** A runner-up in the place of what was read, with its probability after the bonus. */
function replaced(read: DecodedCharacter, text: string, bonus: number): DecodedCharacter {
  const p = read.others.find((other) => other.text === text)?.p ?? 0;
  return { text, p: (bonus * p) / (bonus * p + 1 - p), frame: read.frame, others: [] };
}

type Kind = 'digit' | 'letter';

function kindOf(text: string | undefined): Kind | undefined {
  if (text === undefined) return undefined;
  return /^\d$/.test(text) ? 'digit' : /^\p{L}$/u.test(text) ? 'letter' : undefined;
}

/** O, I, S and B among digits are 0, 1, 5 and 8 where the net finds that possible, and 0, 1, 5 and 8 among letters are letters. */
function inCompany(word: readonly DecodedCharacter[]): readonly DecodedCharacter[] {
  return word.map((read, at) => {
    const own = kindOf(read.text);
    const wanted = own === 'letter' ? 'digit' : 'letter';
    if (own === undefined || read.others.length === 0 || !standsAmong(word, at, wanted)) return read;
    const other = read.others.find(({ text }) => kindOf(text) === wanted);
    return other !== undefined && other.p * COMPANY_BONUS > read.p ? replaced(read, other.text, COMPANY_BONUS) : read;
  });
}

/** True where one neighbour is of this kind, none of the other, and most of the rest of the word is of this one: codes mix both. */
function standsAmong(word: readonly DecodedCharacter[], at: number, kind: Kind): boolean {
  const kinds = word.map(({ text }) => kindOf(text)).with(at, undefined);
  const neighbours = [kinds[at - 1], kinds[at + 1]].filter((neighbour) => neighbour !== undefined);
  if (neighbours.length === 0 || neighbours.some((neighbour) => neighbour !== kind)) return false;
  const company = kinds.filter((other) => other === kind).length;
  return company >= MIN_COMPANY && company >= COMPANY_SHARE * kinds.filter((other) => other !== undefined).length;
}

/** An IBAN, in groups or not, whose check digits are wrong as read and right with runners-up. */
function mendIban(characters: readonly DecodedCharacter[]): readonly DecodedCharacter[] {
  const places = characters.flatMap(({ text }, at) => (text === ' ' ? [] : [at]));
  const text = places.map((at) => characters[at]?.text).join('');
  for (const match of text.matchAll(/[A-Z]{2}(?=[0-9A-Z]{13})/g)) {
    const span = places.slice(match.index, match.index + (ibanLength(match[0]) ?? 0));
    const read = span.flatMap((at) => characters[at] ?? []);
    if (span.length === 0 || read.every(({ others }) => others.length === 0) || isIban(textOf(read))) continue;
    const mended = likeliest(read, IBAN_BONUS, (tried) => isIban(textOf(tried)));
    if (mended !== undefined) return characters.map((character, at) => mended[span.indexOf(at)] ?? character);
  }
  return characters;
}
