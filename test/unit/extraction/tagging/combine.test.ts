import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Field } from '../../../../src-main/contract/index.ts';
import {
  type Combined,
  type CombineInput,
  combinedField,
  combinedP,
  type Option,
  optionsOf,
  type TaggedValue,
} from '../../../../src-main/engine/extraction/combine.ts';
import { COMBINED, COMBINED_NAMES } from '../../../../src-main/engine/extraction/combined-curves.ts';
import { logOdds } from '../../../../src-main/engine/extraction/tagging/tag-features.ts';
import type { Evidence } from '../../../../src-main/engine/extraction/types.ts';
import { tagged } from './fake-tags.ts';

const CURVE: Combined = { bias: -0.5, rules: 0.5, tag: 0.6, wordP: 0.15, holds: 0.8 };
const EVIDENCE: Evidence = { page: 1, box: [0.1, 0.2, 0.3, 0.1], wordP: 0.9, allP: 0.8, readers: 0 };
const PAGE = tagged(['Number A17{number:.8} | Order B22{orderNumber:.9}']);
const look = { facts: PAGE.facts, tags: PAGE.tags, tag: ['number'] as const, holds: () => false };

const seen = (value: string, p: number): TaggedValue => ({ value, p, evidence: EVIDENCE });
const ruled = (value: string, p: number, alternatives: Field['alternatives'] = [], place: Partial<Field> = {}): Field => ({
  value,
  p,
  alternatives,
  ...place,
});
const option = (value: string, p: number): Option => ({
  value,
  evidence: undefined,
  input: { rules: logOdds(p), tag: logOdds(p), wordP: logOdds(0.9), holds: 0 },
});

describe('what a field can be', () => {
  test('is what rules found where the network sees nothing, with their alternatives', () => {
    const options = optionsOf(ruled('A17', 0.7, [{ value: 'B22', p: 0.2 }]), [], look);
    expect(options.map(({ value, input }) => [value, input.rules])).toEqual([
      ['A17', logOdds(0.7)],
      ['B22', logOdds(0.2)],
    ]);
    expect(options.every(({ input }) => input.tag === -3)).toBe(true);
  });

  test('is what the network sees where rules found nothing', () => {
    const [only, ...none] = optionsOf(undefined, [seen('A17', 0.9)], look);
    expect(only).toEqual({ value: 'A17', evidence: EVIDENCE, input: { rules: -3, tag: logOdds(0.9), wordP: logOdds(0.9), holds: 0 } });
    expect(none).toEqual([]);
  });

  test('is one value where both say the same', () => {
    const options = optionsOf(ruled('A17', 0.7), [seen('A17', 0.9), seen('C3', 0.4)], look);
    expect(options.map(({ value, input }) => [value, input.rules, input.tag])).toEqual([
      ['A17', logOdds(0.7), logOdds(0.9)],
      ['C3', -3, logOdds(0.4)],
    ]);
  });

  test('is one value where it is printed twice, as probable as its better place', () => {
    for (const values of [
      [seen('A17', 0.4), seen('A17', 0.9)],
      [seen('A17', 0.9), seen('A17', 0.4)],
    ]) {
      const options = optionsOf(undefined, values, look);
      expect(options.map(({ input }) => input.tag)).toEqual([logOdds(0.9)]);
    }
  });

  test('the network is asked about the words in the place where rules found it', () => {
    const [, word] = PAGE.facts.rows[0]?.row.words ?? [];
    const [only] = optionsOf(ruled('a-17', 0.7, [], { page: 1, box: word?.box ?? [0, 0, 0, 0] }), [], look);
    expect(only?.input.tag).toBeCloseTo(logOdds(0.8));
    expect(only?.evidence).toMatchObject({ page: 1, box: word?.box, wordP: 1 });
  });

  test('a check that holds is told of each value', () => {
    const options = optionsOf(ruled('A17', 0.7), [seen('B22', 0.4)], { ...look, holds: (value) => value === 'B22' });
    expect(options.map(({ value, input }) => [value, input.holds])).toEqual([
      ['B22', 1],
      ['A17', 0],
    ]);
  });

  test('is nothing where nobody sees anything', () => {
    expect(optionsOf(undefined, [], look)).toEqual([]);
    expect(combinedField(CURVE, [])).toBeUndefined();
  });
});

describe('the probability of a value', () => {
  const input = fc.record<CombineInput>({
    rules: fc.double({ min: -6, max: 6, noNaN: true }),
    tag: fc.double({ min: -6, max: 6, noNaN: true }),
    wordP: fc.double({ min: -6, max: 6, noNaN: true }),
    holds: fc.constantFrom(0, 1),
  });

  test.each(COMBINED_NAMES)('of %s never falls where rules, tags, words or a sum say more', (name) => {
    fc.assert(
      fc.property(input, fc.constantFrom('rules', 'tag', 'wordP'), (one, better) => {
        const curve = COMBINED[name];
        expect(combinedP(curve, { ...one, [better]: one[better] + 1 })).toBeGreaterThanOrEqual(combinedP(curve, one));
        expect(combinedP(curve, { ...one, holds: 1 })).toBeGreaterThanOrEqual(combinedP(curve, { ...one, holds: 0 }));
      }),
    );
  });

  test('is neither 0 nor 1', () => {
    fc.assert(
      fc.property(input, (one) => {
        const p = combinedP(CURVE, one);
        expect(p >= 0.005 && p <= 0.995).toBe(true);
      }),
    );
  });
});

describe('the field', () => {
  test('has the most probable value, and the others behind it', () => {
    const field = combinedField(CURVE, [option('B22', 0.3), option('A17', 0.9)]);
    expect(field?.value).toBe('A17');
    expect(field?.alternatives.map(({ value }) => value)).toEqual(['B22']);
  });

  test('is none where no value is probable', () => {
    expect(combinedField(CURVE, [option('A17', 0.01)])).toBeUndefined();
  });

  test('gives all alternatives together no more than what is left of 1', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.001, max: 0.999, noNaN: true }), { maxLength: 9 }), (all) => {
        const field = combinedField(
          CURVE,
          all.map((p, i) => option(`N${i}`, p)),
        );
        if (field === undefined) return;
        Field.parse(field);
        // Each is rounded to four decimals.
        expect(field.alternatives.reduce((sum, { p }) => sum + p, field.p)).toBeLessThanOrEqual(1.001);
        expect(field.alternatives.every(({ p }) => p <= field.p)).toBe(true);
      }),
    );
  });
});
