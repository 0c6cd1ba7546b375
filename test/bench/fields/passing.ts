import { hashOf } from '../reading/split.ts';
import type { Outcome } from './outcome.ts';
import { guessesOf, type Share } from './shares.ts';

/** Largest share of wrong ones among the documents that pass. */
const MOST_WRONG = 0.01;
const FOLDS = 10;

/** How many documents pass, how many of those are right, and of how many. */
export type Passing = { readonly passed: number; readonly right: number; readonly of: number };

export const precisionOf = ({ right, passed }: Passing): Share => ({ right, of: passed });
export const coverageOf = ({ passed, of }: Passing): Share => ({ right: passed, of });

type Guess = ReturnType<typeof guessesOf>[number];

/** Passed at the lowest threshold at which at most one in a hundred is wrong: the best that this data allows, since the threshold is picked on it. */
export function passingAtBest(outcomes: readonly Outcome[]): Passing {
  const guesses = guessesOf(outcomes);
  return { ...passed(guesses, thresholdOf(guesses)), of: count(outcomes) };
}

/** The same with the threshold of each tenth of the suppliers picked on the other nine. */
export function passingAcross(outcomes: readonly Outcome[]): Passing {
  const guesses = guessesOf(outcomes);
  const foldOf = ({ supplierKey }: Guess): number => (hashOf(supplierKey) >>> 8) % FOLDS;
  const parts = Array.from({ length: FOLDS }, (_, fold) => {
    const threshold = thresholdOf(guesses.filter((guess) => foldOf(guess) !== fold));
    return passed(
      guesses.filter((guess) => foldOf(guess) === fold),
      threshold,
    );
  });
  const sum = (name: 'passed' | 'right'): number => parts.reduce((total, part) => total + part[name], 0);
  return { passed: sum('passed'), right: sum('right'), of: count(outcomes) };
}

function passed(guesses: readonly Guess[], threshold: number): { passed: number; right: number } {
  const sure = guesses.filter(({ p }) => p >= threshold);
  return { passed: sure.length, right: sure.filter(({ right }) => right).length };
}

/** Documents of equal probability pass together. */
function thresholdOf(guesses: readonly Guess[]): number {
  const sorted = guesses.toSorted((a, b) => b.p - a.p);
  let [wrong, best] = [0, Number.POSITIVE_INFINITY];
  sorted.forEach(({ p, right }, i) => {
    if (!right) wrong++;
    if (wrong / (i + 1) <= MOST_WRONG && sorted[i + 1]?.p !== p) best = p;
  });
  return best;
}

/** A document without date or total does not pass, but counts. */
function count(outcomes: readonly Outcome[]): number {
  return outcomes.filter(({ both }) => both !== undefined).length;
}
