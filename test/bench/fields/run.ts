/**
 * `npm run bench:fields -- [--part NAME]... [--write] [--readings DIR] [--out FILE.md]`
 *
 * Measures what is read from pictures of documents against its targets and prints the table. A whole run also writes its part of
 * `docs/benchmarks.md`; `--part NAME --write` measures some parts of that page anew. Parts whose corpus is not beside the project are left out.
 * `--readings DIR` keeps what the reader read and takes it from there the next time, for trying the extraction alone: such a run is never
 * written. `--out FILE.md` writes the tables there instead.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { load } from '../machine.ts';
import { asText } from '../report.ts';
import { Bench, type Part } from './bench.ts';
import { asPage, type KeptPart, measured, printTable, writePage } from './page.ts';
import { german } from './parts/german.ts';
import { invoices } from './parts/invoices.ts';
import { receipts } from './parts/receipts.ts';
import { slices } from './parts/slices.ts';
import { time } from './parts/time.ts';
import { trust } from './parts/trust.ts';

const PARTS: Readonly<Record<string, Part>> = { receipts, german, invoices, trust, time, slices };

const { values: args } = parseArgs({
  options: {
    part: { type: 'string', multiple: true },
    write: { type: 'boolean', default: false },
    readings: { type: 'string' },
    out: { type: 'string' },
  },
});
const wanted = args.part ?? Object.keys(PARTS);
if (wanted.some((name) => !(name in PARTS))) {
  console.error(`Parts: ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}

const bench = new Bench(args.readings);
const parts: Record<string, KeptPart> = {};
console.log(`Load ${load()}.`);
for (const name of wanted) {
  const before = load();
  const began = performance.now();
  const result = await PARTS[name]?.(bench);
  if (result === undefined || typeof result === 'string') {
    console.log(`\n${name}: left out, because ${result}`);
    continue;
  }
  parts[name] = measured(result, before);
  for (const section of result.sections) console.log(asText(section));
  console.log(`  (${name}: ${Math.round((performance.now() - began) / 1000)} s, load ${before} before and ${load()} after)`);
}
console.log(printTable(Object.values(parts).flatMap(({ result }) => result.figures)));

const isMeasured = Object.keys(parts).length > 0;
if (args.out !== undefined && isMeasured) writeFileSync(args.out, `${asPage(parts).trim()}\n`);
else if (args.readings === undefined && isMeasured && (args.part === undefined || args.write)) writePage(parts);
else console.log('\nNothing was written.');
