/**
 * Extracts SROIE receipts and writes predictions for score-extraction.mjs, and prints the share of right values by half.
 *
 *   node test/bench/extraction/score-sroie.ts [--words DIR] [--half tuning|test] [--split train|val|test] [--out FILE.jsonl] [--errors FIELD] [--tagger FOLDER]
 *
 * With --tagger the network of that folder ("": the product's) tags the words. Without --words the words are those of the truth; DIR holds one Reading in JSON a receipt. Weights and curves were fitted on the
 * tuning companies only, so the test half is the honest figure; look at it last. With words of the own reader, which learned from a part
 * of that half, `--split test` is: receipts that neither saw.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { extract } from '../../../src-main/engine/extraction/extract.ts';
import { receiptsOf, type Split } from '../reading/split.ts';
import { halfOf, haveSroie, SROIE_CONTEXT, sroie } from './corpus.ts';
import { errorOfCalibration, type Guess } from './fitting.ts';
import { localTagger, PRODUCT_TAGGER } from './local-tagger.ts';
import { rightness } from './truth.ts';

const { values: args } = parseArgs({
  options: {
    words: { type: 'string' },
    half: { type: 'string' },
    split: { type: 'string' },
    out: { type: 'string' },
    errors: { type: 'string' },
    tagger: { type: 'string' },
  },
});
if (!haveSroie()) {
  console.log('Skipped: the SROIE receipts are not beside the project (shared/corpora/sroie).');
  process.exit(0);
}
const tags = args.tagger === undefined ? undefined : await localTagger(args.tagger === '' ? PRODUCT_TAGGER : args.tagger);
const FIELDS = ['supplier', 'date', 'address', 'total'] as const;
const ofSplit = args.split === undefined ? undefined : new Set(receiptsOf(args.split as Split).map(({ id }) => id));
const samples = sroie(args.words)
  .filter((s) => args.half === undefined || halfOf(s.truth.company) === args.half)
  .filter((s) => ofSplit === undefined || ofSplit.has(s.id));
const lines: string[] = [];
const tally: Record<string, { n: number; right: number; near: number; brier: number; guesses: Guess[] }> = {};
const times: number[] = [];
for (const sample of samples) {
  const began = performance.now();
  const { fields } = extract(sample.reading, SROIE_CONTEXT, await tags?.(sample.reading, SROIE_CONTEXT));
  times.push(performance.now() - began);
  const half = halfOf(sample.truth.company);
  lines.push(
    JSON.stringify({
      id: sample.id,
      supplier: fields.supplier?.value,
      date: fields.date?.value,
      address: fields.address?.value,
      total: fields.total?.value,
      p: Object.fromEntries(FIELDS.flatMap((f) => (fields[f] ? [[f, fields[f].p]] : []))),
    }),
  );
  for (const field of FIELDS) {
    const want = field === 'supplier' ? sample.truth.company : sample.truth[field];
    if (!want) continue;
    const entry = tally[`${half} ${field}`] ?? { n: 0, right: 0, near: 0, brier: 0, guesses: [] };
    tally[`${half} ${field}`] = entry;
    const got = fields[field];
    const ok = got === undefined ? 0 : rightness(field, got.value, sample.truth);
    entry.n++;
    if (ok === 1) entry.right++;
    if (ok > 0) entry.near++;
    if (got) {
      entry.brier += (got.p - (ok === 1 ? 1 : 0)) ** 2;
      entry.guesses.push({ p: got.p, right: ok === 1 });
    }
    if (args.errors === field && ok < 1) {
      console.log(
        `${sample.id} ${half} p=${got?.p} got ${JSON.stringify(got?.value)} want ${JSON.stringify(want)} alt ${JSON.stringify(got?.alternatives.map((a) => a.value).slice(0, 3))}`,
      );
    }
  }
}
times.sort((a, b) => a - b);
for (const [name, t] of Object.entries(tally).sort()) {
  // 0.8 is the lowest probability that passes without a person, unless the policy says otherwise.
  const sure = t.guesses.filter((g) => g.p >= 0.8);
  console.log(
    `${name.padEnd(16)} n=${t.n} right ${(t.right / t.n).toFixed(3)} near ${(t.near / t.n).toFixed(3)} brier ${(t.brier / t.n).toFixed(3)} ` +
      `ECE ${errorOfCalibration(t.guesses).toFixed(3)} found ${t.guesses.length}, p ≥ 0.8: ${sure.length}, of them right ${sure.filter((g) => g.right).length}`,
  );
}
console.log(
  `extract: median ${times[times.length >> 1]?.toFixed(1)} ms, p95 ${times[Math.floor(times.length * 0.95)]?.toFixed(1)} ms, n=${times.length}`,
);
if (args.out) writeFileSync(args.out, `${lines.join('\n')}\n`);
