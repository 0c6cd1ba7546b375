import { expect, test } from 'vitest';
import { ledgerConnectors } from '../../../src-main/connectors/registry.ts';
import { allHarnesses } from './ledger-harness.ts';

const harnesses = await allHarnesses();

test('every kind of ledger takes part in this suite', () => {
  expect(new Set(harnesses.map(({ id }) => id))).toEqual(new Set(ledgerConnectors.keys()));
});
