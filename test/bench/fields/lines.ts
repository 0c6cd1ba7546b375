import type { LineItem } from '../../../src-main/contract/index.ts';
import { similarity } from '../extraction/truth.ts';
import type { TrueLine } from '../labelled/document.ts';

export type LineScore = { readonly right: number; readonly found: number; readonly wanted: number };

/** Least likeness of a description that counts. */
const NEAR = 0.85;

/** Lines whose description, quantity and amount are all right; each line counts once. A quantity that the data lack is not asked for. */
export function scoreLines(found: readonly LineItem[], wanted: readonly TrueLine[]): LineScore {
  const left = [...found];
  let right = 0;
  for (const line of wanted) {
    const at = left.findIndex((one) => isSame(one, line));
    if (at < 0) continue;
    left.splice(at, 1);
    right++;
  }
  return { right, found: found.length, wanted: wanted.length };
}

function isSame(found: LineItem, wanted: TrueLine): boolean {
  return (
    Math.abs(Number(found.amount)) === Math.abs(Number(wanted.amount)) &&
    (wanted.quantity === undefined || Math.abs(Number(found.quantity)) === Math.abs(Number(wanted.quantity))) &&
    similarity(found.description, wanted.description) >= NEAR
  );
}

/** Harmonic mean of precision and recall over all lines of all documents. */
export function linesF1(scores: readonly LineScore[]): number {
  const sum = (name: keyof LineScore): number => scores.reduce((total, score) => total + score[name], 0);
  const both = sum('found') + sum('wanted');
  return both === 0 ? Number.NaN : (2 * sum('right')) / both;
}
