import { describe, expect, test } from 'vitest';
import { factsOf } from '../../../../src-main/engine/extraction/facts.ts';
import { TAGGED_LANGUAGES, TAGGED_TYPES, TAGS } from '../../../../src-main/engine/extraction/tagging/tags.ts';
import { tokensOf } from '../../../../src-main/engine/extraction/tagging/tokens.ts';
import { spanP, wordsOf, wordTags } from '../../../../src-main/engine/extraction/tagging/word-tags.ts';
import type { TaggerOutput } from '../../../../src-main/engine/ports.ts';
import { context, reading } from '../page.ts';

const facts = factsOf(reading(['Green Grocer', 'Total 12.50']), context());
const tokens = tokensOf(facts);

/** An answer in which the word at `i` has the tag at place `i + 1`, and begins where `i` is odd. */
function output(words = tokens.length): TaggerOutput {
  const tags = new Float32Array(words * TAGS.length);
  for (let i = 0; i < words; i++) tags[i * TAGS.length + i + 1] = 1;
  return {
    model: 'test 1',
    tags,
    begins: Float32Array.from({ length: words }, (_, i) => i % 2),
    types: Float32Array.from(TAGGED_TYPES, (_, i) => i),
    languages: Float32Array.from(TAGGED_LANGUAGES, (_, i) => i),
  };
}

describe('the answer of the network', () => {
  test('is told by the place of a word: its row and its place in it', () => {
    const tags = wordTags(tokens, output());
    expect([tags?.p(0, 0, 'supplier'), tags?.p(0, 1, 'address'), tags?.p(1, 1, 'contact')]).toEqual([1, 1, 1]);
    expect(tags?.best(1, 0)).toEqual({ tag: 'supplierTaxId', p: 1 });
    expect([tags?.begins(0, 0), tags?.begins(0, 1)]).toEqual([0, 1]);
    expect(tags?.types['invoice']).toBe(1);
    expect(tags?.languages['fr']).toBe(2);
  });

  test('says nothing of a word that it was not asked about', () => {
    const tags = wordTags(tokens, output());
    expect(tags?.p(7, 0, 'supplier')).toBe(0);
    expect(tags?.begins(0, 9)).toBe(0);
    expect(tags?.best(7, 0)).toEqual({ tag: 'other', p: 0 });
  });

  test.each([
    ['one word too many', output(tokens.length + 1)],
    ['one word too few', output(tokens.length - 1)],
    ['other kinds', { ...output(), types: new Float32Array(3) }],
    ['other languages', { ...output(), languages: new Float32Array(3) }],
    ['other tags', { ...output(), tags: new Float32Array(tokens.length * (TAGS.length + 1)) }],
  ])('with %s is none', (_, answer) => expect(wordTags(tokens, answer)).toBeUndefined());
});

describe('a span', () => {
  test('has the words that it touches', () => {
    expect(wordsOf(facts, { row: 1, start: 0, end: 5 })).toEqual([0]);
    expect(wordsOf(facts, { row: 1, start: 4, end: 7 })).toEqual([0, 1]);
    expect(wordsOf(facts, { row: 9, start: 0, end: 5 })).toEqual([]);
  });

  test('has the mean of their probabilities, and none without words', () => {
    const tags = wordTags(tokens, output());
    if (tags === undefined) throw new Error('The answer was refused.');
    expect(spanP(tags, facts, { row: 0, start: 0, end: 12 }, 'supplier')).toBe(0.5);
    expect(spanP(tags, facts, { row: 9, start: 0, end: 12 }, 'supplier')).toBe(0);
  });
});
