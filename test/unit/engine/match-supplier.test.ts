import { describe, expect, it } from 'vitest';
import { matchSupplier } from '../../../src-main/engine/posting/match-supplier.ts';

const SUPPLIER = {
  key: 'northern dairy supplies',
  name: 'Northern Dairy Supplies Ltd',
  taxNumber: 'GB123456789',
  iban: 'GB33BUKB20201555555555',
};
const OURS = 'tm-1';

describe('which of the ledger’s suppliers a bill is from', () => {
  it('is the record with our external id, before any other sign', () => {
    const records = [
      { id: '1', name: 'Somebody', taxNumber: 'GB123456789' },
      { id: '2', name: 'Quite Another', externalId: OURS },
    ];
    expect(matchSupplier(SUPPLIER, OURS, records)).toMatchObject({ is: 'one', record: { id: '2' }, how: 'external id', twins: [] });
  });

  it('is the lowest of two that a lost request made; the other is a twin', () => {
    const records = [
      { id: '10', name: 'x', externalId: OURS },
      { id: '9', name: 'x', externalId: OURS },
    ];
    expect(matchSupplier(SUPPLIER, OURS, records)).toMatchObject({ is: 'one', record: { id: '9' }, twins: [{ id: '10' }] });
  });

  it.each(['GB123456789', 'GB 123 4567 89', '123456789'])('is the one with the tax number, written as %s', (taxNumber) => {
    expect(matchSupplier(SUPPLIER, OURS, [{ id: '1', name: 'NDS', taxNumber }])).toMatchObject({ is: 'one', how: 'tax number' });
  });

  it('is the one with the bank account', () => {
    expect(matchSupplier(SUPPLIER, OURS, [{ id: '1', name: 'NDS', iban: 'GB33 BUKB 2020 1555 5555 55' }])).toMatchObject({ how: 'iban' });
  });

  it('is a question where two bear the tax number', () => {
    const records = [
      { id: '1', name: 'NDS North', taxNumber: 'GB123456789' },
      { id: '2', name: 'NDS South', taxNumber: 'GB123456789' },
    ];
    expect(matchSupplier(SUPPLIER, OURS, records)).toMatchObject({ is: 'unclear', choices: [{ id: '1' }, { id: '2' }] });
  });

  it.each(['Northern Dairy Supplies', 'NORTHERN DAIRY SUPPLIES LIMITED', 'Northern Dairy Supplies (Leeds) Ltd'])(
    'is a question where only the name is alike: %s',
    (name) => {
      expect(matchSupplier(SUPPLIER, OURS, [{ id: '1', name }])).toMatchObject({ is: 'unclear', choices: [{ id: '1', why: 'like name' }] });
    },
  );

  it('is none of those whose tax number is another one, whatever the name', () => {
    expect(matchSupplier(SUPPLIER, OURS, [{ id: '1', name: SUPPLIER.name, taxNumber: 'GB999999999' }])).toEqual({ is: 'none' });
  });

  it('is none where a person said that none of the like names is meant, but still our own record', () => {
    const alike = { id: '1', name: 'Northern Dairy Supplies' };
    expect(matchSupplier(SUPPLIER, OURS, [alike], true)).toEqual({ is: 'none' });
    expect(matchSupplier(SUPPLIER, OURS, [alike, { id: '2', name: 'x', externalId: OURS }], true)).toMatchObject({ record: { id: '2' } });
  });

  it('is none for other names and for short numbers', () => {
    expect(matchSupplier({ ...SUPPLIER, taxNumber: '12' }, OURS, [{ id: '1', name: 'Harbour Fish', taxNumber: '12' }])).toEqual({
      is: 'none',
    });
  });
});
