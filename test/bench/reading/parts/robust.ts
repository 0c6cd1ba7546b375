import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { noisePictures } from '../../../integration/reading/noise-pictures.ts';
import type { Section } from '../../report.ts';
import type { Bench, PartResult } from '../bench.ts';
import { type Column, type PageRead, type Picture, type Pile, readPile } from '../read-pages.ts';
import { written } from '../targets.ts';

const PDFS = new URL('../../../../../shared/corpora/pdf-robustness/', import.meta.url).pathname;
const QUICK_STEP = 8;
const MEGABYTE = 2 ** 20;
/** What a reader may never answer: it hung or died. */
const LOST = new Set(['reader_timeout', 'reader_crashed']);

/** Odd, broken and hostile PDFs, and pictures of noise: each has to end as a result or a named refusal, in bounded time and memory. */
export async function robust(bench: Bench): Promise<PartResult | string> {
  const pdfs: Picture[] = (existsSync(PDFS) ? readdirSync(PDFS) : [])
    .filter((name) => name.endsWith('.pdf'))
    .toSorted()
    .map((name) => ({ id: name, bytes: () => readFileSync(join(PDFS, name)) }));
  const noise: Picture[] = noisePictures().map(({ name, bytes }) => ({ id: name, bytes }));
  const every = bench.options.isQuick ? QUICK_STEP : 1;
  const main: Column = bench.columns.includes('own') ? 'own' : 'tesseract';
  const piles = new Map<string, Pile>();
  for (const [kind, pictures] of [
    ['PDFs', pdfs],
    ['noise pictures', noise],
  ] as const) {
    const some = pictures.filter((_, i) => i % every === 0);
    if (some.length > 0) piles.set(kind, await readPile(some, main, 2, bench.models));
  }
  const all = [...piles.values()].flatMap(({ pages }) => pages);
  const n = [...piles].map(([kind, { pages }]) => `${pages.length} ${kind}`).join(', ');
  const slowest = Math.max(...all.map(({ wallMs }) => wallMs)) / 1000;
  const peak = Math.max(...[...piles.values()].map((pile) => pile.peak.resident)) / MEGABYTE;
  return {
    figures: [
      { id: 'robust-time', n, [main]: [slowest] },
      { id: 'robust-lost', n, [main]: [lostOf(all).length] },
      { id: 'robust-memory', n, [main]: [peak] },
    ],
    sections: [sectionOf(piles)],
  };
}

function sectionOf(piles: ReadonlyMap<string, Pile>): Section {
  return {
    title: 'Broken PDFs and noise',
    note: 'Through a pool of two readers. Noise: Gaussian, salt and pepper, checkerboards, stripes, marks like text, strokes, waves, flat pictures, odd sizes from 1 × 1 to 9000 × 9000 pixels, coloured noise; ten of each, seeded. "Lost" are files that a reader hung on or died of.',
    columns: ['what', 'files', 'read', 'refused by name', 'lost', 'slowest five', 'peak, resident'],
    rows: [...piles].map(([kind, { pages, peak }]) => [
      kind,
      String(pages.length),
      String(pages.filter(({ refusal }) => refusal === undefined).length),
      refusals(pages),
      lostOf(pages)
        .map(({ id, refusal }) => `${id} ${refusal}`)
        .join(', ') || '0',
      pages
        .toSorted((a, b) => b.wallMs - a.wallMs)
        .slice(0, 5)
        .map(({ id, wallMs }) => `${id} ${(wallMs / 1000).toFixed(1)} s`)
        .join(', '),
      written('MB', [peak.resident / MEGABYTE]),
    ]),
  };
}

const lostOf = (pages: readonly PageRead[]): PageRead[] => pages.filter(({ refusal }) => LOST.has(refusal ?? ''));

function refusals(pages: readonly PageRead[]): string {
  const counts = Map.groupBy(
    pages.flatMap(({ refusal }) => refusal ?? []).filter((code) => !LOST.has(code)),
    (code) => code,
  );
  return [...counts].map(([code, all]) => `${code} ${all.length}`).join(', ') || '0';
}
