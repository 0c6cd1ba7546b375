import { afterAll, beforeAll, expect, it } from 'vitest';
import { createReaderPool, type StartedReaderPool } from '../../../src-main/adapters/reader-pool/create-reader-pool.ts';
import { EngineError } from '../../../src-main/contract/index.ts';
import { READING_LIMITS } from '../../../src-main/engine/reading/limits.ts';
import { memoryOf } from '../../bench/machine.ts';
import { noisePictures } from './noise-pictures.ts';

/** Every kind of noise a few times; `npm run bench:read -- --part robust` takes all hundred, and the broken PDFs. */
const COUNT = process.env['NOISE_SAMPLE'] === 'all' ? 100 : 30;
const MOST_BYTES = 1024 ** 3;

let pool: StartedReaderPool;
beforeAll(() => {
  pool = createReaderPool({ size: 2 });
});
afterAll(() => pool.close());

it('pictures that are no documents end as a result or a named refusal, no reader dies of them, and together they stay below 1 GB', async () => {
  let peak = 0;
  const sampler = setInterval(() => {
    peak = Math.max(peak, memoryOf(pool.pids()).resident);
  }, 200);
  const pictures = noisePictures().slice(0, COUNT);
  const before = pool.pids();
  const outcomes: { name: string; outcome: string }[] = [];
  const next = async (): Promise<void> => {
    for (let picture = pictures.shift(); picture !== undefined; picture = pictures.shift()) {
      const { name, bytes } = picture;
      const outcome = await pool.read({ bytes: await bytes(), name }).then(
        ({ reading, images }) => (reading.pages.length === images.length ? 'read' : 'pages are missing'),
        (error: unknown) => (error instanceof EngineError ? error.code : String(error)),
      );
      outcomes.push({ name, outcome });
    }
  };
  await Promise.all([next(), next()]);
  clearInterval(sampler);
  // A page that takes longer than its limit ends as `reader_timeout`, a reader that dies as `reader_crashed`: neither is allowed here.
  expect(outcomes.filter(({ outcome }) => outcome !== 'read')).toEqual([]);
  expect(outcomes).toHaveLength(COUNT);
  expect(peak).toBeLessThan(MOST_BYTES);
  expect(READING_LIMITS.pageMs).toBeLessThanOrEqual(60_000);
  expect(before.every((pid) => pool.pids().includes(pid))).toBe(true);
});
