import { createReaderPool, type StartedReaderPool } from '../../../src-main/adapters/reader-pool/create-reader-pool.ts';
import { EngineError, type Reading } from '../../../src-main/contract/index.ts';
import type { PageImage, ReadResult } from '../../../src-main/engine/ports.ts';
import { type Memory, memoryOf, processorMs } from '../machine.ts';

/** The two columns of the table: the second reader on whole pages, as it read before, and the whole way of a page of this release. */
export type Column = 'tesseract' | 'own';

/** A file to be read; its bytes are fetched when it is its turn. */
export type Picture = { readonly id: string; readonly bytes: () => Uint8Array | Promise<Uint8Array> };

export type PageRead = {
  readonly id: string;
  /** Undefined where reading was refused; `refusal` then says why. */
  readonly reading: Reading | undefined;
  readonly refusal: string | undefined;
  readonly image: PageImage | undefined;
  readonly ms: ReadResult['ms'];
  /** From the hand-over of the bytes to the answer; with several files at once this includes waiting for a reader. */
  readonly wallMs: number;
};

export type Pile = {
  readonly pages: readonly PageRead[];
  readonly wallMs: number;
  /** Processor time of the readers for all pages together; too little where a reader was replaced in between. */
  readonly processorMs: number;
  readonly peak: Memory;
};

/** Between two looks at the memory of the readers. */
const SAMPLE_MS = 150;

/**
 * Reads the pictures with a pool of `size` readers, at most `size` at a time, after one picture that warms the readers and does not
 * count. Peak memory is that of the reader processes together, this one left out. `models`: other networks than the product's.
 */
export async function readPile(pictures: readonly Picture[], column: Column, size: number, models?: string): Promise<Pile> {
  const pool = createReaderPool({ size, ...(models === undefined ? {} : { readerModelDir: models }) });
  try {
    const first = pictures[0];
    if (first !== undefined) await Promise.all(Array.from({ length: size }, () => readOne(pool, first, column)));
    return await watched(pool, async () => {
      const waiting = [...pictures];
      const pages: PageRead[] = [];
      const work = async (): Promise<void> => {
        for (let picture = waiting.shift(); picture !== undefined; picture = waiting.shift()) {
          pages.push(await readOne(pool, picture, column));
        }
      };
      await Promise.all(Array.from({ length: size }, work));
      return pages.toSorted((a, b) => a.id.localeCompare(b.id));
    });
  } finally {
    await pool.close();
  }
}

async function watched(pool: StartedReaderPool, work: () => Promise<PageRead[]>): Promise<Pile> {
  let peak: Memory = { resident: 0, proportional: 0 };
  const sampler = setInterval(() => {
    const now = memoryOf(pool.pids());
    peak = { resident: Math.max(peak.resident, now.resident), proportional: Math.max(peak.proportional, now.proportional) };
  }, SAMPLE_MS);
  const began = performance.now();
  const before = processorMs(pool.pids());
  try {
    const pages = await work();
    return { pages, wallMs: performance.now() - began, processorMs: processorMs(pool.pids()) - before, peak };
  } finally {
    clearInterval(sampler);
  }
}

/** Reads one picture; a refusal is an outcome, anything else an error of this program. */
export async function readOne(pool: StartedReaderPool, picture: Picture, column: Column): Promise<PageRead> {
  const bytes = await picture.bytes();
  const began = performance.now();
  try {
    const { reading, images, ms } = await pool.read({ bytes, name: picture.id, options: { reader: column } });
    return { id: picture.id, reading, refusal: undefined, image: images[0], ms, wallMs: performance.now() - began };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const ms = { decode: 0, ocr: 0, tiers: {} };
    return { id: picture.id, reading: undefined, refusal: error.code, image: undefined, ms, wallMs: performance.now() - began };
  }
}

/** Words of all pages in reading order. */
export function wordsOf({ reading }: PageRead): string[] {
  return reading?.pages.flatMap((page) => page.words.map(({ text }) => text)) ?? [];
}
