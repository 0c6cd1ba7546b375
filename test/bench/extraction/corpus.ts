import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Word } from '../../../src-main/contract/index.ts';
import { Currency, LocalDate, Reading } from '../../../src-main/contract/index.ts';
import type { ExtractionContext } from '../../../src-main/engine/extraction/types.ts';

/** The folder of labelled receipts, outside the project; absent on most machines. */
export const SROIE = new URL('../../../../shared/corpora/sroie/', import.meta.url).pathname;

/** Labels of one receipt; a few keys lack the address or hold an empty text. */
export type Truth = { readonly company: string; readonly date: string; readonly address?: string; readonly total: string };
export type Sample = { readonly id: string; readonly truth: Truth; readonly reading: Reading };
export type Half = 'tuning' | 'test';

/** What a Malaysian bookkeeper's client would have set, on a day after the last receipt of the set. */
export const SROIE_CONTEXT: ExtractionContext = { today: LocalDate.parse('2019-12-31'), currency: Currency.parse('MYR'), dateOrder: 'dmy' };

/**
 * Half of the set that a company belongs to. Branches of a chain ("MR. D.I.Y. (M)", "MR D.I.Y. (KUCHAI)") share their first five
 * letters and therefore the half, since five merchants make up a third of all images.
 */
export function halfOf(company: string): Half {
  const key = company
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 5);
  let hash = 2166136261;
  for (const ch of key) hash = Math.imul(hash ^ ch.charCodeAt(0), 16777619) >>> 0;
  return (hash >>> 8) % 2 === 0 ? 'tuning' : 'test';
}

export function haveSroie(): boolean {
  return existsSync(join(SROIE, 'key'));
}

/** Receipts with the words of the truth (`words` absent), or with words of OCR kept as one `Reading` in JSON a receipt in the folder `words`. */
export function sroie(words?: string): Sample[] {
  const samples: Sample[] = [];
  for (const file of readdirSync(join(SROIE, 'key')).sort()) {
    const id = basename(file, '.json');
    const truth = JSON.parse(readFileSync(join(SROIE, 'key', file), 'utf8')) as Truth;
    if (words === undefined) samples.push({ id, truth, reading: truthReading(id) });
    else if (existsSync(join(words, `${id}.json`))) samples.push({ id, truth, reading: readingFrom(join(words, `${id}.json`)) });
  }
  return samples;
}

/** A reading kept as JSON; boxes that leave the page by rounding are accepted as they are. */
export function readingFrom(file: string): Reading {
  return Reading.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** The truth's text lines as a reading: words share their line's box in proportion to their letters. */
function truthReading(id: string): Reading {
  const lines = readFileSync(join(SROIE, 'box', `${id}.csv`), 'utf8')
    .split('\n')
    .map((l) => l.trim().split(','))
    .filter((l) => l.length >= 9);
  const boxes = lines.map((l) => ({
    x0: Number(l[0]),
    y0: Number(l[1]),
    x1: Number(l[4]),
    y1: Number(l[5]),
    text: l.slice(8).join(',').trim(),
  }));
  const width = Math.max(...boxes.map((b) => b.x1)) + 10;
  const height = Math.max(...boxes.map((b) => b.y1)) + 10;
  const words: Word[] = [];
  boxes.forEach((b, line) => {
    for (const m of b.text.matchAll(/\S+/g)) {
      const per = (b.x1 - b.x0) / Math.max(1, b.text.length);
      words.push({
        text: m[0],
        box: [(b.x0 + per * m.index) / width, b.y0 / height, (per * m[0].length) / width, (b.y1 - b.y0) / height],
        p: 1,
        line,
      });
    }
  });
  return {
    source: 'text',
    reader: 'truth',
    pages: [{ page: 1, width: Math.ceil(width), height: Math.ceil(height), source: 'text', words }],
  };
}
