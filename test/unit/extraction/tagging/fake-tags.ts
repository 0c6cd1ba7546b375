import type { Reading } from '../../../../src-main/contract/index.ts';
import { type Facts, factsOf } from '../../../../src-main/engine/extraction/facts.ts';
import { TAGGED_LANGUAGES, TAGGED_TYPES, TAGS, type Tag } from '../../../../src-main/engine/extraction/tagging/tags.ts';
import type { WordTags } from '../../../../src-main/engine/extraction/tagging/word-tags.ts';
import { context, pages } from '../page.ts';

/** A page of marked lines with what a network would say of its words. */
export type Tagged = { readonly reading: Reading; readonly facts: Facts; readonly tags: WordTags };

/** Width of a column in characters: wide enough that the gap between two short cells is one. */
const COLUMN = 24;
/** What a mark without a number says. */
const SURE = 0.97;

/** `^` where an item begins. What is left of 1 goes to `other`. */
type Mark = { readonly tags: ReadonlyMap<Tag, number>; readonly begins: number };

/**
 * Pages of lines in which words carry their tags: `Tea{^itemDescription}` begins an item, `12.50{total:.6,cash:.2}` tells probabilities. A bar
 * begins the next column, and `Tea{^.6itemDescription}` begins one less surely. Words without a mark are `other`.
 */
export function tagged(...all: readonly (readonly string[])[]): Tagged {
  const marks: (readonly Mark[])[] = [];
  const plain = all.map((lines) =>
    lines.map((line) => {
      const cells = line.split('|').map((cell) => cell.trim().split(/\s+/).filter(Boolean).map(wordOf));
      const words = cells.flat();
      if (words.length > 0) marks.push(words.map(({ mark }) => mark));
      return cells.reduce((text, cell, i) => {
        const own = cell.map(({ text: word }) => word).join(' ');
        return own === '' ? text : text.padEnd(i * COLUMN) + own;
      }, '');
    }),
  );
  const reading = pages(plain);
  return { reading, facts: factsOf(reading, context()), tags: fakeTags(marks) };
}

/** Tags that say the same of every word. */
export function uniformTags(facts: Facts, tag: Tag, p: number): WordTags {
  return fakeTags(facts.rows.map(({ row }) => row.words.map(() => ({ tags: new Map([[tag, p]]), begins: 0 }))));
}

function wordOf(marked: string): { text: string; mark: Mark } {
  const found = /^(.+?)\{(\^(?:\.\d+)?)?([^}]*)\}$/.exec(marked);
  if (!found) return { text: marked, mark: { tags: new Map(), begins: 0 } };
  const [, text = '', begin = '', list = ''] = found;
  const tags = list
    .split(',')
    .filter(Boolean)
    .map((one): [Tag, number] => {
      const [name = '', p] = one.split(':');
      const tag = TAGS.find((known) => known === name);
      if (tag === undefined) throw new RangeError(`There is no tag ${name}.`);
      return [tag, p === undefined ? SURE : Number(p)];
    });
  return { text, mark: { tags: new Map(tags), begins: begin === '' ? 0 : Number(begin.slice(1) || SURE) } };
}

function fakeTags(marks: readonly (readonly Mark[])[]): WordTags {
  const p = (row: number, at: number, tag: Tag): number => {
    const mark = marks[row]?.[at];
    if (mark === undefined) return 0;
    const told = [...mark.tags].reduce((sum, [name, one]) => (name === 'other' ? sum : sum + one), 0);
    return mark.tags.get(tag) ?? (tag === 'other' ? 1 - told : 0);
  };
  return {
    model: 'fake 1',
    p,
    best: (row, at) => TAGS.map((tag) => ({ tag, p: p(row, at, tag) })).reduce((best, one) => (one.p > best.p ? one : best)),
    begins: (row, at) => marks[row]?.[at]?.begins ?? 0,
    types: even(TAGGED_TYPES),
    languages: even(TAGGED_LANGUAGES),
  };
}

/** A network that has no opinion. */
function even<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 1 / names.length])) as Record<Name, number>;
}
