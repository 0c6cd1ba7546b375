import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fnv1a, ngramIndices, normaliseText } from '../../../src-main/workers/text-ngrams.ts';

const MODEL = join(import.meta.dirname, '..', '..', '..', 'models', 'coding', 'v1');
const golden = JSON.parse(readFileSync(join(MODEL, 'golden.json'), 'utf8')) as { text: string; indices: number[] }[];
const { features } = JSON.parse(readFileSync(join(MODEL, 'manifest.json'), 'utf8')) as {
  features: { buckets: number; minGram: number; maxGram: number };
};

describe('hashed n-grams', () => {
  it('hashes as FNV-1a is published', () => {
    // Test values of the FNV reference page (draft-eastlake-fnv, 32-bit FNV-1a).
    expect([fnv1a(''), fnv1a('a'), fnv1a('foobar')]).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
  });

  it('makes accents, case, digits and punctuation alike', () => {
    expect(normaliseText('  CAFÉ—Crème, 2×450 g!')).toBe('cafe creme 0 000 g');
  });

  it('gives the indices that training saw, for each golden text', () => {
    expect(golden.length).toBeGreaterThan(10);
    for (const { text, indices } of golden) expect(ngramIndices(text, features), text).toEqual(indices);
  });

  it('reads no more than 512 indices of a text however long', () => {
    expect(ngramIndices('wholesale '.repeat(10_000), features)).toHaveLength(512);
  });

  it('finds nothing in a text without letters and digits', () => {
    expect(ngramIndices('--- *** ', features)).toEqual([]);
  });
});
