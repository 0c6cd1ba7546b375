import type { AmountFact } from '../amounts.ts';
import type { DateCandidate } from '../candidates/date.ts';
import type { Facts } from '../facts.ts';
import type { Candidate, Span } from '../types.ts';
import type { Tag } from './tags.ts';
import { spanP, type WordTags, wordsOf } from './word-tags.ts';

/**
 * What the network says of a candidate: `tag`, log-odds of its words having the field's tag; `missed`, the share of the different words with the tag
 * that it leaves out. `cutBefore` and `cutAfter` count its rows that begin or end within a cell, with a word beside them that is left out.
 * `likely` is how much more likely just its words have the tag than none of them, in tens of log-odds: a word more makes a candidate better
 * exactly where it rather has the tag than not, which means of words cannot say. `weakestRow` is the log-odds of that of its rows which has the tag least
 * probably; 0 where it has one.
 */
export type TagFeatures = {
  readonly tag: number;
  readonly missed: number;
  readonly cutBefore: number;
  readonly cutAfter: number;
  readonly likely: number;
  readonly weakestRow: number;
};

const MOST = 6;

/** Log-odds, cut where the network's probabilities mean nothing any more. */
export function logOdds(p: number): number {
  const q = Math.max(0.0005, Math.min(0.9995, p));
  return Math.max(-MOST, Math.min(MOST, Math.log(q / (1 - q))));
}

/** Of a candidate that is a piece of the page: a name, an address. `tagged` is `taggedWords` of the page. */
export function pieceFeatures(
  candidate: Candidate,
  tag: 'supplier' | 'address',
  facts: Facts,
  tags: WordTags,
  tagged: TaggedWords,
): TagFeatures {
  const parts = candidate.parts ?? [candidate.span];
  const own = new Set<string>();
  let [sum, words, likely] = [0, 0, 0];
  let weakest = 1;
  for (const part of parts) {
    const inRow = wordsOf(facts, part);
    weakest = Math.min(weakest, inRow.reduce((total, at) => total + tags.p(part.row, at, tag), 0) / Math.max(1, inRow.length));
    for (const at of inRow) {
      sum += tags.p(part.row, at, tag);
      likely += logOdds(tags.p(part.row, at, tag));
      words++;
      own.add(key(facts.rows[part.row]?.row.words[at]?.text ?? ''));
    }
  }
  return {
    tag: logOdds(sum / Math.max(1, words)),
    missed: shareWithout(tagged, own),
    cutBefore: parts.filter((part) => leftOut(facts, part, -1)).length,
    cutAfter: parts.filter((part) => leftOut(facts, part, 1)).length,
    likely: likely / 10,
    weakestRow: parts.length > 1 ? logOdds(weakest) : 0,
  };
}

/** Whether the word before or behind a span stands in its cell and has letters: numbers of registers and dust may be left out. */
function leftOut(facts: Facts, span: Span, side: -1 | 1): boolean {
  const row = facts.rows[span.row]?.row;
  const words = wordsOf(facts, span);
  const edge = side < 0 ? words[0] : words.at(-1);
  if (!row || edge === undefined) return false;
  const cellOf = (at: number) => row.cells.findIndex((cell) => cell.start <= (row.offsets[at] ?? -1) && (row.offsets[at] ?? -1) < cell.end);
  const beside = row.words[edge + side];
  return beside !== undefined && cellOf(edge + side) === cellOf(edge) && /^\P{Nd}*\p{L}\P{Nd}*$/u.test(beside.text);
}

/** Different words of the page that rather have a tag, with the highest probability of any of their places: a name at the head and in the footer is one. */
export type TaggedWords = ReadonlyMap<string, number>;

const key = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

export function taggedWords(facts: Facts, tags: WordTags, tag: Tag): TaggedWords {
  const found = new Map<string, number>();
  for (const { row } of facts.rows) {
    row.words.forEach(({ text }, at) => {
      const p = tags.p(row.index, at, tag);
      if (p < 0.2) return;
      const word = key(text);
      found.set(word, Math.max(p, found.get(word) ?? 0));
    });
  }
  return found;
}

/** How much of the tagged words, weighed by their probability, is not among a candidate's own. */
function shareWithout(tagged: TaggedWords, own: ReadonlySet<string>): number {
  let [all, without] = [0, 0];
  for (const [text, p] of tagged) {
    all += p;
    if (!own.has(text)) without += p;
  }
  return all === 0 ? 0 : without / all;
}

/** Of a value that may be printed several times: its best place counts. */
export function valueFeatures(spans: readonly Span[], tag: Tag, facts: Facts, tags: WordTags): TagFeatures {
  return {
    tag: logOdds(Math.max(0, ...spans.map((span) => spanP(tags, facts, span, tag)))),
    missed: 0,
    cutBefore: 0,
    cutAfter: 0,
    likely: 0,
    weakestRow: 0,
  };
}

/** Where an amount is printed. */
export function placesOf(minor: number, amounts: readonly AmountFact[]): Span[] {
  return amounts
    .filter(({ mention }) => mention.minor === minor)
    .map(({ facts, mention }) => ({ row: facts.row.index, start: mention.start, end: mention.end }));
}

/** Where a day is printed, in whatever order it is read. */
export function placesOfDate(candidate: DateCandidate, facts: Facts): Span[] {
  return facts.rows.flatMap(({ row, dates }) =>
    dates
      .filter(({ readings }) => readings.some(({ date }) => date === candidate.value))
      .map(({ start, end }) => ({ row: row.index, start, end })),
  );
}
