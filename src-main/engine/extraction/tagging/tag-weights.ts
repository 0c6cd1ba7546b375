import type { FieldWeights, ScoredField } from '../weights.ts';

/**
 * How the network's word is weighed against the rules' score: `rules` scales the score of `weights.ts`, `tag` and `missed` are those of
 * `tag-features.ts`. Fitted by `test/bench/extraction/fit-understanding.ts`.
 */
export const TAG_WEIGHTS: Readonly<Record<ScoredField, FieldWeights>> = {
  total: { rules: 0.6, tag: 0.7, missed: 0 },
  date: { rules: 0.6, tag: 0.7, missed: 0 },
  supplier: { rules: 0.4, tag: 0.8, missed: -4 },
  address: { rules: 0.4, tag: 0.8, missed: -4 },
};
