import type { FieldName } from '../../../src-main/contract/index.ts';
import { errorOfCalibration, type Guess } from '../extraction/fitting.ts';
import type { Outcome, Verdict } from './outcome.ts';

export type Share = { readonly right: number; readonly of: number };

export const shareOf = ({ right, of }: Share): number => (of === 0 ? Number.NaN : right / of);

/** Of the documents that have the field: on how many it was found right, to the letter or nearly. */
export function right(outcomes: readonly Outcome[], field: FieldName, how: 'strict' | 'near' = 'strict'): Share {
  const all = verdictsOf(outcomes, field);
  return { right: all.filter((one) => (how === 'near' ? one.isNear : one.isRight)).length, of: all.length };
}

export function verdictsOf(outcomes: readonly Outcome[], field: FieldName): Verdict[] {
  return outcomes.flatMap(({ verdicts }) => verdicts.filter((one) => one.field === field));
}

/** Date and total both right, of the documents that have both. */
export function bothRight(outcomes: readonly Outcome[]): Share {
  const all = outcomes.flatMap(({ both }) => both ?? []);
  return { right: all.filter(({ isRight }) => isRight).length, of: all.length };
}

/** F1 of a field: a value that is not found costs recall, a wrong one precision too. */
export function f1(outcomes: readonly Outcome[], field: FieldName): number {
  const all = verdictsOf(outcomes, field);
  const guessed = all.filter(({ got }) => got !== undefined).length;
  return (2 * all.filter(({ isRight }) => isRight).length) / (guessed + all.length);
}

/** Expected calibration error of what was found; names and addresses count as right when they are nearly so. */
export function fieldEce(outcomes: readonly Outcome[], field: FieldName): number {
  return ece(verdictsOf(outcomes, field).flatMap(({ p, isNear }) => (p === undefined ? [] : { p, right: isNear })));
}

/** The same for date and total together. */
export function documentEce(outcomes: readonly Outcome[]): number {
  return ece(guessesOf(outcomes));
}

export function guessesOf(outcomes: readonly Outcome[]): (Guess & { readonly supplierKey: string })[] {
  return outcomes.flatMap(({ both, about }) =>
    both?.p === undefined ? [] : { p: both.p, right: both.isRight, supplierKey: about.supplierKey },
  );
}

function ece(guesses: readonly Guess[]): number {
  return guesses.length === 0 ? Number.NaN : errorOfCalibration(guesses);
}

/** Wilson's interval of a share, 95 %. */
export function wilson({ right: k, of: n }: Share): readonly [number, number] {
  if (n === 0) return [0, 1];
  const [z, p] = [1.96, k / n];
  const middle = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [(middle - half) / (1 + (z * z) / n), (middle + half) / (1 + (z * z) / n)];
}
