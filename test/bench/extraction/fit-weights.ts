/**
 * Fits the weights of `weights.ts` and the curves of `calibration.ts` on the tuning half of the SROIE companies and prints both.
 *
 *   node test/bench/extraction/fit-weights.ts --words DIR [--pull 1] [--only supplier]
 *
 * DIR holds OCR words (one Reading in JSON a receipt). Each receipt counts twice: with the words of the truth and with OCR words. The
 * generated layouts of other countries (`layouts.ts`, half `fit`) join the fit of the weights, so that Malaysian habits do not decide alone.
 * Weights: softmax over the candidates of a document, pulled towards `hand-weights.ts`. Curves: logistic regression on predictions
 * for companies that were left out of the fit (4 folds by company), so that they see the errors of unseen suppliers; generated documents
 * take no part, since they are easier than paper.
 */
import { parseArgs } from 'node:util';
import type { CalibrationInput } from '../../../src-main/engine/extraction/calibration.ts';
import { curveInputs } from '../../../src-main/engine/extraction/calibration.ts';
import { type Prepared, prepare } from '../../../src-main/engine/extraction/candidates/prepare.ts';
import { judgeAddress, judgeDate, judgeSupplier } from '../../../src-main/engine/extraction/decode.ts';
import type { Scorer } from '../../../src-main/engine/extraction/scoring.ts';
import { rank, shares, weigh } from '../../../src-main/engine/extraction/scoring.ts';
import { summed, totalJudgement } from '../../../src-main/engine/extraction/sums.ts';
import type { Candidate } from '../../../src-main/engine/extraction/types.ts';
import type { ScoredField } from '../../../src-main/engine/extraction/weights.ts';
import { halfOf, SROIE_CONTEXT, sroie } from './corpus.ts';
import type { Choice } from './fitting.ts';
import { calibrationError, fold, logistic, softmaxFit } from './fitting.ts';
import { HAND_WEIGHTS } from './hand-weights.ts';
import { layouts } from './layouts.ts';
import { rightness } from './truth.ts';

const { values: args } = parseArgs({ options: { words: { type: 'string' }, pull: { type: 'string' }, only: { type: 'string' } } });
const pull = Number(args.pull ?? 1);
type Doc = { company: string; prepared: Prepared; truth: ReturnType<typeof sroie>[number]['truth']; source: string };
const docs: Doc[] = [undefined, args.words].flatMap((words, i) =>
  i > 0 && words === undefined
    ? []
    : sroie(words)
        .filter((s) => halfOf(s.truth.company) === 'tuning')
        .map((s) => ({
          company: s.truth.company,
          prepared: prepare(s.reading, SROIE_CONTEXT),
          truth: s.truth,
          source: words === undefined ? 'truth' : 'ocr',
        })),
);
docs.push(
  ...layouts('fit').map((l) => ({ company: l.truth.company, prepared: prepare(l.reading, l.context), truth: l.truth, source: 'layout' })),
);
console.error(`${docs.length} readings of ${new Set(docs.map((d) => d.company)).size} companies`);

type Weights = Record<string, number>;
const current: Record<ScoredField, Weights> = {
  total: { ...HAND_WEIGHTS.total },
  date: { ...HAND_WEIGHTS.date },
  supplier: { ...HAND_WEIGHTS.supplier },
  address: { ...HAND_WEIGHTS.address },
};
const scorerOf =
  (weights: Record<ScoredField, Weights>): Scorer =>
  (field, candidates) =>
    candidates.map((c) => weigh(c.features, weights[field]));

function candidatesOf(doc: Doc, field: ScoredField, scorer: Scorer): readonly Candidate[] {
  if (field === 'date') return doc.prepared.date.filter((c) => !c.isMended);
  if (field !== 'address') return doc.prepared[field];
  return doc.prepared.addressNear(rank('supplier', doc.prepared.supplier, scorer)[0]);
}

function choicesOf(field: ScoredField, chosen: readonly Doc[], scorer: Scorer): Choice[] {
  return chosen.flatMap((doc) => {
    const candidates = candidatesOf(doc, field, scorer);
    const right = candidates.map((c) => rightness(field, c.value, doc.truth));
    const best = Math.max(0, ...right);
    return best === 0 ? [] : [{ options: candidates.map((c) => c.features), right: right.map((r) => r === best) }];
  });
}

/** The chosen value's calibration input, and whether it is right. */
function judged(field: ScoredField, doc: Doc, scorer: Scorer): { input: CalibrationInput; right: boolean } | undefined {
  const ranked = rank(field, candidatesOf(doc, field, scorer), scorer);
  const [best] = ranked;
  if (!best) return undefined;
  const share = shares(ranked)[0] ?? 1;
  const input =
    field === 'total'
      ? totalJudgement(best, share, summed(ranked, doc.prepared))
      : field === 'date'
        ? judgeDate(best, share)
        : field === 'supplier'
          ? judgeSupplier(best, share)
          : judgeAddress(best, share);
  return { input, right: rightness(field, best.value, doc.truth) === 1 };
}

const curves: Record<string, Weights> = {};
for (const field of ['total', 'date', 'supplier', 'address'] as const) {
  if (args.only !== undefined && args.only !== field) continue;
  const samples: { x: Weights; y: boolean; source: string }[] = [];
  for (let k = 0; k < 4; k++) {
    const inside = docs.filter((d) => fold(d.company, 4) !== k);
    const weights = { ...current, [field]: softmaxFit(choicesOf(field, inside, scorerOf(current)), current[field], pull) };
    for (const doc of docs.filter((d) => fold(d.company, 4) === k)) {
      const j = judged(field, doc, scorerOf(weights));
      if (j) samples.push({ x: { ...curveInputs(j.input) }, y: j.right, source: doc.source });
    }
  }
  const paper = samples.filter((s) => s.source !== 'layout');
  const curve = logistic(paper);
  curves[field] = curve;
  for (const source of ['truth', 'ocr', 'layout']) {
    const some = samples.filter((s) => s.source === source);
    console.error(
      `${field} ${source}: companies left out, right ${some.filter((s) => s.y).length}/${some.length}, ECE ${calibrationError(curve, some).toFixed(3)}`,
    );
  }
  current[field] = softmaxFit(choicesOf(field, docs, scorerOf(current)), current[field], pull);
}
const rounded = (weights: Weights) => Object.fromEntries(Object.entries(weights).map(([k, v]) => [k, Math.round(v * 100) / 100]));
console.log(
  JSON.stringify(
    {
      weights: Object.fromEntries(Object.entries(current).map(([f, w]) => [f, rounded(w)])),
      curves: Object.fromEntries(Object.entries(curves).map(([f, w]) => [f, rounded(w)])),
    },
    null,
    1,
  ),
);
