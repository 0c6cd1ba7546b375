import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readPile } from '../../bench/reading/read-pages.ts';
import { randomFrom } from '../../unit/reading/draw-text.ts';

const folder = fileURLToPath(new URL('../../../../shared/corpora/pdf-robustness', import.meta.url));
const isHere = existsSync(folder);
if (!isHere) console.log('skipped: the odd, broken and hostile PDFs (../shared/corpora/pdf-robustness) are not here');

/** All of them take about a minute; the default run takes a sample that is the same every time. `PDF_SAMPLE=all` reads all. */
function sample(): string[] {
  const names = isHere
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.pdf'))
        .toSorted()
    : [];
  if (process.env['PDF_SAMPLE'] === 'all') return names;
  const random = randomFrom(42);
  return names
    .map((name) => ({ name, order: random() }))
    .toSorted((a, b) => a.order - b.order)
    .slice(0, 40)
    .map(({ name }) => name);
}

const MOST_BYTES = 1024 ** 3;
/** For the whole of it on a busy machine; what a single page may take is the reader's own limit. */
const WHOLE_RUN_MS = 900_000;

describe.skipIf(!isHere)('odd, broken and hostile PDFs', () => {
  it(
    'each end as pages or as a named refusal, no reader hangs on them or dies of them, and together they stay below 1 GB',
    async () => {
      const { pages, peak } = await readPile(
        sample().map((name) => ({ id: name, bytes: () => readFileSync(`${folder}/${name}`) })),
        'own',
        2,
      );
      const slowest = pages.toSorted((a, b) => b.wallMs - a.wallMs).slice(0, 3);
      console.log(`slowest: ${slowest.map(({ id, wallMs }) => `${id} ${(wallMs / 1000).toFixed(1)} s`).join(', ')}`);
      console.log(`peak of two readers: ${Math.round(peak.resident / 2 ** 20)} MB`);
      const allowed = new Set([undefined, 'file_truncated', 'pdf_encrypted', 'too_many_pages']);
      expect(pages.filter(({ refusal }) => !allowed.has(refusal)).map(({ id, refusal }) => `${id}: ${refusal}`)).toEqual([]);
      expect(pages.filter(({ reading }) => reading !== undefined).length).toBeGreaterThan(pages.length * 0.9);
      expect(peak.resident).toBeLessThan(MOST_BYTES);
    },
    WHOLE_RUN_MS,
  );
});
