/**
 * From what the scorer says to a probability that can be trusted: logistic regression on the log-odds of the best candidate
 * and on what the page says about the reading. Fitted on predictions for tuning companies that were left out of the fit of the
 * weights (`fit-weights.ts`). On the test half with the words of our own reader (n = 240, suppliers never seen) the expected
 * calibration error is .06 for dates, .07 for suppliers, .11 for totals and addresses. Totals err on the careful side: of those above
 * .8, 132 of 140 are right.
 */
export type CalibrationInput = {
  /** Softmax share of the chosen candidate. */
  readonly share: number;
  /** Its raw score. */
  readonly score: number;
  /** Lowest confidence of the reader among its words; 1 for a text layer. */
  readonly wordP: number;
  /** Something independent agrees (a sum holds, the value stands twice, a label names it). */
  readonly agrees: number;
  /** Something contradicts (a sum fails, the order of the date is open). */
  readonly contradicts: number;
  /** Probability that all of its words were read right. */
  readonly allP: number;
  /** Log-odds of the field tagger that this is the field; absent where rules work alone. */
  readonly tag?: number;
  /** 1 where two readers agreed on its words, -1 where they did not. */
  readonly readers: number;
};

type Curve = {
  readonly bias: number;
  readonly share: number;
  readonly score: number;
  readonly wordP: number;
  readonly agrees: number;
  readonly contradicts: number;
};
type TaggedCurve = Curve & { readonly allP: number; readonly tag: number; readonly readers: number };

/** Where rules work alone. */
export const CURVES: Readonly<Record<'total' | 'date' | 'supplier' | 'address', Curve>> = {
  total: { bias: -2, share: 0.52, score: 0, wordP: 0.5, agrees: 0.91, contradicts: -0.09 },
  date: { bias: 0.3, share: 0.12, score: 0, wordP: 0.66, agrees: 1.41, contradicts: -1.32 },
  supplier: { bias: -2.03, share: 0.45, score: 0.17, wordP: 0.61, agrees: 0, contradicts: 0 },
  address: { bias: -3.54, share: 0.37, score: 0.17, wordP: 0.73, agrees: 1.13, contradicts: -0.95 },
};

/**
 * Where the field tagger looked at the words as well. Fitted by `test/bench/understanding/fit.ts` on the chosen values of 1,841 documents that the network did not see:
 * 381 receipts and 698 damaged pictures of them, tagged by networks that left their companies out, 64 pages of e-invoices of the tuning side, 298 rendered
 * and 400 generated documents. Calibration error on folds that were left out: total .024, date .019, supplier .023 (without the e-invoices), address .054.
 */
export const TAGGED_CURVES: Readonly<Record<keyof typeof CURVES, TaggedCurve>> = {
  total: { bias: 0.11, share: 0.44, score: 1.04, wordP: 0.09, agrees: 0, contradicts: -1.17, allP: 1.43, tag: 0, readers: 0 },
  date: { bias: 0.05, share: 0.42, score: 0.53, wordP: 0.08, agrees: 0.26, contradicts: -3.98, allP: 1.28, tag: 0.25, readers: 0 },
  supplier: { bias: -1.27, share: 0.4, score: 0.37, wordP: 0.5, agrees: 0, contradicts: 0, allP: 0.57, tag: 0.04, readers: 0 },
  address: { bias: -1.05, share: 0.51, score: 0, wordP: 0.27, agrees: 0.58, contradicts: 0, allP: 1.03, tag: 0.1, readers: 1.16 },
};

/** Inputs of the curves as they are fitted: log-odds and logarithms, cut where they mean nothing any more. */
export function curveInputs(input: CalibrationInput): Omit<TaggedCurve, 'bias'> {
  return {
    share: Math.max(-4, Math.min(6, logit(input.share))),
    score: Math.max(-8, Math.min(12, input.score)) / 4,
    wordP: Math.max(-2, Math.min(4, logit(0.02 + 0.96 * input.wordP))),
    agrees: input.agrees,
    contradicts: input.contradicts,
    allP: Math.max(-4, Math.log(Math.max(1e-6, input.allP))),
    tag: input.tag ?? 0,
    readers: input.readers,
  };
}

/** Surest that anything can be: rules alone err once in 200 there, with the field tagger once in 1,000. */
const SUREST = { rules: 0.995, tagged: 0.999 } as const;

/** Probability that the chosen value is right. */
export function calibrate(field: keyof typeof CURVES, input: CalibrationInput): number {
  const curve: Curve & Partial<TaggedCurve> = input.tag === undefined ? CURVES[field] : TAGGED_CURVES[field];
  const x = curveInputs(input);
  const z = (Object.keys(x) as (keyof typeof x)[]).reduce((sum, name) => sum + (curve[name] ?? 0) * x[name], curve.bias);
  return Math.max(0.01, Math.min(input.tag === undefined ? SUREST.rules : SUREST.tagged, 1 / (1 + Math.exp(-z))));
}

/** The currency's share of the marks on the page to a probability; `own` is the client's own, which needs no mark. */
export const CURRENCY_CURVE = { bias: 0.03, share: 0.85, own: 0 } as const;

export function calibrateCurrency(share: number, own: boolean): number {
  const z = CURRENCY_CURVE.bias + CURRENCY_CURVE.share * logit(share) + (own ? CURRENCY_CURVE.own : 0);
  return Math.max(0.01, Math.min(SUREST.rules, 1 / (1 + Math.exp(-z))));
}

export function logit(p: number): number {
  const q = Math.max(0.0005, Math.min(0.9995, p));
  return Math.log(q / (1 - q));
}
