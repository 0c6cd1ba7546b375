import { describe, expect, test } from 'vitest';
import type { Field } from '../../../src-main/contract/index.ts';
import { extract } from '../../../src-main/engine/extraction/extract.ts';
import { factsOf } from '../../../src-main/engine/extraction/facts.ts';
import { type SumResult, unlessRivalled } from '../../../src-main/engine/extraction/sums.ts';
import type { Features, Scored } from '../../../src-main/engine/extraction/types.ts';
import { context, reading } from './page.ts';

const FIELD: Field = { value: '60.00', p: 0.95, alternatives: [] };
const PAGE = { amounts: [], facts: factsOf(reading(['SHOP LTD']), context()) };
const NOTHING_PROVEN: SumResult = {
  total: undefined,
  net: undefined,
  tax: undefined,
  sums: [],
  cashProven: false,
  strong: false,
  holds: 0,
  fails: 0,
};

const candidate = (value: string, features: Features): Scored => ({
  value,
  features,
  score: 0,
  span: { row: 0, start: 0, end: 5 },
  evidence: { page: 1, box: [0, 0, 1, 1], wordP: 1, allP: 1, readers: 0 },
});
const p = (others: readonly Scored[], best: Features = { total: 1 }, result = NOTHING_PROVEN) =>
  unlessRivalled(FIELD, [candidate('60.00', best), ...others], result, PAGE)?.p;

describe('a total beside another one under the same label', () => {
  test('waits for a person', () => {
    expect(p([candidate('40.00', { total: 1 })])).toBeLessThan(0.8);
    expect(p([candidate('40.00', { grandTotal: 1 })], { grandTotal: 1 })).toBeLessThan(0.8);
  });

  test('passes where a sum tells which one it is', () => {
    expect(p([candidate('40.00', { total: 1 })], { total: 1 }, { ...NOTHING_PROVEN, strong: true })).toBe(0.95);
  });

  test('passes where the other has a weaker label or none', () => {
    expect(p([candidate('40.00', { total: 1 })], { grandTotal: 1 })).toBe(0.95);
    expect(p([candidate('40.00', {})])).toBe(0.95);
    expect(p([candidate('40.00', {})], {})).toBe(0.95);
  });

  test('passes where the other is itself, rounded', () => {
    expect(p([candidate('60.04', { total: 1 })])).toBe(0.95);
    expect(p([candidate('60.05', { total: 1 })])).toBeLessThan(0.8);
  });

  test('passes where the network is sure that it is one and not the other', () => {
    expect(p([candidate('40.00', { total: 1, tag: -4 })], { total: 1, tag: 4 })).toBe(0.95);
    expect(p([candidate('40.00', { total: 1, tag: -3 })], { total: 1, tag: 4 })).toBeLessThan(0.8);
    expect(p([candidate('40.00', { total: 1, tag: 3 })], { total: 1, tag: 4 })).toBeLessThan(0.8);
  });

  test('is not made surer than it was', () => {
    const doubtful = { ...FIELD, p: 0.4 };
    expect(unlessRivalled(doubtful, [candidate('60.00', { total: 1 }), candidate('40.00', { total: 1 })], NOTHING_PROVEN, PAGE)?.p).toBe(
      0.4,
    );
  });

  test('is none where there is none', () => {
    expect(unlessRivalled(undefined, [], NOTHING_PROVEN, PAGE)).toBeUndefined();
    expect(unlessRivalled(FIELD, [], NOTHING_PROVEN, PAGE)).toBe(FIELD);
  });

  test('waits also where a sum holds, if the page asks for another sum in the end and nothing says what lies between', () => {
    const due = (lines: readonly string[]) => extract(reading(['SHOP LTD', 'Invoice 4711', ...lines]), context()).fields.total?.p ?? 0;
    const sums = ['Net  100.00', 'VAT 20%  20.00', 'Grand total  120.00'];
    expect(due([...sums, 'Amount due  240.00'])).toBeLessThan(0.8);
    expect(due(sums)).toBeGreaterThan(0.8);
    expect(due([...sums, 'Deposit paid  30.00', 'Amount due  90.00'])).toBeGreaterThan(due([...sums, 'Amount due  90.00']));
  });

  test('keeps its value and names the other', () => {
    const { total } = extract(reading(['SHOP LTD', 'TOTAL  60.00', 'TOTAL  40.00']), context()).fields;
    expect(total?.p).toBeLessThan(0.8);
    expect([total?.value, ...(total?.alternatives ?? []).map(({ value }) => value)].sort()).toEqual(['40.00', '60.00']);
  });
});

describe('a total beside one that goes the other way', () => {
  const p = (...lines: readonly string[]) => extract(reading(['SHOP LTD', 'Date 14/03/2026', ...lines]), context()).fields.total?.p ?? 0;

  test('waits for a person, whichever of them it is', () => {
    expect(p('TOTAL  -89.90', 'TOTAL  871.39', 'CASH  871.39')).toBeLessThan(0.8);
    expect(p('TOTAL  89.90', 'TOTAL  -871.39', 'REFUND  871.39')).toBeLessThan(0.8);
  });

  test('passes where the two are groups that make it', () => {
    const group = ['Total 6% supplies  15.52', 'Total 0% supplies  -9.62'];
    expect(p(...group, 'Total payable  5.90', 'CASH  5.90')).toBeGreaterThan(p(...group, 'Total payable  5.80', 'CASH  5.80'));
  });
});

describe('a total above one that could not be read', () => {
  const total = (...lines: readonly string[]) => extract(reading(['SHOP LTD', 'Date 14/03/2026', ...lines]), context()).fields.total;
  const group = ['Net  30.24', 'GST 6%  1.81', 'Total 6% supplies  32.05'];

  test('waits for a person', () => {
    expect(total(...group, 'Total payable: - 51%8')).toMatchObject({ value: '32.05', p: 0.79 });
  });

  test.each([['Total payable  32.05'], ['Total payable in 14 days'], ['Amount due by 14/04/2026'], ['Grand total includes VAT of 20%']])(
    'passes beside "%s"',
    (row) => expect(total(...group, row)?.p).toBeGreaterThan(0.8),
  );
});

describe('a total that the network takes for something else', () => {
  test('waits for a person', () => {
    expect(p([], { total: 1, tag: -0.6 })).toBeLessThan(0.8);
    expect(p([], { total: 1, tag: -0.4 })).toBe(0.95);
  });

  test('passes where a sum proves it, and where there is no network', () => {
    expect(p([], { total: 1, tag: -3 }, { ...NOTHING_PROVEN, strong: true })).toBe(0.95);
    expect(p([], { total: 1 })).toBe(0.95);
  });
});
