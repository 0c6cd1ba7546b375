import { describe, expect, test } from 'vitest';
import { prepare } from '../../../src-main/engine/extraction/candidates/prepare.ts';
import { supplierCandidates } from '../../../src-main/engine/extraction/candidates/supplier.ts';
import { factsOf } from '../../../src-main/engine/extraction/facts.ts';
import { weighWithTags } from '../../../src-main/engine/extraction/scoring.ts';
import { TAG_WEIGHTS, type TagWeights } from '../../../src-main/engine/extraction/tagging/tag-weights.ts';
import { context, reading } from './page.ts';
import { tagged } from './tagging/fake-tags.ts';

describe('a candidate is weighed', () => {
  const weights: TagWeights = {
    ...TAG_WEIGHTS,
    supplier: { rules: 1, tag: 1 },
    letterSupplier: { tag: 2, legalForm: 10 },
    address: { tag: 3 },
  };

  test('by the table of its field and by the rules', () => {
    expect(weighWithTags('address', { tag: 1 }, weights)).toBe(3);
    expect(weighWithTags('supplier', { tag: 1, letter: 0.2, legalForm: 1 }, weights)).toBeCloseTo(1 + 2.14);
  });

  test('as the supplier of a letter by that table alone, as long as the page is rather no receipt', () => {
    expect(weighWithTags('supplier', { tag: 1, letter: 0.9, legalForm: 1 }, weights)).toBe(12);
    expect(weighWithTags('address', { tag: 1, letter: 0.9 }, weights)).toBe(3);
  });
});

test('a candidate knows how surely its document is a letter', () => {
  const { reading: page, tags } = tagged(['Green{supplier} Grocer{supplier}', 'Total | 3.60{total}']);
  const types = { ...tags.types, receipt: 0.3 };
  const letters = prepare(page, context(), { ...tags, types }).supplier.map(({ features }) => features['letter']);
  expect(new Set(letters)).toEqual(new Set([0.7]));
});

test('a name on two rows is seen to be repeated in one, and in two', () => {
  const repeated = (lines: readonly string[]) => {
    const facts = factsOf(reading(lines), context());
    return supplierCandidates(facts).find(({ value }) => value === 'Hansen Union Versicherung Neustadt')?.features['repeated'];
  };
  const head = ['Hansen Union', 'Versicherung Neustadt', 'Hauptstr. 1', '80331 München', 'Rechnung Nr. 5'];
  expect(repeated(head)).toBe(0);
  expect(repeated([...head, 'Hansen Union Versicherung Neustadt'])).toBe(1);
  expect(repeated([...head, 'Hansen Union', 'Versicherung Neustadt'])).toBe(1);
});
