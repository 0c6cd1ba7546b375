import type { TaggerOutput } from '../../ports.ts';
import type { Facts } from '../facts.ts';
import type { Span } from '../types.ts';
import { TAGGED_LANGUAGES, TAGGED_TYPES, TAGS, type Tag, type TaggedLanguage, type TaggedType } from './tags.ts';
import type { Token } from './tokens.ts';

/** What the network says of a document's words. Words are named by their row and their place in it. */
export type WordTags = {
  /** Name and version of the network. */
  readonly model: string;
  /** Probability that a word has the tag; 0 for a word that was not looked at. */
  p(row: number, at: number, tag: Tag): number;
  /** The most probable tag of a word. */
  best(row: number, at: number): { readonly tag: Tag; readonly p: number };
  /** Probability that a line item begins with the word. */
  begins(row: number, at: number): number;
  readonly types: Readonly<Record<TaggedType, number>>;
  readonly languages: Readonly<Record<TaggedLanguage, number>>;
};

const INDEX = new Map(TAGS.map((tag, index) => [tag, index]));

/** The network's answer by words. Undefined where its shape is not that of the tokens: then rules work alone. */
export function wordTags(tokens: readonly Token[], output: TaggerOutput): WordTags | undefined {
  const { tags, begins, types, languages } = output;
  if (tags.length !== tokens.length * TAGS.length || begins.length !== tokens.length) return undefined;
  if (types.length !== TAGGED_TYPES.length || languages.length !== TAGGED_LANGUAGES.length) return undefined;
  const places = new Map(tokens.map((token, i) => [place(token.facts.row.index, token.at), i]));
  const p = (row: number, at: number, tag: Tag) => {
    const i = places.get(place(row, at));
    return i === undefined ? 0 : (tags[i * TAGS.length + (INDEX.get(tag) ?? 0)] ?? 0);
  };
  return {
    model: output.model,
    p,
    best: (row, at) => {
      const i = places.get(place(row, at));
      let [best, most]: [Tag, number] = ['other', 0];
      if (i === undefined) return { tag: best, p: most };
      for (const [k, tag] of TAGS.entries()) {
        const value = tags[i * TAGS.length + k] ?? 0;
        if (value > most) [best, most] = [tag, value];
      }
      return { tag: best, p: most };
    },
    begins: (row, at) => begins[places.get(place(row, at)) ?? -1] ?? 0,
    types: named(TAGGED_TYPES, types),
    languages: named(TAGGED_LANGUAGES, languages),
  };
}

/** Rows have at most `LIMITS.rowLength` characters, and so fewer words. */
const place = (row: number, at: number): number => row * 512 + at;

function named<Name extends string>(names: readonly Name[], values: Float32Array): Record<Name, number> {
  return Object.fromEntries(names.map((name, i) => [name, values[i] ?? 0])) as Record<Name, number>;
}

/** Places of the words that a span touches. */
export function wordsOf(facts: Facts, { row, start, end }: Span): number[] {
  const found = facts.rows[row]?.row;
  if (!found) return [];
  const { words, offsets } = found;
  const touched: number[] = [];
  for (let at = 0; at < words.length; at++) {
    const from = offsets[at] ?? 0;
    if (from >= end) break;
    if (from + (words[at]?.text.length ?? 0) > start) touched.push(at);
  }
  return touched;
}

/** Mean probability that the words of a span have the tag; 0 for a span without words. */
export function spanP(tags: WordTags, facts: Facts, span: Span, tag: Tag): number {
  const words = wordsOf(facts, span);
  return words.reduce((sum, at) => sum + tags.p(span.row, at, tag), 0) / Math.max(1, words.length);
}
