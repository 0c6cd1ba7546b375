import type { FieldWeights, ScoredField } from '../weights.ts';

/**
 * How the network's word is weighed against the rules' score: `rules` scales the score of `weights.ts`, the others are those of
 * `tag-features.ts`. Fitted by `test/bench/extraction/fit-understanding.ts`.
 */
export const TAG_WEIGHTS: Readonly<Record<ScoredField, FieldWeights>> = {
  total: { rules: 0.68, tag: 0.47, missed: 0 },
  date: { rules: 1.37, tag: 1.44, missed: 0 },
  supplier: { rules: 0.54, tag: 0.43, missed: -1.33, cutBefore: -3.98, cutAfter: -0.33 },
  address: { rules: 0.26, tag: 0.59, missed: -9.27, cutBefore: -0.35, cutAfter: -1.59 },
};
