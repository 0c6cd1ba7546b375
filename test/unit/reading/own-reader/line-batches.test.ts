import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchLines } from '../../../../src-main/workers/reading/own-reader/line-batches.ts';

const widths = fc.array(fc.integer({ min: 8, max: 2048 }), { maxLength: 300 });

describe('batches of lines', () => {
  it('hold every line once', () => {
    fc.assert(
      fc.property(widths, (lines) => {
        const members = batchLines(lines).flatMap((batch) => batch.members);
        expect(members.toSorted((a, b) => a - b)).toEqual(lines.map((_, at) => at));
      }),
    );
  });

  it('are wide enough for each of their lines, whole steps of the net, and bounded', () => {
    fc.assert(
      fc.property(widths, (lines) => {
        for (const { members, width } of batchLines(lines)) {
          expect(width % 8).toBe(0);
          expect(width).toBeGreaterThanOrEqual(Math.max(...members.map((at) => lines[at] ?? 0)));
          expect(members.length * width).toBeLessThanOrEqual(4096);
        }
      }),
    );
  });

  it('waste little on padding', () => {
    fc.assert(
      fc.property(widths, (lines) => {
        for (const { members, width } of batchLines(lines)) {
          for (const at of members) expect(width).toBeLessThan(1.2 * (lines[at] ?? 0) + 24);
        }
      }),
    );
  });
});
