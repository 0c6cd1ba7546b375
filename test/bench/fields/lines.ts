import type { LineItem } from '../../../src-main/contract/index.ts';
import { similarity } from '../extraction/truth.ts';
import type { TrueLine } from '../labelled/document.ts';

/** `right`: description, quantity and amount are; `counted`: quantity and amount are, however it is described. */
export type LineScore = { readonly right: number; readonly counted: number; readonly found: number; readonly wanted: number };

/** Least likeness of a description that counts. */
const NEAR = 0.85;

/** Lines that are all right, each counted once. A quantity that the data lack is not asked for. */
export function scoreLines(found: readonly LineItem[], wanted: readonly TrueLine[]): LineScore {
  const described = (one: LineItem, line: TrueLine): boolean =>
    isCounted(one, line) && similarity(one.description, line.description) >= NEAR;
  return {
    right: matches(found, wanted, described),
    counted: matches(found, wanted, isCounted),
    found: found.length,
    wanted: wanted.length,
  };
}

function matches(found: readonly LineItem[], wanted: readonly TrueLine[], isSame: (one: LineItem, line: TrueLine) => boolean): number {
  const left = [...found];
  return wanted.filter((line) => {
    const at = left.findIndex((one) => isSame(one, line));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
}

function isCounted(found: LineItem, wanted: TrueLine): boolean {
  return (
    Math.abs(Number(found.amount)) === Math.abs(Number(wanted.amount)) &&
    (wanted.quantity === undefined || Math.abs(Number(found.quantity)) === Math.abs(Number(wanted.quantity)))
  );
}

/** Harmonic mean of precision and recall over all lines of all documents. */
export function linesF1(scores: readonly LineScore[], what: 'right' | 'counted' = 'right'): number {
  const sum = (name: keyof LineScore): number => scores.reduce((total, score) => total + score[name], 0);
  const both = sum('found') + sum('wanted');
  return both === 0 ? Number.NaN : (2 * sum(what)) / both;
}
