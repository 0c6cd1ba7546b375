import type { IdentifierMention } from '../identifier.ts';
import { ibansIn } from '../identifier.ts';
import { anyOf, matchesIn } from '../matches.ts';
import type { TaxNumber } from './check.ts';
import { taxNumberOf } from './check.ts';
import { TAX_LABELS } from './labelled.ts';
import type { Scheme } from './schemes.ts';
import { BY_PREFIX, SCHEMES } from './schemes.ts';

/** A tax number in a row of text. `labelled` is false where only its prefix and its check digits say what it is. */
export type TaxNumberMention = IdentifierMention & {
  readonly country: string | undefined;
  readonly holds: boolean | undefined;
  readonly mended: boolean;
  readonly labelled: boolean;
};

/** Right check digits are worth half a label; wrong ones make a labelled number doubtful, but it is still the one that is printed. */
const HOLDS_BONUS = 0.5;
const FAILS_PENALTY = 1.2;
const MENDED_PENALTY = 0.4;
const UNLABELLED = 0.9;
const LEAST_WEIGHT = 0.2;

/** Longest stretch of text behind a label that can hold a number with its spaces. */
const REACH = 40;

/** Shorter numbers are no tax numbers, and a row without so many digits need not be searched. */
const LEAST_DIGITS = 7;

/** A number at the beginning of a text and how much of the text it takes. */
type Place = Omit<TaxNumber, 'country'> & { readonly country: string | undefined; readonly length: number };

/** Letters and digits at the beginning of a text, with the places where a group ends. */
function groupsOf(text: string): { compact: string; ends: { chars: number; length: number }[]; places: number[] } {
  let compact = '';
  const places: number[] = [];
  const ends: { chars: number; length: number }[] = [];
  for (let i = 0; i < text.length; i++) {
    const ch = text[i] ?? '';
    if (/[A-Z0-9]/.test(ch)) {
      compact += ch;
      places.push(i + 1);
      if (!/[A-Z0-9]/.test(text[i + 1] ?? ' ')) ends.push({ chars: compact.length, length: i + 1 });
    } else if (!/[ .\-/]/.test(ch)) break;
  }
  return { compact, ends, places };
}

/** The number at the beginning of a text: the longest run of groups whose check digits hold, else one that has a shape. */
function numberAt(text: string, schemes: readonly Scheme[], other: RegExp | undefined): Place | undefined {
  const { compact, ends, places } = groupsOf(text);
  const read = ends.flatMap(({ chars, length }): Place[] => {
    const number = taxNumberOf(compact.slice(0, chars), schemes);
    return number ? [{ ...number, length }] : [];
  });
  // Groups: right digits before unchecked ones before wrong ones, as printed before mended, longer before shorter.
  const rank = ({ holds, mended }: Place): number => (holds === true ? 4 : holds === undefined ? 2 : 0) + (mended ? 0 : 1);
  const best = read.reduce<Place | undefined>((a, b) => (a === undefined || rank(b) >= rank(a) ? b : a), undefined);
  if (best) return best;
  for (const plain of [compact, compact.replace(/(?<=\d)[OQ]|[OQ](?=\d)/g, '0').replace(/(?<=\d)[IL]/g, '1')]) {
    const value = other?.exec(plain)?.[0];
    if (value !== undefined)
      return { value, country: undefined, holds: undefined, mended: plain !== compact, length: places[value.length - 1] ?? 0 };
  }
  return undefined;
}

const digitsIn = (text: string): number => text.length - text.replace(/\d/g, '').length;

function weighed(weight: number, { holds, mended }: { holds: boolean | undefined; mended: boolean }): number {
  const checked = holds === undefined ? 0 : holds ? HOLDS_BONUS : -FAILS_PENALTY;
  return Math.max(LEAST_WEIGHT, weight + checked - (mended ? MENDED_PENALTY : 0));
}

const ANY_LABEL = anyOf(TAX_LABELS.map(({ label }) => label));

function labelledIn(upper: string): TaxNumberMention[] {
  const found: TaxNumberMention[] = [];
  if (!ANY_LABEL.test(upper)) return found;
  for (const { label, schemes, other, weight } of TAX_LABELS) {
    const possible = schemes.map((name): Scheme => SCHEMES[name]);
    for (const match of matchesIn(upper, label)) {
      const from = match.index + match[0].length;
      const rest = upper.slice(from, from + REACH);
      const lead = /^[\s:#.\-)(=]{0,4}/.exec(rest)?.[0].length ?? 0;
      const place = numberAt(rest.slice(lead), possible, other);
      if (!place || digitsIn(place.value) < LEAST_DIGITS) continue;
      const { length, ...number } = place;
      found.push({ ...number, start: from + lead, end: from + lead + length, weight: weighed(weight, number), labelled: true });
    }
  }
  return found;
}

const PREFIX = new RegExp(`(?<![A-Z0-9./-])(?:${[...BY_PREFIX.keys()].join('|')})(?=[ -]?[A-Z0-9])`, 'g');

/** Numbers that only their prefix and their check digits give away, as footers print them. */
function unlabelledIn(upper: string): TaxNumberMention[] {
  const found: TaxNumberMention[] = [];
  for (const match of matchesIn(upper, PREFIX)) {
    const number = numberAt(upper.slice(match.index, match.index + REACH), [], undefined);
    if (number?.holds !== true || number.mended || digitsIn(number.value) < LEAST_DIGITS) continue;
    const [start, end] = [match.index, match.index + number.length];
    // "NO 123456789" is a number with its label, unless MVA stands behind it.
    const suffix = /^\s?(?:MVA|MWST|TVA|IVA|TPV)\b/.test(upper.slice(end)) || /[A-Z]{3}$/.test(upper.slice(start, end));
    if (match[0] === 'NO' && !suffix) continue;
    if (ibansIn(upper).some((iban) => iban.start < end && start < iban.end)) continue;
    const { length: _, ...rest } = number;
    found.push({ ...rest, start, end, weight: suffix ? 2.5 + HOLDS_BONUS : UNLABELLED, labelled: suffix });
  }
  return found;
}

/** Tax numbers of one row, the surest first; `upper` is upper case without accents, same length as the row. */
export function taxNumbersIn(upper: string): TaxNumberMention[] {
  if (digitsIn(upper) < LEAST_DIGITS) return [];
  return [...labelledIn(upper), ...unlabelledIn(upper)]
    .sort((a, b) => b.weight - a.weight)
    .filter((f, i, all) => all.findIndex((g) => g.start < f.end && f.start < g.end) === i);
}
