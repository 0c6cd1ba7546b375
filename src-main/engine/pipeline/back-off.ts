/** A step that starts this often without a clean end is poison: the third start that dies puts the document before a person. */
export const MAX_STARTS = 3;

const FIRST_MS = 1_000;
/** A ledger that is down for days is asked four times an hour. */
const CAP_MS = 15 * 60_000;

/**
 * Milliseconds until the next try after `failures` clean failures: doubling from 1 s, at most 15 minutes, ± 20 % spread by `seed`
 * so that a hundred documents do not all come back in the same second.
 */
export function backOffMs(failures: number, seed: number): number {
  const base = Math.min(CAP_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20));
  const spread = (((seed * 2_654_435_761) >>> 0) % 1_000) / 1_000;
  return Math.round(base * (0.8 + 0.4 * spread));
}
