import type { FieldWeights, ScoredField } from '../weights.ts';

/**
 * How the network's word is weighed against the rules' score: `rules` scales the score of `weights.ts`, the others are those of
 * `tag-features.ts`. Fitted by `test/bench/extraction/fit-understanding.ts`.
 */
export const TAG_WEIGHTS: Readonly<Record<ScoredField, FieldWeights>> = {
  total: { rules: 0.63, tag: 0.51, missed: 0 },
  date: { rules: 1.34, tag: 1.04, missed: 0 },
  supplier: { rules: 0.56, tag: 0.45, missed: -0.67, cutBefore: -3.26, cutAfter: -1.34 },
  address: { rules: 0.33, tag: 0.55, missed: -8.31, cutBefore: -1.1, cutAfter: -1.3 },
};
