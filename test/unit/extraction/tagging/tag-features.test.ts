import { describe, expect, test } from 'vitest';
import { logOdds, pieceFeatures, taggedWords } from '../../../../src-main/engine/extraction/tagging/tag-features.ts';
import type { Candidate } from '../../../../src-main/engine/extraction/types.ts';
import { type Tagged, tagged } from './fake-tags.ts';

/** Of the words of a page that make up a name, from its first row on one part a row. */
function featuresOf({ facts, tags }: Tagged, ...names: readonly [string, ...string[]]) {
  const spanOf = (name: string, row: number) => {
    const start = facts.rows[row]?.row.text.indexOf(name) ?? -1;
    if (start < 0) throw new RangeError(`The page does not say ${name}.`);
    return { row, start, end: start + name.length };
  };
  const candidate: Candidate = {
    value: names.join(' '),
    span: spanOf(names[0], 0),
    parts: names.map(spanOf),
    evidence: { page: 1, box: [0, 0, 1, 1], wordP: 1, allP: 1, readers: 0 },
    features: {},
  };
  return pieceFeatures(candidate, 'supplier', facts, tags, taggedWords(facts, tags, 'supplier'));
}

describe('what the network says of a name', () => {
  test('a word that rather belongs to it makes it likelier, one that rather does not less likely', () => {
    const page = tagged(['Green{supplier:.9} Grocer{supplier:.6} Leeds{supplier:.3}']);
    const [one, two, three] = ['Green', 'Green Grocer', 'Green Grocer Leeds'].map((name) => featuresOf(page, name).likely);
    expect(two).toBeGreaterThan(one as number);
    expect(three).toBeLessThan(two as number);
  });

  test('the mean of its words is highest for the surest word alone, however much of the name that leaves out', () => {
    const page = tagged(['Green{supplier:.9} Grocer{supplier:.6}']);
    expect(featuresOf(page, 'Green').tag).toBeGreaterThan(featuresOf(page, 'Green Grocer').tag);
    expect(featuresOf(page, 'Green').missed).toBeCloseTo(0.4);
    expect(featuresOf(page, 'Green Grocer').missed).toBe(0);
  });

  test('a name that stands at the head and in the footer is missed by none of its places', () => {
    const page = tagged(['Green{supplier} Grocer{supplier}', 'Leeds', 'GREEN{supplier} Grocer,{supplier} Leeds']);
    expect(featuresOf(page, 'Green Grocer').missed).toBe(0);
    expect(featuresOf(page, 'Green').missed).toBeCloseTo(0.5);
  });

  test('a name on two rows is as sure as the row that is less so', () => {
    const page = tagged(['Green{supplier:.9} Grocer{supplier:.7}', 'Limited{supplier:.6}']);
    expect(featuresOf(page, 'Green Grocer', 'Limited').weakestRow).toBeCloseTo(logOdds(0.6));
    expect(featuresOf(page, 'Green Grocer').weakestRow).toBe(0);
  });

  test('rows that end within a cell are counted, those that end with it are not', () => {
    const page = tagged(['Green{supplier} Grocer{supplier} | Leeds{supplier}']);
    expect(featuresOf(page, 'Green')).toMatchObject({ cutBefore: 0, cutAfter: 1 });
    expect(featuresOf(page, 'Grocer')).toMatchObject({ cutBefore: 1, cutAfter: 0 });
    expect(featuresOf(page, 'Green Grocer')).toMatchObject({ cutBefore: 0, cutAfter: 0 });
  });

  test('no probability counts more than another beyond what networks can know', () => {
    expect(logOdds(1)).toBe(6);
    expect(logOdds(0)).toBe(-6);
    expect(logOdds(0.5)).toBe(0);
  });
});
