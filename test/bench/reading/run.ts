/**
 * `npm run bench:read -- [--quick] [--split test|val] [--part NAME]... [--only own|tesseract] [--models DIR] [--sheet DIR]`
 *
 * Measures reading against its targets, beside tesseract.js on whole pages, and prints the table. A whole run on the test split also
 * writes its part of `docs/benchmarks.md`, with the drawings in `docs/benchmarks/`. Settings are tried on `--split val` only.
 * `--part NAME --write` measures some parts of that page anew. `--models DIR` tries other networks. `--sheet DIR` puts the ten worst pages there as pictures, with what was found.
 */
import { parseArgs } from 'node:util';
import { load } from '../machine.ts';
import { asText } from '../report.ts';
import { Bench, type Part, whyNotOwn } from './bench.ts';
import { keepPart, printTable, writePage } from './page.ts';
import { bulk } from './parts/bulk.ts';
import { crops } from './parts/crops.ts';
import { curves } from './parts/curves.ts';
import { damages } from './parts/damages.ts';
import { german } from './parts/german.ts';
import { languages } from './parts/languages.ts';
import { lines } from './parts/lines.ts';
import { quality } from './parts/quality.ts';
import { robust } from './parts/robust.ts';
import { time } from './parts/time.ts';
import { words } from './parts/words.ts';
import type { Column } from './read-pages.ts';
import type { Split } from './split.ts';
import type { Figure } from './targets.ts';

/** Times first, while nothing else has warmed the machine. */
const PARTS: Readonly<Record<string, Part>> = { time, bulk, words, lines, crops, german, languages, damages, quality, robust, curves };

const { values: args } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    split: { type: 'string', default: 'test' },
    part: { type: 'string', multiple: true },
    only: { type: 'string' },
    sheet: { type: 'string' },
    models: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const wanted = args.part ?? Object.keys(PARTS);
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0 || !['val', 'test'].includes(args.split) || !['own', 'tesseract', undefined].includes(args.only)) {
  console.error(`Parts: ${Object.keys(PARTS).join(', ')}. Splits: val, test. --only: own, tesseract.`);
  process.exit(2);
}

const reason = await whyNotOwn(args.models);
if (reason !== undefined) console.log(`The column of this reader is left out: ${reason}.`);
const columns = (['tesseract', 'own'] as const).filter(
  (column: Column) => (args.only === undefined || args.only === column) && (column !== 'own' || reason === undefined),
);
const bench = new Bench({ split: args.split as Split, isQuick: args.quick, columns, models: args.models, sheet: args.sheet });
console.log(`Split ${args.split}${args.quick ? ', quick' : ''}: ${bench.receipts.length} receipts. Load ${load()}.`);

const figures: Figure[] = [];
const isWhole = args.split === 'test' && !args.quick && columns.length === 2 && args.models === undefined;
const isWritten = isWhole && (args.part === undefined || args.write);
for (const name of wanted) {
  const before = load();
  const began = performance.now();
  const result = await PARTS[name]?.(bench);
  if (result === undefined || typeof result === 'string') {
    console.log(`\n${name}: left out, because ${result}`);
    continue;
  }
  figures.push(...result.figures);
  for (const section of result.sections) console.log(asText(section));
  console.log(`  (${name}: ${Math.round((performance.now() - began) / 1000)} s, load ${before} before and ${load()} after)`);
  if (isWritten) keepPart(name, result, before);
}
console.log(printTable(figures));
if (isWritten) writePage();
else console.log('\nNothing was written: only whole runs on the test split go into docs/benchmarks.md.');
