import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReaderPool, type StartedReaderPool } from '../../../src-main/adapters/reader-pool/create-reader-pool.ts';
import { EngineError } from '../../../src-main/contract/index.ts';
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

describe.skipIf(!isHere)('odd, broken and hostile PDFs', () => {
  let pool: StartedReaderPool;
  beforeAll(() => {
    pool = createReaderPool({ size: 2 });
  });
  afterAll(() => pool.close());

  it('each end as pages or as a named refusal, and no reader dies of them', async () => {
    const outcomes = await Promise.all(
      sample().map(async (name) => {
        const read = pool.read({ bytes: readFileSync(`${folder}/${name}`), name });
        return read.then(
          ({ reading, images }) => ({ name, outcome: reading.pages.length === images.length ? 'read' : 'pages are missing' }),
          (error: unknown) => ({ name, outcome: error instanceof EngineError ? error.code : String(error) }),
        );
      }),
    );
    const allowed = new Set(['read', 'file_truncated', 'pdf_encrypted', 'too_many_pages']);
    expect(outcomes.filter(({ outcome }) => !allowed.has(outcome))).toEqual([]);
    expect(outcomes.filter(({ outcome }) => outcome === 'read').length).toBeGreaterThan(outcomes.length * 0.9);
  });
});
