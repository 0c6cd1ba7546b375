import type { LineItem } from '../../../src-main/contract/index.ts';
import { withoutArticleNumbers } from '../../../src-main/engine/extraction/article-numbers.ts';
import { similarity } from '../extraction/truth.ts';
import type { TrueLine } from '../labelled/document.ts';

/**
 * `right`: description, quantity and amount are, descriptions by the convention below; `strict`: the same with descriptions as the data have them;
 * `counted`: quantity and amount are, however it is described.
 */
export type LineScore = {
  readonly right: number;
  readonly strict: number;
  readonly counted: number;
  readonly found: number;
  readonly wanted: number;
};

/** Least likeness of a description that counts. */
const NEAR = 0.85;

/**
 * Lines that are all right, each counted once. A quantity that the data lack is not asked for.
 *
 * The convention: a description says what was bought. The numbers under which a seller or buyer keeps the article are none of it, where they stand
 * with their label; some writers of data put them into the name. One rule takes them out of both sides: `withoutArticleNumbers`.
 */
export function scoreLines(found: readonly LineItem[], wanted: readonly TrueLine[]): LineScore {
  const described =
    (as: (text: string) => string) =>
    (one: LineItem, line: TrueLine): boolean =>
      isCounted(one, line) && similarity(as(one.description), as(line.description)) >= NEAR;
  return {
    right: matches(found, wanted, described(withoutArticleNumbers)),
    strict: matches(
      found,
      wanted,
      described((text) => text),
    ),
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
export function linesF1(scores: readonly LineScore[], what: 'right' | 'strict' | 'counted' = 'right'): number {
  const sum = (name: keyof LineScore): number => scores.reduce((total, score) => total + score[name], 0);
  const both = sum('found') + sum('wanted');
  return both === 0 ? Number.NaN : (2 * sum(what)) / both;
}
