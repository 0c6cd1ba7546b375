import { TAG_WEIGHTS, type TagWeights } from './tagging/tag-weights.ts';
import type { Candidate, Features, Scored } from './types.ts';
import type { FieldWeights, ScoredField } from './weights.ts';
import { WEIGHTS } from './weights.ts';

/**
 * Gives log-odds to the candidates of one field. A trained model implements the same type: it may look at the features of
 * all candidates of the document together.
 */
export type Scorer = (field: ScoredField, candidates: readonly Candidate[]) => readonly number[];

/** Sum of weight times feature; features without a weight count nothing. */
export function weigh(features: Features, weights: FieldWeights): number {
  let score = 0;
  for (const name in features) score += (weights[name] ?? 0) * (features[name] ?? 0);
  return score;
}

/** The rules' scorer: one weight a feature, from the table in `weights.ts`. */
export const scoreByRules: Scorer = (field, candidates) => candidates.map((candidate) => weigh(candidate.features, WEIGHTS[field]));

/** The table that a candidate is weighed by. */
export function weightsFor(field: ScoredField, features: Features, weights: TagWeights): FieldWeights {
  return field === 'supplier' && (features['letter'] ?? 0) >= 0.5 ? weights.letterSupplier : weights[field];
}

/** How much speaks for a candidate that the field tagger looked at as well, by tables of weights. */
export function weighWithTags(field: ScoredField, features: Features, weights: TagWeights): number {
  const table = weightsFor(field, features, weights);
  return weigh(features, table) + (table['rules'] ?? 0) * weigh(features, WEIGHTS[field]);
}

/** The rules' score and what the field tagger says of a candidate, weighed against each other. */
export const scoreWithTags: Scorer = (field, candidates) => candidates.map(({ features }) => weighWithTags(field, features, TAG_WEIGHTS));

/** Candidates with their scores, best first; equal values are kept once. */
export function rank<C extends Candidate>(field: ScoredField, candidates: readonly C[], scorer: Scorer): (C & Scored)[] {
  const scores = scorer(field, candidates);
  const ranked = candidates.map((candidate, i) => ({ ...candidate, score: scores[i] ?? 0 })).sort((a, b) => b.score - a.score);
  const seen = new Set<string>();
  return ranked.filter((candidate) => !seen.has(candidate.value) && seen.add(candidate.value));
}

/** Share of each candidate if scores are log-odds: softmax, stable for any range. */
export function shares(scored: readonly Scored[]): number[] {
  const top = scored.reduce((max, c) => Math.max(max, c.score), Number.NEGATIVE_INFINITY);
  const weights = scored.map((c) => Math.exp(c.score - top));
  const sum = weights.reduce((a, b) => a + b, 0) || 1;
  return weights.map((w) => w / sum);
}
