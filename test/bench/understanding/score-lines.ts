/**
 * Scores line items on labelled documents by source: F1 of (description, quantity, amount), each line once.
 *
 *   node test/bench/understanding/score-lines.ts --documents FILE.jsonl,... [--tagger FOLDER] [--most N] [--show]
 */
import { parseArgs } from 'node:util';
import { extract } from '../../../src-main/engine/extraction/index.ts';
import { type LineScore, linesF1, scoreLines } from '../fields/lines.ts';
import type { TrueLine } from '../labelled/document.ts';
import { labelledDocuments } from './documents.ts';
import { taggers } from './taggers.ts';

const { values: args } = parseArgs({
  options: { documents: { type: 'string' }, tagger: { type: 'string' }, most: { type: 'string' }, show: { type: 'boolean' } },
});
const scores = new Map<string, LineScore[]>();
const tagsOf = await taggers(args.tagger);
for await (const document of labelledDocuments((args.documents ?? '').split(','), Number(args.most ?? 1e9))) {
  const wanted = (document.truth['lines'] ?? []) as TrueLine[];
  const priced = wanted.filter(({ amount }) => amount !== undefined);
  if (document.split === 'test' || priced.length === 0) continue;
  const { lines } = extract(document.reading, document.context, await tagsOf(document));
  const score = scoreLines(lines, priced);
  const key = `${document.source} ${document.type ?? ''}`;
  scores.set(key, [...(scores.get(key) ?? []), score]);
  if (!args.show || score.right === priced.length) continue;
  process.stdout.write(`== ${document.id}\n`);
  for (const line of priced) process.stdout.write(`  want ${line.quantity ?? '-'} × ${line.description} = ${line.amount}\n`);
  for (const line of lines) process.stdout.write(`  got  ${line.quantity ?? '-'} × ${line.description} = ${line.amount}\n`);
}
for (const [key, list] of [...scores].sort())
  process.stdout.write(`${key.padEnd(24)} ${list.length} documents, F1 ${linesF1(list).toFixed(3)}\n`);
