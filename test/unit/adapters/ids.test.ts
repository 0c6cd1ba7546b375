import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIds } from '../../../src-main/adapters/ids.ts';
import { DocumentId, Instant } from '../../../src-main/contract/index.ts';

const at = (ms: number) => Instant.parse(new Date(ms).toISOString());

test('an id is a UUID of version 7 that the contract accepts and that carries its time', () => {
  const ms = Date.parse('2026-05-04T03:02:01.000Z');
  const id = createIds({ now: () => at(ms) }).next();
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(DocumentId.safeParse(id).success).toBe(true);
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(ms);
});

test('ids of one process only grow, whatever the clock does, and never repeat', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1_700_000_000_000, max: 1_700_000_000_050 }), { minLength: 2, maxLength: 200 }), (times) => {
      let index = 0;
      const ids = createIds({ now: () => at(times[index++ % times.length] ?? 0) });
      const made = times.map(() => ids.next());
      expect(made).toEqual([...made].sort());
      expect(new Set(made).size).toBe(made.length);
    }),
  );
});

test('ten thousand ids within a millisecond are still in order', () => {
  const ids = createIds({ now: () => at(1_700_000_000_000) });
  const made = Array.from({ length: 10_000 }, () => ids.next());
  expect(made).toEqual([...made].sort());
  expect(new Set(made).size).toBe(10_000);
});
