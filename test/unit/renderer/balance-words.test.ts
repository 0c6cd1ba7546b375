import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IntakeBalance } from '../../../src-main/contract/insight.ts';
import { balanceParts, balanceWords } from '../../../src-renderer/ui/balance-words.ts';

const NOTHING: IntakeBalance = {
  arrived: 0,
  inProgress: 0,
  waiting: 0,
  posting: 0,
  posted: 0,
  rejected: 0,
  duplicates: 0,
  ignored: 0,
  balances: true,
};

test('every part of the balance is shown: their sum is what the engine counts', () => {
  const part = fc.nat(100_000);
  fc.assert(
    fc.property(fc.tuple(part, part, part, part, part, part, part), ([a, b, c, d, e, f, g]) => {
      const balance = { ...NOTHING, inProgress: a, waiting: b, posting: c, posted: d, rejected: e, duplicates: f, ignored: g };
      const sum = balanceParts(balance).reduce((total, { count }) => total + count, 0);
      expect(sum).toBe(a + b + c + d + e + f + g);
    }),
  );
});

test('a balance that holds says that nothing is missing, one that does not says how much', () => {
  expect(balanceWords(NOTHING)).toBe('Nothing has arrived yet.');
  expect(balanceWords({ ...NOTHING, arrived: 1, posted: 1 })).toBe('1 file arrived and 1 is accounted for. Nothing is missing.');
  expect(balanceWords({ ...NOTHING, arrived: 12, posted: 9, waiting: 3 })).toBe(
    '12 files arrived and 12 are accounted for. Nothing is missing.',
  );
  expect(balanceWords({ ...NOTHING, arrived: 12, posted: 9, balances: false })).toContain(
    '12 files arrived, but 9 are accounted for: 3 missing.',
  );
  expect(balanceWords({ ...NOTHING, arrived: 8, posted: 9, balances: false })).toContain('1 too many.');
});
