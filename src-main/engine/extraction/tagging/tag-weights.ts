import type { FieldWeights, ScoredField } from '../weights.ts';

/**
 * How the network's word is weighed against the rules' score: `rules` scales the score of `weights.ts`, the others are those of
 * `tag-features.ts`. Fitted by
 * `test/bench/understanding/fit.ts` (softmax over the candidates of 1,841 documents that the network did not see, see `calibration.ts`).
 * Those of the supplier were fitted on 1,074 of them, without damaged copies, which repeat the same companies, and without the e-invoices, whose data often leave out the
 * legal form that the page prints.
 */
export const TAG_WEIGHTS: Readonly<Record<ScoredField, FieldWeights>> = {
  total: { rules: 0.55, tag: 0.63, missed: 0 },
  date: { rules: 1.41, tag: 1.08, missed: 0 },
  supplier: { rules: 0.53, tag: 0.52, missed: -1.61, cutBefore: -2.85, cutAfter: -0.44 },
  address: { rules: 0.29, tag: 0.71, missed: -11.84, cutBefore: -1.3, cutAfter: -1.77 },
};
