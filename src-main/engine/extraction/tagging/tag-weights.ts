import type { FieldWeights, ScoredField } from '../weights.ts';

/**
 * How the network's word is weighed against the rules' score: `rules` scales the score of `weights.ts`, the others are those of
 * `tag-features.ts`. Fitted by
 * `test/bench/understanding/fit.ts` (softmax over the candidates of 1,841 documents that the network did not see, see `calibration.ts`).
 * Those of supplier and address, which `likely` belongs to, were fitted on 781 others: 381 receipts by networks that had not seen their companies
 * and 400 generated documents. They were fitted with two networks before this one, and stay: fitted anew with it they name fewer suppliers of receipts
 * (.948 for .963 nearly right).
 */
export const TAG_WEIGHTS: Readonly<Record<ScoredField, FieldWeights>> = {
  total: { rules: 0.55, tag: 0.63, missed: 0 },
  date: { rules: 1.41, tag: 1.08, missed: 0 },
  supplier: { rules: 0.38, tag: 0.43, missed: -0.38, cutBefore: -2.05, cutAfter: -1.74, likely: 0.77 },
  address: { rules: 0.21, tag: 0.68, missed: -10.95, cutBefore: -1.36, cutAfter: -2.97, likely: 0.45 },
};
