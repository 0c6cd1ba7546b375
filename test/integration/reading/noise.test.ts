import { expect, it } from 'vitest';
import { READING_LIMITS } from '../../../src-main/engine/reading/limits.ts';
import { readPile } from '../../bench/reading/read-pages.ts';
import { noisePictures } from './noise-pictures.ts';

/** Every kind of noise a few times; `NOISE_SAMPLE=all`, or `npm run bench:read -- --part robust`, takes all hundred. */
const COUNT = process.env['NOISE_SAMPLE'] === 'all' ? 100 : 30;
const MOST_BYTES = 1024 ** 3;
/** For the whole of it on a busy machine; what a single page may take is the reader's own limit. */
const WHOLE_RUN_MS = 900_000;

it(
  'pictures that are no documents end as a result, no reader hangs on them or dies of them, and together they stay below 1 GB',
  async () => {
    const pictures = noisePictures().slice(0, COUNT);
    const { pages, peak } = await readPile(
      pictures.map(({ name, bytes }) => ({ id: name, bytes })),
      'own',
      2,
    );
    const slowest = pages.toSorted((a, b) => b.wallMs - a.wallMs).slice(0, 3);
    console.log(`slowest: ${slowest.map(({ id, wallMs }) => `${id} ${(wallMs / 1000).toFixed(1)} s`).join(', ')}`);
    console.log(`peak of two readers: ${Math.round(peak.resident / 2 ** 20)} MB`);
    // A page that takes longer than its limit ends as `reader_timeout`, a reader that dies as `reader_crashed`: neither is allowed here.
    expect(READING_LIMITS.pageMs).toBeLessThanOrEqual(60_000);
    expect(pages.filter(({ refusal }) => refusal !== undefined).map(({ id, refusal }) => `${id}: ${refusal}`)).toEqual([]);
    expect(pages).toHaveLength(COUNT);
    expect(peak.resident).toBeLessThan(MOST_BYTES);
  },
  WHOLE_RUN_MS,
);
