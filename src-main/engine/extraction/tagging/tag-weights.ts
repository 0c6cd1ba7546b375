import type { FieldWeights, ScoredField } from '../weights.ts';

/**
 * How the network's word is weighed against the rules' score: `rules` scales the score of `weights.ts`, the others are those of
 * `tag-features.ts`. Fitted by
 * `test/bench/understanding/fit.ts` (softmax over the candidates of 1,841 documents that the network did not see, see `calibration.ts`).
 */
export const TAG_WEIGHTS: Readonly<Record<ScoredField, FieldWeights>> = {
  total: { rules: 0.55, tag: 0.63, missed: 0 },
  date: { rules: 1.41, tag: 1.08, missed: 0 },
  supplier: { rules: 0.46, tag: 0.48, missed: -0.71, cutBefore: -3.32, cutAfter: -0.31 },
  address: { rules: 0.29, tag: 0.71, missed: -11.84, cutBefore: -1.3, cutAfter: -1.77 },
};
