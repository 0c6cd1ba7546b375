/**
 * Share of right values on the generated layouts by country.
 *
 *   node test/bench/extraction/score-layouts.ts [--half check|fit] [--errors FIELD]
 *
 * A development set: see `layouts.ts` for what its figures say and what not.
 */
import { parseArgs } from 'node:util';
import { extract } from '../../../src-main/engine/extraction/extract.ts';
import { layouts } from './layouts.ts';
import { rightness } from './truth.ts';

const { values: args } = parseArgs({ options: { half: { type: 'string', default: 'check' }, errors: { type: 'string' } } });
const FIELDS = ['supplier', 'date', 'address', 'total'] as const;
const tally: Record<string, { n: number; right: number; sum: number; sure: number; wrongSure: number }> = {};
for (const { country, truth, reading, context, id } of layouts(args.half === 'fit' ? 'fit' : 'check')) {
  const { fields } = extract(reading, context);
  for (const field of FIELDS) {
    for (const key of [`${country} ${field}`, `all ${field}`]) {
      const entry = tally[key] ?? { n: 0, right: 0, sum: 0, sure: 0, wrongSure: 0 };
      tally[key] = entry;
      const got = fields[field];
      const right = got !== undefined && rightness(field, got.value, truth) === 1;
      entry.n++;
      entry.right += right ? 1 : 0;
      entry.sum += got?.p ?? 0;
      // 0.8 is the lowest probability that passes without a person, unless the policy says otherwise.
      if (got !== undefined && got.p >= 0.8) entry[right ? 'sure' : 'wrongSure']++;
      if (args.errors === field && !right && key.startsWith('all')) {
        const want = field === 'supplier' ? truth.company : truth[field];
        console.log(`${id} p=${got?.p} got ${JSON.stringify(got?.value)} want ${JSON.stringify(want)}`);
      }
    }
  }
}
for (const [key, t] of Object.entries(tally).sort())
  console.log(
    `${key.padEnd(14)} n=${t.n} right ${(t.right / t.n).toFixed(3)} mean p ${(t.sum / t.n).toFixed(2)}, p ≥ 0.8: right ${t.sure}, wrong ${t.wrongSure}`,
  );
