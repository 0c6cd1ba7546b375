/**
 * Labelled real documents for training and measuring, in the format of ../README.md.
 *
 *   node models/training/extractor/real/collect.ts --out FOLDER [--only sroie|sroie-text|sroie-damaged|receipts-de|e-invoices]...
 *
 * FOLDER lies outside the project: what is written shows the corpora, which are no part of it. Readings are kept in FOLDER/readings and not
 * made twice. Prints how many of the labelled values were found in the words, and as what. Parts whose corpus is absent are left out.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { collectInvoices } from '../../../../test/bench/labelled/collect-invoices.ts';
import { collectGerman, collectSroie, collectSroieDamaged, collectSroieTexts } from '../../../../test/bench/labelled/collect-receipts.ts';
import type { Labelling } from '../../../../test/bench/labelled/receipt-labels.ts';

const { values: args } = parseArgs({ options: { out: { type: 'string' }, only: { type: 'string', multiple: true } } });
const root = resolve(import.meta.dirname, '..', '..', '..', '..');
const out = resolve(args.out ?? '.');
const say = (text: string): boolean => process.stdout.write(`${text}\n`);
if (args.out === undefined || out === root || out.startsWith(`${root}/`)) {
  say('--out must name a folder outside the project.');
  process.exit(2);
}
const readings = join(out, 'readings');
const PARTS: Readonly<Record<string, () => Promise<readonly Labelling[]>>> = {
  sroie: () => collectSroie(readings),
  'sroie-text': async () => collectSroieTexts(),
  'sroie-damaged': () => collectSroieDamaged(readings),
  'receipts-de': () => collectGerman(readings),
  'e-invoices': () => collectInvoices(readings),
};
mkdirSync(out, { recursive: true });
for (const name of args.only ?? Object.keys(PARTS)) {
  const labellings = (await PARTS[name]?.()) ?? [];
  if (labellings.length === 0) {
    say(`${name}: left out, because its corpus is not here`);
    continue;
  }
  const file = join(out, `${name}.jsonl`);
  writeFileSync(`${file}.part`, labellings.map(({ document }) => `${JSON.stringify(document)}\n`).join(''));
  renameSync(`${file}.part`, file);
  say(`${name}: ${labellings.length} documents, ${count(labellings.map(({ document }) => document.split))}`);
  for (const field of new Set(labellings.flatMap(({ found }) => Object.keys(found)))) {
    say(`  ${field}: ${count(labellings.flatMap(({ found }) => found[field] ?? []))}`);
  }
}

function count(names: readonly string[]): string {
  const counts = Map.groupBy(names, (name) => name);
  return [...counts].map(([name, all]) => `${name} ${all.length}`).join(', ');
}
