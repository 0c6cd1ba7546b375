/**
 * Writes `validation.jsonl.gz`, the documents on which CI measures the network that is shipped: every so many of generated and of rendered ones.
 *
 *   node models/training/extractor/validation-set.ts FOLDER/held/documents-val.jsonl FOLDER/rendered-val.jsonl
 *
 * Neither was trained on (README.md: `generate.py --seed 99`, `render.py --seed 909 --split val`). Only what measuring needs is kept.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Labelled } from './training-context.ts';

/** Documents of each file; all together stay below 300 kB. */
const EACH = 36;

const lines = process.argv.slice(2).flatMap((file) => {
  const all = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const step = all.length / EACH;
  return Array.from({ length: EACH }, (_, i) => all[Math.floor(i * step)] ?? '').map((line) => slim(JSON.parse(line) as Labelled & Shown));
});
writeFileSync(join(import.meta.dirname, 'validation.jsonl.gz'), gzipSync(`${lines.join('\n')}\n`, { level: 9 }));

type Shown = { readonly country?: string; readonly truth: unknown };

function slim({ id, source, supplierKey, type, language, country, currency, truth, pages }: Labelled & Shown): string {
  const short = (value: number): number => Math.round(value * 10_000) / 10_000;
  const words = (page: Labelled['pages'][number]) =>
    page.words.map(({ text, box, p, line, tag, item }) => ({
      ...{ text, box: box.map(short), p: Math.round(p * 100) / 100, line, tag },
      ...(item === undefined ? {} : { item }),
    }));
  const kept = pages.map(({ page, width, height, source: by, ...rest }) => ({
    page,
    width,
    height,
    source: by,
    words: words({ page, width, height, source: by, ...rest }),
  }));
  return JSON.stringify({ id, source, supplierKey, split: 'val', type, language, country, currency, truth, pages: kept });
}
