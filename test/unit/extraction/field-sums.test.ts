import { describe, expect, it } from 'vitest';
import type { Extraction } from '../../../src-main/contract/index.ts';
import { sumsWith } from '../../../src-main/engine/extraction/field-sums.ts';
import { withTyped } from '../../../src-main/engine/extraction/index.ts';

const field = (value: string) => ({ value, p: 0.9, alternatives: [] });
const read: Extraction = {
  type: { value: 'receipt', p: 1 },
  fields: { net: field('41.50'), tax: field('8.30'), total: field('59.80'), currency: field('GBP') },
  taxes: [],
  lines: [],
  sums: [
    { rule: 'net+tax=total', holds: false, note: '41.50 + 8.30 is not 59.80' },
    { rule: 'lines=total', holds: false, note: '2 lines make 36.00, not 59.80' },
    { rule: 'taxes=tax', holds: true, note: '8.30 = 8.30' },
  ],
};

describe('the sums after a person changed a value', () => {
  it('are added up with the new value, and those that spoke of the old one are gone', () => {
    expect(withTyped(read, { total: '49.80' }).sums).toEqual([
      { rule: 'net+tax=total', holds: true, note: '41.50 + 8.30 = 49.80' },
      { rule: 'taxes=tax', holds: true, note: '8.30 = 8.30' },
    ]);
    expect(withTyped(read, { tax: '9.00' }).sums.map(({ rule, holds }) => [rule, holds])).toEqual([
      ['net+tax=total', false],
      ['lines=total', false],
    ]);
  });

  it('say what a total was rounded by', () => {
    expect(withTyped(read, { total: '49.82' }).sums[0]).toEqual({
      rule: 'net+tax=total',
      holds: true,
      note: '41.50 + 8.30 + 0.02 (rounding) = 49.82',
    });
    expect(withTyped(read, { total: '49.79' }).sums[0]?.note).toBe('41.50 + 8.30 − 0.01 (rounding) = 49.79');
    expect(withTyped(read, { total: '49.86' }).sums[0]).toMatchObject({ holds: false, note: '41.50 + 8.30 is not 49.86' });
  });

  it('stay as they were read where no amount was changed', () => {
    expect(withTyped(read, { supplier: 'Anchor Hardware', total: '59.80' }).sums).toEqual(read.sums);
  });

  it('prove nothing where a part was taken away', () => {
    expect(withTyped(read, { net: '' }).sums.map(({ rule }) => rule)).toEqual(['lines=total', 'taxes=tax']);
  });
});

describe('the sums of a page with the net and tax of its fields', () => {
  const box = { page: 1, box: [0.1, 0.1, 0.2, 0.1] as [number, number, number, number] };
  const fields = { net: { ...field('41.50'), ...box }, tax: { ...field('8.30'), ...box }, total: field('49.80'), currency: field('GBP') };
  const holds = { rule: 'net+tax=total', holds: true, note: '41.50 + 8.30 = 49.80' };

  it('take the sum of both for one that labels led to and that fails, and where there is none', () => {
    expect(sumsWith(read.sums, fields)).toEqual([holds, ...read.sums.slice(1)]);
    expect(sumsWith([], fields)).toEqual([holds]);
  });

  it('keep one that holds', () => {
    const other: Extraction['sums'] = [{ rule: 'net+tax=total', holds: true, note: '40.00 + 9.80 = 49.80' }];
    expect(sumsWith(other, fields)).toBe(other);
  });

  it.each([
    ['is printed nowhere', { ...fields, net: field('41.50') }],
    ['leaves a cent', { ...fields, total: field('49.81') }],
    ['stands beside a tax of nothing', { ...fields, tax: { ...field('0.00'), ...box }, total: field('41.50') }],
    ['makes another total', { ...fields, total: field('59.80') }],
  ])('are left alone by a net that %s', (_why, other) => expect(sumsWith(read.sums, other)).toBe(read.sums));
});
