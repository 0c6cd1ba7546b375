import type { Box, Extraction, Field, FieldName, Reading, Word } from '../../contract/index.ts';
import { fieldOf } from './decode.ts';
import { ibansIn } from './grammar/identifier.ts';
import { plainUpper } from './labels.ts';

/**
 * Shares of what a field leaves to others: half goes to what the second reader saw in its very place, and the candidates from elsewhere on
 * the page share 0.8 of the rest as before. Not yet fitted on documents: that needs readings by both.
 */
const SECOND_SHARE = 0.5;
const OTHERS_SHARE = 0.5;
/** What two readers saw differently is never told as certain. */
const LEAST_P = 0.01;

/** Widening of a field's box in which words count as its own (fraction of the page): boxes of the same words differ by rounding only. */
const SLACK = 0.002;

/**
 * Fields that are looked for with the other reader's words where the first reader's gave none: a date or total at half its probability always
 * waits for a person, and an IBAN proves itself by its check digits. A number does neither, so a doubtful one is left out.
 */
const SOUGHT = ['date', 'total', 'iban'] as const satisfies readonly FieldName[];
/** A value that only the second reader saw, against one that both looked for and the first one found. */
const ALONE_SHARE = 0.5;

/**
 * Adds what the second reader saw. In the place of a field its words give an alternative, by the same grammars: the words of all fields are
 * replaced by the other reader's, and the page is looked at again (`look`). A field that the first reader's words did not give at all is
 * taken from the other reader's at half its probability. Without words that were read differently nothing is looked at twice.
 */
export function withSecondOpinions(reading: Reading, first: Extraction, look: (reading: Reading) => Extraction): Extraction {
  if (!reading.pages.some(({ words }) => words.some(isDisputed))) return first;
  const fields = { ...first.fields, ...foundAlone(reading, first, look) };
  const disputed = disputedFields(reading, first);
  if (disputed.length === 0) return { ...first, fields };
  const found = Object.values(first.fields);
  const second = look(asSecondRead(reading, (word, page) => found.some((field) => liesIn(word, page, field))));
  for (const name of disputed) {
    const [own, other] = [first.fields[name], second.fields[name]];
    if (own && other && other.value !== own.value && samePlace(own, other)) fields[name] = withAlternative(own, other.value);
  }
  return { ...first, fields };
}

/** What is missing and stands in the other reader's words. Labels count here too: a misread one may be why the value was not found. */
function foundAlone(reading: Reading, { fields }: Extraction, look: (reading: Reading) => Extraction): Extraction['fields'] {
  const words = asSecondRead(reading, () => true);
  const missing = SOUGHT.filter((name) => fields[name] === undefined && (name !== 'iban' || holdsIban(words)));
  if (missing.length === 0) return {};
  const second = look(words);
  const found = disputedFields(reading, second).filter((name) => missing.some((sought) => sought === name));
  return Object.fromEntries(
    found.flatMap((name) => {
      const field = second.fields[name];
      return field === undefined ? [] : [[name, { ...field, p: field.p * ALONE_SHARE }]];
    }),
  );
}

/** Most receipts name no account: looking at all of their words again would cost as much as the first look. */
function holdsIban({ pages }: Reading): boolean {
  return pages.some(({ words }) => ibansIn(plainUpper(words.map(({ text }) => text).join(' '))).length > 0);
}

/** Fields of which a word was read differently. */
function disputedFields(reading: Reading, { fields }: Extraction): FieldName[] {
  return (Object.entries(fields) as [FieldName, Field][]).flatMap(([name, field]) => {
    const words = reading.pages.find(({ page }) => page === field.page)?.words ?? [];
    return words.some((word) => isDisputed(word) && liesIn(word, field.page, field)) ? [name] : [];
  });
}

function isDisputed({ alternatives }: Word): boolean {
  return alternatives !== undefined && alternatives.length > 0;
}

/** The reading with the other reader's words in the chosen places. */
function asSecondRead(reading: Reading, chosen: (word: Word, page: number) => boolean): Reading {
  const pages = reading.pages.map((page) => ({
    ...page,
    words: page.words.map((word) => (isDisputed(word) && chosen(word, page.page) ? otherWord(word) : word)),
  }));
  return { ...reading, pages };
}

function otherWord(word: Word): Word {
  const [best] = [...(word.alternatives ?? [])].sort((a, b) => b.p - a.p);
  return best === undefined ? word : { ...word, text: best.text, p: best.p };
}

function liesIn(word: Word, on: number | undefined, { page, box }: Field): boolean {
  if (box === undefined || page !== on) return false;
  const [x, y, width, height] = word.box;
  const [middle, level] = [x + width / 2, y + height / 2];
  const [left, top, wide, high] = box;
  return middle >= left - SLACK && middle <= left + wide + SLACK && level >= top - SLACK && level <= top + high + SLACK;
}

function samePlace(a: Field, b: Field): boolean {
  return a.page === b.page && a.box !== undefined && b.box !== undefined && overlap(a.box, b.box);
}

function overlap([ax, ay, aw, ah]: Box, [bx, by, bw, bh]: Box): boolean {
  return ax < bx + bw && bx < ax + aw && ay < by + bh && by < ay + ah;
}

function withAlternative(field: Field, value: string): Field {
  const p = Math.max(LEAST_P, SECOND_SHARE * (1 - field.p));
  const others = field.alternatives.filter((other) => other.value !== value).map((other) => ({ ...other, p: other.p * OTHERS_SHARE }));
  const alternatives = [{ value, p, reader: 'second' as const }, ...others].sort((a, b) => b.p - a.p);
  return { ...field, alternatives: fieldOf(field.value, field.p, undefined, alternatives).alternatives };
}
