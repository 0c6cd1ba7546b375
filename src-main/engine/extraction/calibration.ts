/**
 * From what the scorer says to a probability that can be trusted: logistic regression on the log-odds of the best candidate
 * and on what the page says about the reading. Fitted on predictions for tuning companies that were left out of the fit of the
 * weights (`fit-weights.ts`). On the test half with OCR words (n = 240) the expected calibration error is .03 for dates, .13 for
 * totals, .15 for addresses and .20 for suppliers: for suppliers never seen it is still too sure.
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
};

type Curve = {
  readonly bias: number;
  readonly share: number;
  readonly score: number;
  readonly wordP: number;
  readonly agrees: number;
  readonly contradicts: number;
};

export const CURVES: Readonly<Record<'total' | 'date' | 'supplier' | 'address', Curve>> = {
  total: { bias: -2.27, share: 0.49, score: 0, wordP: 0.56, agrees: 0.98, contradicts: 0 },
  date: { bias: -0.08, share: 0.3, score: 0.47, wordP: 0.5, agrees: 0.8, contradicts: -0.93 },
  supplier: { bias: -1.5, share: 0.32, score: 0.14, wordP: 0.74, agrees: 0, contradicts: 0 },
  address: { bias: -3.87, share: 0.42, score: 0.14, wordP: 0.58, agrees: 1.48, contradicts: 0 },
};

/** Names of the inputs in the order in which the curves are fitted. */
export function curveInputs(input: CalibrationInput): Omit<Curve, 'bias'> {
  return {
    share: Math.max(-4, Math.min(6, logit(input.share))),
    score: Math.max(-8, Math.min(12, input.score)) / 4,
    wordP: Math.max(-2, Math.min(4, logit(0.02 + 0.96 * input.wordP))),
    agrees: input.agrees,
    contradicts: input.contradicts,
  };
}

/** Probability that the chosen value is right, between 0.01 and 0.995: no rule alone is surer than one error in 200. */
export function calibrate(field: keyof typeof CURVES, input: CalibrationInput): number {
  const curve = CURVES[field];
  const x = curveInputs(input);
  const z =
    curve.bias +
    curve.share * x.share +
    curve.score * x.score +
    curve.wordP * x.wordP +
    curve.agrees * x.agrees +
    curve.contradicts * x.contradicts;
  return Math.max(0.01, Math.min(0.995, 1 / (1 + Math.exp(-z))));
}

function logit(p: number): number {
  const q = Math.max(0.0005, Math.min(0.9995, p));
  return Math.log(q / (1 - q));
}
