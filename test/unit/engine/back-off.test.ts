import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backOffMs } from '../../../src-main/engine/pipeline/index.ts';

const failures = fc.integer({ min: 1, max: 1_000_000 });
const seed = fc.nat();

it('waits between 0.8 s and 18 minutes, in whole milliseconds, however often it failed', () => {
  fc.assert(
    fc.property(failures, seed, (count, job) => {
      const ms = backOffMs(count, job);
      expect(Number.isInteger(ms) && ms >= 800 && ms <= 15 * 60_000 * 1.2).toBe(true);
    }),
  );
});

it('doubles from one second up to the cap', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), seed, (count, job) => {
      const [now, next] = [backOffMs(count, job), backOffMs(count + 1, job)];
      expect(Math.abs(next - 2 * now)).toBeLessThanOrEqual(2);
    }),
  );
});

it('spreads documents that failed together over at least a quarter of the time', () => {
  const waits = Array.from({ length: 100 }, (_, job) => backOffMs(8, job));
  expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(128_000 / 4);
});
