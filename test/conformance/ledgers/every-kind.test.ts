import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ledgerConnectors } from '../../../src-main/connectors/registry.ts';
import { allHarnesses } from './ledger-harness.ts';
import { SHARES } from './ledger-shard.ts';

const harnesses = await allHarnesses();

test('every kind of ledger takes part in this suite', () => {
  expect(new Set(harnesses.map(({ id }) => id))).toEqual(new Set(ledgerConnectors.keys()));
});

test('every share of the kinds has a file that runs it', () => {
  const shares = Array.from({ length: SHARES }, (_, at) => `ledgers-${at + 1}.test.ts`);
  expect([...shares, 'ledgers-servers.test.ts'].filter((name) => !existsSync(join(import.meta.dirname, name)))).toEqual([]);
});
