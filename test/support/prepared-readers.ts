import { createHash } from 'node:crypto';
import { EngineError, type Reading, type Word } from '../../src-main/contract/index.ts';
import type { CategoryGuess, ReaderPool, ReadOptions, ReadRequest, ReadResult } from '../../src-main/engine/ports.ts';

/** Height of a line of the page, as a fraction of it: thirty lines fit. */
const LINE = 0.03;
/** Width of a character. */
const CHARACTER = 0.012;

export type PreparedReaders = ReaderPool & {
  /** Names of the files that were read, in order of the start. */
  readonly started: string[];
  /** Called before a file is read: throws to let the reading fail, waits to make it slow. */
  before: (name: string, signal: AbortSignal | undefined) => Promise<void> | void;
  /** What was asked for each file, in order of the start. */
  readonly options: (ReadOptions | undefined)[];
  /** Changes what a reading came to: another reader, other tiers. */
  after: (result: ReadResult) => ReadResult;
  guess: (text: string) => readonly CategoryGuess[];
};

/**
 * A pool for tests that are not about reading: the bytes are text, and each line of it becomes a line of words. Two files have pictures as
 * different as their bytes, unless both hold a line `picture: <name>`.
 */
export function preparedReaders(size = 2): PreparedReaders {
  return {
    size,
    started: [],
    options: [],
    before: () => undefined,
    after: (result) => result,
    guess: () => [],
    async read(request) {
      this.started.push(request.name);
      this.options.push(request.options);
      await this.before(request.name, request.signal);
      request.onProgress?.({ page: 1, pages: 1 });
      return this.after(read(request));
    },
    async classify(texts) {
      return texts.map((text) => this.guess(text));
    },
    // Words without a picture: rules work alone, as they do where the network is missing.
    tag: () => Promise.reject(new EngineError('model_unavailable')),
    close: async () => undefined,
  };
}

function read({ bytes }: ReadRequest): ReadResult {
  const lines = Buffer.from(bytes).toString('utf8').split('\n');
  const picture = lines.find((line) => line.startsWith('picture: '));
  const dhash = createHash('sha256')
    .update(picture ?? bytes)
    .digest('hex');
  const words = lines.filter((line) => line !== picture).flatMap(wordsOf);
  const page = { page: 1, width: 800, height: 1200, source: 'text' as const, words };
  const reading: Reading = { source: 'text', reader: 'prepared', pages: [page] };
  const image = { page: 1, mediaType: 'image/webp' as const, bytes: Buffer.from(`picture ${dhash}`), width: 800, height: 1200 };
  return {
    mediaType: 'image/jpeg',
    reading,
    images: [{ ...image, dhash, sharpness: 900 }],
    ms: { decode: 1, ocr: 2, tiers: { text: { count: 1, ms: 2 } } },
  };
}

function wordsOf(text: string, line: number): Word[] {
  return [...text.matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    box: [0.05 + match.index * CHARACTER, 0.05 + line * LINE, match[0].length * CHARACTER, LINE * 0.7],
    p: 1,
    line,
  }));
}

/** The error once for each of the file's first `times` readings. */
export function failing(error: () => EngineError, name: string, times: number): PreparedReaders['before'] {
  let left = times;
  return (read) => {
    if (read === name && left > 0) {
      left -= 1;
      throw error();
    }
  };
}
