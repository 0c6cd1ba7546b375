import type { FieldWeights, ScoredField } from '../weights.ts';

/**
 * How the network's word is weighed against the rules' score: `rules` scales the score of `weights.ts`, the others are those of
 * `tag-features.ts`. Fitted by
 * `test/bench/understanding/fit.ts` (softmax over the candidates of 1,838 documents that the network did not see, see `calibration.ts`).
 */
export const TAG_WEIGHTS: Readonly<Record<ScoredField, FieldWeights>> = {
  total: { rules: 0.7, tag: 0.46, missed: 0 },
  date: { rules: 1.4, tag: 1.56, missed: 0 },
  supplier: { rules: 0.51, tag: 0.46, missed: -1.36, cutBefore: -4.02, cutAfter: -0.29 },
  address: { rules: 0.23, tag: 0.69, missed: -11, cutBefore: -0.2, cutAfter: -1.52 },
};
