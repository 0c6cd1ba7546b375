import type { FieldWeights, ScoredField } from '../weights.ts';

/**
 * How the network's word is weighed against the rules' score: `rules` scales the score of `weights.ts`, `tag` and `missed` are those of
 * `tag-features.ts`. Fitted by `test/bench/extraction/fit-understanding.ts`.
 */
export const TAG_WEIGHTS: Readonly<Record<ScoredField, FieldWeights>> = {
  total: { rules: 0.54, tag: 0.57, missed: 0 },
  date: { rules: 0.82, tag: 0.73, missed: 0 },
  supplier: { rules: 0.52, tag: 0.48, missed: -0.67 },
  address: { rules: 0.16, tag: 0.59, missed: -7.79 },
};
