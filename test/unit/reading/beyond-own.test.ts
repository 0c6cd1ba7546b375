import { describe, expect, it } from 'vitest';
import { isBeyondOwn, saysMore } from '../../../src-main/workers/reading/cascade/beyond-own.ts';

/** Words of ten letters each, as sure as given. */
const words = (...ps: readonly number[]) => ps.map((p) => ({ text: 'ABCDEFGHIJ', p }));

describe('a page for the second reader as a whole', () => {
  it('is one on which the own reader found next to nothing', () => {
    expect(isBeyondOwn([], ['eng'])).toBe(true);
    expect(isBeyondOwn(words(0.9, 0.9), ['eng'])).toBe(true);
    expect(isBeyondOwn(words(0.9, 0.9, 0.9), ['eng'])).toBe(false);
  });

  it('is one of which it is sure only of little', () => {
    expect(isBeyondOwn(words(0.9, 0.9, 0.9, ...Array.from({ length: 8 }, () => 0.1)), ['eng'])).toBe(true);
  });

  it('is found sooner where a language is wanted whose letters the own reader does not know', () => {
    const half = words(0.9, 0.9, 0.9, 0.9, 0.3, 0.3, 0.3, 0.3);
    expect(isBeyondOwn(half, ['eng', 'deu'])).toBe(false);
    expect(isBeyondOwn(half, ['eng', 'ell'])).toBe(true);
  });

  it('becomes the second one’s only if that one is sure of more', () => {
    expect(saysMore(words(0.9, 0.9), words(0.6, 0.2))).toBe(true);
    expect(saysMore(words(0.7, 0.7, 0.7), words(0.6))).toBe(false);
    expect(saysMore([], [])).toBe(false);
  });
});
