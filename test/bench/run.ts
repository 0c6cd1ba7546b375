/**
 * `npm run bench [part...]`: measures, prints, and writes its part of `docs/benchmarks.md`. Parts: bulk, accuracy, native, store, pickup, start.
 * Nothing here passes or fails: figures are for reading, with machine, load and number beside them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accuracy } from './accuracy.ts';
import { againstNative } from './against-native.ts';
import { bulk } from './bulk.ts';
import { largeStore } from './large-store.ts';
import { load, machine } from './machine.ts';
import { pickUp } from './pick-up.ts';
import { asMarkdown, asText, type Section, withPart } from './report.ts';
import { startUp } from './start-up.ts';

const PARTS: Readonly<Record<string, () => Promise<Section | undefined>>> = {
  bulk,
  accuracy,
  native: againstNative,
  store: largeStore,
  pickup: pickUp,
  start: startUp,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((part) => !(part in PARTS));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. There are: ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}

const before = load();
const sections: Section[] = [];
for (const [name, run] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const section = await run();
  if (!section) {
    console.log(`\n${name}: left out, because the corpus or the program it needs is not here`);
    continue;
  }
  sections.push(section);
  console.log(asText(section));
}

const head = `## The product as a whole

Measured on ${new Date().toISOString().slice(0, 10)} with \`npm run bench\`. Machine: ${machine()}. Load before (1 / 5 / 15 min): ${before};
after: ${load()}. The corpus of receipts is not part of the project; parts that need it are left out where it is absent.

`;
// A part measured alone is printed only: the file always holds one whole run.
if (wanted.length === 0) {
  const file = join(import.meta.dirname, '..', '..', 'docs', 'benchmarks.md');
  writeFileSync(file, withPart(readFileSync(file, 'utf8'), 'bench', head + asMarkdown(sections, 3)));
}
