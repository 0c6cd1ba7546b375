import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fields } from '../../../../src-main/contract/index.ts';
import { documentP, withDocumentP } from '../../../../src-main/engine/extraction/document-p.ts';
import { extract } from '../../../../src-main/engine/extraction/extract.ts';
import { context, reading } from '../page.ts';

const NEEDED = ['supplier', 'date', 'currency', 'total'] as const;

const fieldsOf = (p: readonly number[]): Fields =>
  Object.fromEntries(NEEDED.map((name, i) => [name, { value: 'x', p: p[i] ?? 0, alternatives: [] }]));

describe('the probability that a document is right as a whole', () => {
  test.each(NEEDED)('is 0 without %s', (name) => {
    const { [name]: _missing, ...others } = fieldsOf([0.9, 0.9, 0.9, 0.9]);
    expect(documentP(others)).toBe(0);
  });

  test('does not ask for fields that the ledger does not need', () => {
    const fields = fieldsOf([0.9, 0.9, 0.9, 0.9]);
    expect(documentP({ ...fields, iban: { value: 'x', p: 0.1, alternatives: [] } })).toBe(documentP(fields));
  });

  test('is between 0 and 1, and never falls where a field is surer', () => {
    const p = fc.double({ min: 0.005, max: 0.995, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(p, p, p, p), fc.nat(3), p, (all, at, other) => {
        const [worse, better] = [Math.min(all[at] ?? 0, other), Math.max(all[at] ?? 0, other)].map((one) =>
          documentP(fieldsOf(all.with(at, one))),
        );
        expect(worse).toBeGreaterThanOrEqual(0);
        expect(better).toBeLessThanOrEqual(1);
        expect(better).toBeGreaterThanOrEqual(worse ?? 1);
      }),
    );
  });

  test('is no more than that of its least sure field', () => {
    const p = fc.double({ min: 0.005, max: 0.995, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(p, p, p, p), (all) => {
        expect(documentP(fieldsOf(all))).toBeLessThanOrEqual(Math.min(...all) + 0.0001);
      }),
    );
  });

  test('stands beside the fields', () => {
    const found = extract(reading(['SHOP LTD', '14/03/2026', 'TOTAL £12.50']), context());
    expect(found.p).toBe(documentP(found.fields));
    expect(withDocumentP({ ...found, fields: {} }).p).toBe(0);
  });
});
