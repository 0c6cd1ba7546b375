import { describe, expect, it } from 'vitest';
import type { Extraction } from '../../../src-main/contract/index.ts';
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

  it('stay as they were read where no amount was changed', () => {
    expect(withTyped(read, { supplier: 'Anchor Hardware', total: '59.80' }).sums).toEqual(read.sums);
  });

  it('prove nothing where a part was taken away', () => {
    expect(withTyped(read, { net: '' }).sums.map(({ rule }) => rule)).toEqual(['lines=total', 'taxes=tax']);
  });
});
