import { describe, expect, it } from 'vitest';
import type { FieldName, Finding } from '../../../src-main/contract/document.ts';
import type { FieldRow } from '../../../src-renderer/features/review/field-rows.ts';
import { contradictionsOf } from '../../../src-renderer/features/review/field-rows.ts';
import { shownFindings } from '../../../src-renderer/features/review/finding-cards.ts';

const finding = (check: string, severity: Finding['severity'], reason: string, field?: FieldName): Finding => ({
  check,
  severity,
  group: 'g',
  reason,
  ...(field ? { field } : {}),
  evidence: [],
});
const row = (name: FieldName, mark: FieldRow['mark']): FieldRow => ({
  name,
  label: name,
  raw: mark === 'missing' ? '' : 'x',
  shown: '',
  p: undefined,
  mark,
  alternatives: [],
  page: undefined,
  box: undefined,
  reason: undefined,
  why: undefined,
});

describe('findings as they are shown', () => {
  it('come most serious first and keep their own place', () => {
    const shown = shownFindings([finding('a', 'note', 'n'), finding('b', 'wrong', 'w'), finding('c', 'doubt', 'd')], []);
    expect(shown.map(({ words, index }) => [words, index])).toEqual([
      ['w', 1],
      ['d', 2],
      ['n', 0],
    ]);
  });

  it('say in one card what was not found', () => {
    const missing = [
      finding('unsure-value', 'wrong', 'The supplier was not found: the picture is blurred.', 'supplier'),
      finding('unsure-value', 'wrong', 'The date was not found: the picture is blurred.', 'date'),
      finding('unsure-value', 'wrong', 'The total was not found: the picture is blurred.', 'total'),
    ];
    const rows = [row('supplier', 'missing'), row('date', 'missing'), row('total', 'missing')];
    expect(shownFindings(missing, rows).map(({ words }) => words)).toEqual([
      'The supplier was not found: the picture is blurred. Date and total were not found either.',
    ]);
    expect(shownFindings(missing.slice(0, 1), rows).map(({ words }) => words)).toEqual([missing[0]?.reason]);
  });

  it('keep a doubtful value apart from a missing one', () => {
    const both = [
      finding('unsure-value', 'wrong', 'The total was not found.', 'total'),
      finding('unsure-value', 'doubt', 'The date is 3 March: 60% sure.', 'date'),
    ];
    expect(shownFindings(both, [row('total', 'missing'), row('date', 'doubt')])).toHaveLength(2);
  });
});

describe('a contradiction', () => {
  it('is what speaks against the document, not a value that is merely missing', () => {
    const findings = [
      finding('unsure-value', 'wrong', 'The total was not found.', 'total'),
      finding('same-bill', 'wrong', 'Same supplier and number.', 'number'),
      finding('new-supplier', 'doubt', 'First document.', 'supplier'),
    ];
    expect(contradictionsOf(findings).map(({ check }) => check)).toEqual(['same-bill']);
  });
});
