import { describe, expect, it } from 'vitest';
import type { DocumentDetail, Finding } from '../../../src-main/contract/document.ts';
import { fieldRows, nextStop, stopsOf } from '../../../src-renderer/features/review/field-rows.ts';

const minimum = { supplier: 0.8, date: 0.8, total: 0.8, tax: 0.7, currency: 0.5, account: 0.4, whole: 0.7 };
const field = (value: string, p: number) => ({ value, p, alternatives: [] });

function detail(findings: Partial<Finding>[] = [], fields: Record<string, unknown> = {}): DocumentDetail {
  return {
    findings: findings.map((finding) => ({ check: 'x', severity: 'doubt', group: 'x', reason: 'x', evidence: [], ...finding })),
    extraction: {
      type: { value: 'receipt', p: 0.9 },
      fields: {
        supplier: field('Shell', 0.95),
        date: field('2026-11-14', 0.7),
        currency: field('GBP', 0.9),
        total: field('1234.5', 0.99),
        ...fields,
      },
      taxes: [],
      lines: [],
      sums: [],
    },
    coding: {
      account: '6110',
      taxCode: 'S',
      p: 0.9,
      why: 'the last 9 went here',
      alternatives: [
        { account: '6110', p: 0.9 },
        { account: '5010', p: 0.05 },
      ],
    },
  } as unknown as DocumentDetail;
}

const rowsOf = (document: DocumentDetail) => fieldRows(document, { client: undefined, minimum, locale: 'en-GB' });
const row = (document: DocumentDetail, name: string) => rowsOf(document).find((candidate) => candidate.name === name);

describe('a field row', () => {
  it('is doubtful below the limit of the client', () => {
    expect(row(detail(), 'date')?.mark).toBe('doubt');
    expect(row(detail(), 'supplier')?.mark).toBe('sure');
  });

  it('is contradicted where a control says so, whatever its probability', () => {
    expect(row(detail([{ field: 'total', severity: 'wrong', reason: 'does not add up' }]), 'total')).toMatchObject({
      mark: 'wrong',
      reason: 'does not add up',
    });
  });

  it('is missing where the ledger needs it and merely empty where not', () => {
    const without = detail([], { total: undefined });
    expect(row(without, 'total')?.mark).toBe('missing');
    expect(row(without, 'iban')?.mark).toBe('empty');
  });

  it('shows the locale form and keeps the canonical text for editing', () => {
    expect(row(detail(), 'total')).toMatchObject({ raw: '1234.5', shown: '1,234.50' });
    expect(row(detail(), 'date')).toMatchObject({ raw: '2026-11-14', shown: '14 Nov 2026' });
    expect(row(detail([], { iban: field('GB29NWBK60161331926819', 1) }), 'iban')?.shown).toBe('GB29 NWBK 6016 1331 9268 19');
  });

  it('never offers the present value as another reading', () => {
    expect(row(detail(), 'account')?.alternatives.map(({ value }) => value)).toEqual(['5010']);
  });

  it('exists for every field of a document that could not be read', () => {
    const unreadable = { findings: [] } as unknown as DocumentDetail;
    const missing = rowsOf(unreadable).filter(({ mark }) => mark === 'missing');
    expect(missing.map(({ name }) => name)).toEqual(['supplier', 'date', 'currency', 'total', 'account']);
  });
});

describe('where Enter stops', () => {
  const findings: Partial<Finding>[] = [
    { severity: 'wrong', reason: 'a duplicate' },
    { severity: 'note', reason: 'old' },
  ];
  const document = detail(findings, { total: undefined });
  const stops = stopsOf(rowsOf(document), document.findings);

  it('contradictions of no single field come first, then doubtful and missing fields in their order', () => {
    expect(stops.map(({ target }) => target)).toEqual(['finding-0', 'date', 'total']);
  });

  it('goes on from the present place and comes round to what was passed over', () => {
    expect(nextStop(stops, new Set(), 'date')?.target).toBe('total');
    expect(nextStop(stops, new Set(['total=']), 'total')?.target).toBe('finding-0');
    expect(nextStop(stops, new Set(stops.map(({ key }) => key)), undefined)).toBeUndefined();
  });

  it('asks again about a value that changed after it was looked at', () => {
    const looked = new Set(stops.map(({ key }) => key));
    const changed = stopsOf(rowsOf(detail(findings, { total: undefined, date: field('2026-03-04', 0.6) })), document.findings);
    expect(nextStop(changed, looked, undefined)?.target).toBe('date');
  });
});
