import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createReaderPool } from '../../../src-main/adapters/reader-pool/create-reader-pool.ts';
import { EngineError, type PageReading, Reading } from '../../../src-main/contract/index.ts';

/** A document as pictures or as one file; `key` names its reading in the folder of kept readings ("sroie-blur/033"). */
export type Source = { readonly key: string; readonly pages: () => Promise<readonly Uint8Array[]> };

/** As many documents at once as this; the machine is shared. */
const READERS = 2;

/**
 * Readings of the product's own reader. With a `folder` each is kept there as JSON and not made again, since reading takes
 * a third of a second a page and labelling is tried many times. A document of several pictures is read picture by picture: no file beside the
 * pictures (the XML of an e-invoice) can reach the reader.
 */
export async function readAll(sources: readonly Source[], folder: string | undefined, say = ''): Promise<Map<string, Reading>> {
  const readings = new Map<string, Reading>();
  const waiting: Source[] = [];
  for (const source of sources) {
    const file = fileOf(folder, source.key);
    if (file !== undefined && existsSync(file)) readings.set(source.key, Reading.parse(JSON.parse(readFileSync(file, 'utf8'))));
    else waiting.push(source);
  }
  if (waiting.length === 0) return readings;
  const began = performance.now();
  const count = waiting.length;
  const pool = createReaderPool({ size: READERS });
  const work = async (): Promise<void> => {
    for (let source = waiting.shift(); source !== undefined; source = waiting.shift()) {
      const reading = await readOne(pool, source);
      if (reading === undefined) continue;
      readings.set(source.key, reading);
      keep(fileOf(folder, source.key), reading);
    }
  };
  try {
    await Promise.all(Array.from({ length: READERS }, work));
  } finally {
    await pool.close();
  }
  console.error(`  read ${count} documents ${say}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
  return readings;
}

/** Undefined where the reader refuses a picture; that is told. */
async function readOne(pool: ReturnType<typeof createReaderPool>, { key, pages }: Source): Promise<Reading | undefined> {
  const read: Reading[] = [];
  try {
    for (const bytes of await pages()) read.push((await pool.read({ bytes, name: key })).reading);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    console.error(`  ${key}: refused with ${error.code}`);
    return undefined;
  }
  return joined(read);
}

/** One reading of the readings of single pages. */
export function joined(readings: readonly Reading[]): Reading | undefined {
  const [first] = readings;
  if (first === undefined) return undefined;
  const pages: PageReading[] = readings.flatMap(({ pages }) => pages).map((page, index) => ({ ...page, page: index + 1 }));
  return { source: first.source, reader: first.reader, pages };
}

function fileOf(folder: string | undefined, key: string): string | undefined {
  return folder === undefined ? undefined : join(folder, `${key}.json`);
}

/** Whole or not at all: a half-written reading would be taken for one later. */
function keep(file: string | undefined, reading: Reading): void {
  if (file === undefined) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, JSON.stringify(reading));
  renameSync(`${file}.part`, file);
}
