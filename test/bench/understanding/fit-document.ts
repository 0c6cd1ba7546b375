/**
 * Whether `document-p.ts` needs a curve: from the product of the probabilities of supplier, date, currency and total to that of all four being right.
 *
 *   node test/bench/understanding/fit-document.ts --documents FILE.jsonl,... [--folds A,B,C] [--tagger FOLDER] [--most 800]
 *
 * Run it after `fit.ts`, whose tables the probabilities come from. Documents whose labels lack one of the four are left out, and so is each whose books are
 * in another currency, since the corpora's receipts print none.
 */
import { parseArgs } from 'node:util';
import { logit } from '../../../src-main/engine/extraction/calibration.ts';
import { extract } from '../../../src-main/engine/extraction/index.ts';
import { calibrationError, errorOfCalibration, logistic } from '../extraction/fitting.ts';
import { labelledDocuments } from './documents.ts';
import { rightOf, trueValue } from './right.ts';
import { taggers } from './taggers.ts';

const { values: args } = parseArgs({
  options: { documents: { type: 'string' }, folds: { type: 'string' }, tagger: { type: 'string' }, most: { type: 'string' } },
});
const tagsOf = await taggers(args.tagger, args.folds);
const samples: { x: { product: number }; y: boolean; p: number }[] = [];
for await (const document of labelledDocuments((args.documents ?? '').split(','), Number(args.most ?? 800))) {
  if (document.split === 'test' || document.context.currency !== document.currency) continue;
  const names = ['supplier', 'date', 'total'] as const;
  if (names.some((name) => trueValue(name, document) === undefined)) continue;
  const { fields } = extract(document.reading, document.context, await tagsOf(document));
  const product = names.reduce((p, name) => p * (fields[name]?.p ?? 0), fields.currency?.p ?? 0);
  if (product <= 0) continue;
  const isRight =
    names.every((name) => rightOf(name, fields[name]?.value ?? '', document) === 1) && fields.currency?.value === document.currency;
  samples.push({ x: { product: logit(product) }, y: isRight, p: product });
}
const part = (i: number): number => i % 5;
const left = [0, 1, 2, 3, 4].map((k) => {
  const curve = logistic(samples.filter((_, i) => part(i) !== k));
  return calibrationError(
    curve,
    samples.filter((_, i) => part(i) === k),
  );
});
const before = errorOfCalibration(samples.map(({ p, y }) => ({ p, right: y })));
const mean = left.reduce((a, b) => a + b, 0) / left.length;
process.stdout.write(
  `${samples.length} documents, right ${samples.filter(({ y }) => y).length}; calibration error of the product ${before.toFixed(3)}, of the curve on folds left out ${mean.toFixed(3)}\n${JSON.stringify(logistic(samples))}\n`,
);
