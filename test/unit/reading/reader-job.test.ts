import { describe, expect, it } from 'vitest';
import { defaultPoolSize } from '../../../src-main/adapters/reader-pool/create-reader-pool.ts';
import { type Answer, readJob, takeAnswer } from '../../../src-main/adapters/reader-pool/reader-job.ts';
import { readerEnvironment } from '../../../src-main/adapters/reader-pool/reader-process.ts';
import type { ReadResult } from '../../../src-main/engine/ports.ts';
import { FromReader, ToReader } from '../../../src-main/workers/reader-protocol.ts';

const page = (number: number) =>
  ({
    type: 'page' as const,
    id: 1,
    reading: { page: number, width: 10, height: 10, source: 'text' as const, words: [{ text: 'a', box: [0, 0, 1, 1], p: 1, line: 0 }] },
    image: {
      page: number,
      mediaType: 'image/webp' as const,
      bytes: new Uint8Array(3),
      width: 10,
      height: 10,
      dhash: '0'.repeat(64),
      sharpness: 1,
    },
  }) satisfies Answer;
const opened = { type: 'opened', id: 1, mediaType: 'application/pdf', pages: 2 } as const;
const done = { type: 'read', id: 1, source: 'text', reader: 'pdfium', ms: { decode: 1, ocr: 0, tiers: {} }, resident: 7 } as const;

function job() {
  const results: ReadResult[] = [];
  const settle = { resolve: (result: ReadResult) => void results.push(result), reject: () => undefined };
  return { results, job: readJob({ bytes: new Uint8Array(1), name: 'a.pdf' }, settle) };
}

describe('answers of a reader', () => {
  it('gather page by page into one result', () => {
    const { results, job: read } = job();
    expect([opened, page(1), page(2)].map((message) => takeAnswer(read, message).kind)).toEqual(['progress', 'progress', 'progress']);
    const outcome = takeAnswer(read, done);
    expect(outcome).toMatchObject({ kind: 'done', resident: 7 });
    if (outcome.kind === 'done') outcome.settle();
    expect(results[0]).toMatchObject({ mediaType: 'application/pdf', reading: { source: 'text', reader: 'pdfium' } });
    expect(results[0]?.reading.pages).toHaveLength(2);
  });

  it.each<[string, Answer[]]>([
    ['a page before the file was opened', [page(1)]],
    ['a page out of order', [opened, page(2)]],
    ['more pages than announced', [opened, page(1), page(2), page(3)]],
    ['an end before the last page', [opened, page(1), done]],
    ['a second opening', [opened, opened]],
    ['an answer to another question', [{ type: 'classified', id: 1, guesses: [] }]],
  ])('are nonsense with %s', (_, messages) => {
    const { job: read } = job();
    expect(messages.map((message) => takeAnswer(read, message).kind).at(-1)).toBe('nonsense');
  });
});

describe('messages', () => {
  it.each([
    ['a word without text', { ...page(1), reading: { ...page(1).reading, words: [{ text: '', box: [0, 0, 1, 1], p: 1, line: 0 }] } }],
    [
      'a box that is no number',
      { ...page(1), reading: { ...page(1).reading, words: [{ text: 'a', box: [Number.NaN, 0, 1, 1], p: 1, line: 0 }] } },
    ],
    ['a probability above 1', { ...page(1), reading: { ...page(1).reading, words: [{ text: 'a', box: [0, 0, 1, 1], p: 1.2, line: 0 }] } }],
    ['a picture that is larger than a preview', { ...page(1), image: { ...page(1).image, width: 90_000 } }],
    ['a picture of another type', { ...page(1), image: { ...page(1).image, mediaType: 'image/svg+xml' } }],
    ['an unknown error code', { type: 'failed', id: 1, code: 'nothing', broken: false, resident: 1 }],
    ['an unknown type', { type: 'execute' }],
    ['no object', 'hello'],
  ])('from a reader are refused with %s', (_, message) => {
    expect(FromReader.safeParse(page(1)).success).toBe(true);
    expect(FromReader.safeParse(message).success).toBe(false);
  });

  it('to a reader are refused with a file above the limit', () => {
    const options = { reader: 'own', secondReader: 'doubtful', maxSecondRows: 12, secondMs: 5000, languages: ['eng'] };
    expect(ToReader.safeParse({ type: 'open', id: 1, size: 1000, options }).success).toBe(true);
    expect(ToReader.safeParse({ type: 'open', id: 1, size: 2 ** 40, options }).success).toBe(false);
  });
});

describe('pool', () => {
  it('uses both cores of a small machine and at most four of a large one', () => {
    expect([1, 2, 3, 4, 16].map(defaultPoolSize)).toEqual([1, 2, 3, 4, 4]);
  });

  it('gives readers none of the variables that may hold a secret', () => {
    const environment = readerEnvironment({ PATH: '/bin', HOME: '/home/a', MAIL_PASSWORD: 'secret', TMPDIR: '/tmp' });
    expect(new Set(Object.keys(environment))).toEqual(
      new Set(['ELECTRON_RUN_AS_NODE', 'MALLOC_ARENA_MAX', 'MALLOC_TRIM_THRESHOLD_', 'TMPDIR']),
    );
  });
});
