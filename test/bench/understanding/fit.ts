/**
 * Fits what stands between the field tagger and a probability: TAG_WEIGHTS, TAGGED_CURVES, COMBINED and the document's curve.
 *
 *   node test/bench/understanding/fit.ts --folds A,B,C --documents FILE.jsonl,... [--most 1500] [--tagger FOLDER] [--pull 1] [--weights TABLE,...] [--ranks FIELD,...]
 *
 * --folds are folders of taggers each of which left one fold of the SROIE companies out (`train.py --fold`); a receipt of the training split
 * is tagged by the one that did not see its company, everything else by --tagger. Documents of a `test` split are never used.
 * Weights: softmax over the candidates of a document with a pull towards the present ones; --weights names the tables that are fitted anew, the others
 * stay (`none`: all of them). Curves: logistic regression on the chosen values; of the fields that --ranks names on their three best values, by which they are ranked.
 * Prints the tables with the number of documents and the calibration error before and after.
 */
import { parseArgs } from 'node:util';
import { curveInputs, logit, TAGGED_CURVES } from '../../../src-main/engine/extraction/calibration.ts';
import { type Prepared, prepare } from '../../../src-main/engine/extraction/candidates/prepare.ts';
import { combinedP, toldP } from '../../../src-main/engine/extraction/combine.ts';
import { COMBINED, COMBINED_NAMES, TOLD } from '../../../src-main/engine/extraction/combined-curves.ts';
import { judgeAddress, judgeDate, judgeSupplier } from '../../../src-main/engine/extraction/decode.ts';
import { combinedOptions, rankedDates } from '../../../src-main/engine/extraction/extract.ts';
import { rank, type Scorer, scoreWithTags, shares, weigh, weightsFor, weighWithTags } from '../../../src-main/engine/extraction/scoring.ts';
import { summed, totalJudgement } from '../../../src-main/engine/extraction/sums.ts';
import { logOdds } from '../../../src-main/engine/extraction/tagging/tag-features.ts';
import { TAG_WEIGHTS, type TagWeights } from '../../../src-main/engine/extraction/tagging/tag-weights.ts';
import type { Candidate } from '../../../src-main/engine/extraction/types.ts';
import { type ScoredField, WEIGHTS } from '../../../src-main/engine/extraction/weights.ts';
import { type Choice, calibrationError, errorOfCalibration, logistic, softmaxFit } from '../extraction/fitting.ts';
import { type Labelled, labelledDocuments } from './documents.ts';
import { isDecided, rightOf, trueValue } from './right.ts';
import { taggers } from './taggers.ts';

const { values: args } = parseArgs({
  options: {
    folds: { type: 'string' },
    documents: { type: 'string' },
    most: { type: 'string' },
    tagger: { type: 'string' },
    pull: { type: 'string' },
    weights: { type: 'string' },
    ranks: { type: 'string' },
  },
});
type Sample = { x: Record<string, number>; y: boolean; group: string };
type Doc = { labelled: Labelled; prepared: Prepared };

const docs = await prepared();
process.stderr.write(`${docs.length} documents of ${new Set(docs.map((d) => d.labelled.supplierKey)).size} suppliers\n`);

const weights = { ...TAG_WEIGHTS };
const asked = args.weights?.split(',');
for (const table of (Object.keys(TAG_WEIGHTS) as (keyof TagWeights)[]).filter((name) => asked?.includes(name) ?? true))
  weights[table] = softmaxFit(
    docs.flatMap((doc) => choiceOf(table, doc)),
    TAG_WEIGHTS[table],
    Number(args.pull ?? 1),
  );
const scorer: Scorer = (field, candidates) => candidates.map(({ features }) => weighWithTags(field, features, weights));

const curves: Record<string, Record<string, number>> = {};
for (const field of Object.keys(TAGGED_CURVES) as (keyof typeof TAGGED_CURVES)[]) {
  const samples = docs.flatMap((doc) => sampleOf(field, doc));
  curves[field] = crossFitted(
    field,
    samples.map(({ input, right, group }) => ({ x: { ...curveInputs(input) }, y: right, group })),
    (x) => {
      const z = Object.entries(TAGGED_CURVES[field]).reduce((sum, [name, w]) => sum + w * (name === 'bias' ? 1 : (x[name] ?? 0)), 0);
      return 1 / (1 + Math.exp(-z));
    },
  );
}
const combined: Record<string, Record<string, number>> = {};
/** Their curve of ranks was fitted on three values of each document and stays unless --ranks asks for it. */
const RANKED_APART = new Set<string>(['number', 'purchaseOrder', 'net', 'tax']);
const ranksAsked = args.ranks?.split(',') ?? [];
const told: Record<string, Record<string, number>> = {};
for (const name of COMBINED_NAMES) {
  const samples = docs.flatMap(({ labelled, prepared: doc }): Sample[] => {
    if (!isDecided(name, labelled)) return [];
    const options = combinedOptions(name, doc, scorer).toSorted(
      (a, b) => combinedP(COMBINED[name], b.input) - combinedP(COMBINED[name], a.input),
    );
    return options
      .slice(0, ranksAsked.includes(name) ? 3 : 1)
      .map((option) => ({ x: { ...option.input }, y: rightOf(name, option.value, labelled) === 1, group: labelled.source }));
  });
  combined[name] = crossFitted(name, samples, (x) => combinedP(COMBINED[name], x as never));
  if (!RANKED_APART.has(name)) continue;
  const ranked = samples.map((sample) => ({ ...sample, x: { slope: logOdds(combinedP(COMBINED[name], sample.x as never)) } }));
  told[name] = crossFitted(`${name}, told`, ranked, (x) => toldP(1 / (1 + Math.exp(-(x['slope'] ?? 0))), TOLD[name]));
}
const currencySamples = docs.flatMap(({ labelled, prepared: { facts } }): Sample[] => {
  const { code, p } = facts.currency;
  const x = { share: logit(p), own: code === labelled.context.currency ? 1 : 0 };
  return [{ x, y: code === labelled.currency, group: labelled.source }];
});
curves['currency'] = crossFitted('currency', currencySamples, (x) => 1 / (1 + Math.exp(-(x['share'] ?? 0))));
const rounded = (table: Record<string, Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(table).map(([name, row]) => [
      name,
      Object.fromEntries(Object.entries(row).map(([k, v]) => [k, Math.round(v * 100) / 100])),
    ]),
  );
process.stdout.write(
  `${JSON.stringify({ weights: rounded(weights), curves: rounded(curves), combined: rounded(combined), told: rounded(told) }, null, 1)}\n`,
);

async function prepared(): Promise<Doc[]> {
  const tagsOf = await taggers(args.tagger, args.folds);
  const found: Doc[] = [];
  for await (const labelled of labelledDocuments((args.documents ?? '').split(','), Number(args.most ?? 1500))) {
    if (labelled.split === 'test') continue;
    const tags = await tagsOf(labelled);
    if (tags !== undefined) found.push({ labelled, prepared: prepare(labelled.reading, labelled.context, tags) });
  }
  return found;
}

function candidatesOf(field: ScoredField, { prepared: doc }: Doc, by: Scorer): readonly Candidate[] {
  if (field === 'date') return doc.date.filter((c) => !c.isMended && (!c.isDue || doc.date.every((d) => d.isDue)));
  return field === 'address' ? doc.addressNear(rank('supplier', doc.supplier, by)[0]) : doc[field];
}

/** The choice that a table of weights makes in a document, if it makes any there and one candidate is right. */
function choiceOf(table: keyof TagWeights, doc: Doc): Choice[] {
  const field = table === 'letterSupplier' ? 'supplier' : table;
  if (trueValue(field, doc.labelled) === undefined) return [];
  const candidates = candidatesOf(field, doc, scoreWithTags);
  if (candidates[0] === undefined || weightsFor(field, candidates[0].features, TAG_WEIGHTS) !== TAG_WEIGHTS[table]) return [];
  const right = candidates.map((c) => rightOf(field, c.value, doc.labelled));
  const best = Math.max(0, ...right);
  if (best === 0) return [];
  const options = candidates.map(({ features }) => ({ ...features, rules: weigh(features, WEIGHTS[field]) }));
  return [{ options, right: right.map((r) => r === best) }];
}

/** What the curve would see of the chosen value. */
function sampleOf(field: ScoredField, doc: Doc) {
  if (trueValue(field, doc.labelled) === undefined) return [];
  const ranked = field === 'date' ? rankedDates(doc.prepared, scorer) : rank(field, candidatesOf(field, doc, scorer), scorer);
  const [best] = ranked;
  if (!best) return [];
  const share = shares(ranked)[0] ?? 1;
  const judge = { date: judgeDate, supplier: judgeSupplier, address: judgeAddress };
  const input = field === 'total' ? totalJudgement(best, share, summed(ranked, doc.prepared)) : judge[field](best, share);
  return [{ input, right: rightOf(field, best.value, doc.labelled) === 1, group: doc.labelled.source }];
}

/** A curve fitted on all samples; its error is told from five folds that it was not fitted on. */
function crossFitted(name: string, samples: readonly Sample[], before: (x: Record<string, number>) => number): Record<string, number> {
  if (samples.length < 40 || samples.every(({ y }) => y) || samples.every(({ y }) => !y)) {
    process.stderr.write(`${name}: ${samples.length} samples, not fitted\n`);
    return {};
  }
  const part = (i: number) => i % 5;
  const errors = [0, 1, 2, 3, 4].map((k) => {
    const curve = logistic(
      samples.filter((_, i) => part(i) !== k),
      [],
    );
    const outside = samples.filter((_, i) => part(i) === k);
    return calibrationError(curve, outside);
  });
  const was = errorOfCalibration(samples.map(({ x, y }) => ({ p: before(x), right: y })));
  const groups = [...new Set(samples.map(({ group }) => group))].map((group) => {
    const some = samples.filter((s) => s.group === group);
    return `${group} ${some.filter((s) => s.y).length}/${some.length}`;
  });
  process.stderr.write(
    `${name}: right ${groups.join(', ')}; calibration error ${was.toFixed(3)} before, ${mean(errors).toFixed(3)} on folds left out\n`,
  );
  return logistic(samples, []);
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
}
