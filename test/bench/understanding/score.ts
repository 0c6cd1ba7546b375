/**
 * Scores the extraction on labelled documents, by source: right, nearly right, calibration error, and what passes at .8.
 *
 *   node test/bench/understanding/score.ts --documents FILE.jsonl,... [--folds A,B,C] [--tagger FOLDER] [--without PART] [--most N] [--errors FIELD]
 *
 * --without leaves a part out: `tags` (rules alone), `rules`, `arithmetic` (sums do not speak for a total), `second` (the other reader).
 * Documents of a `test` split are never used: they are for `npm run bench:fields`. --folds as for `fit.ts`.
 */
import { parseArgs } from 'node:util';
import { FIELD_NAMES } from '../../../src-main/contract/index.ts';
import { extract } from '../../../src-main/engine/extraction/index.ts';
import { errorOfCalibration, type Guess } from '../extraction/fitting.ts';
import { ABLATIONS, scorerWithout, withoutSecondReader } from './ablations.ts';
import { labelledDocuments } from './documents.ts';
import { isDecided, rightOf, trueValue } from './right.ts';
import { taggers } from './taggers.ts';

const { values: args } = parseArgs({
  options: {
    documents: { type: 'string' },
    folds: { type: 'string' },
    tagger: { type: 'string' },
    most: { type: 'string' },
    errors: { type: 'string' },
    without: { type: 'string' },
  },
});
type Tally = { n: number; right: number; near: number; guesses: Guess[] };
const tallies = new Map<string, Tally>();
const without = ABLATIONS.find((part) => part === args.without);
const tagsOf = without === 'tags' ? undefined : await taggers(args.tagger, args.folds);
for await (const document of labelledDocuments((args.documents ?? '').split(','), Number(args.most ?? 1e9))) {
  if (document.split === 'test') continue;
  const reading = without === 'second' ? withoutSecondReader(document.reading) : document.reading;
  const extraction = extract(reading, document.context, await tagsOf?.({ ...document, reading }), scorerWithout(without));
  for (const name of FIELD_NAMES) {
    if (!isDecided(name, document)) continue;
    const field = extraction.fields[name];
    const want = trueValue(name, document);
    if (field === undefined && want === undefined) continue;
    const right = field === undefined ? 0 : rightOf(name, field.value, document);
    const tally = tallyOf(`${document.source} ${name}`);
    if (want !== undefined) {
      tally.n++;
      if (right === 1) tally.right++;
      if (right > 0) tally.near++;
    }
    if (field !== undefined) tally.guesses.push({ p: field.p, right: right === 1 });
    if (args.errors === name && right < 1)
      process.stdout.write(
        `${document.id} p=${field?.p} got ${field?.value} want ${want} alt ${field?.alternatives
          .map((a) => a.value)
          .slice(0, 3)
          .join(' | ')}\n`,
      );
  }
}
for (const [key, { n, right, near, guesses }] of [...tallies].sort()) {
  const sure = guesses.filter(({ p }) => p >= 0.8);
  process.stdout.write(
    `${key.padEnd(26)} n=${n} right ${share(right, n)} near ${share(near, n)} ECE ${errorOfCalibration(guesses).toFixed(3)} at .8: ${sure.length}, of them right ${share(sure.filter((g) => g.right).length, sure.length)}\n`,
  );
}

function tallyOf(key: string): Tally {
  const known = tallies.get(key) ?? { n: 0, right: 0, near: 0, guesses: [] };
  tallies.set(key, known);
  return known;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : (part / whole).toFixed(3);
}
