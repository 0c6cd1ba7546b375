/**
 * Reads rendered documents (see `render.py`) with the product's reader and writes them with the tags of what was drawn.
 *
 *   node models/training/extractor/read-rendered.ts --in FOLDER --out FILE.jsonl [--first N] [--count N]
 *
 * A word that was read has the tag of the drawn word in its place; what was read where nothing was drawn is `other`.
 * Truth stays what the paper says, however badly it was read. At the end: which share of drawn words and of values was found.
 */
import { closeSync, openSync, readdirSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createReaderPool } from '../../../src-main/adapters/reader-pool/create-reader-pool.ts';
import { EngineError, type PageReading } from '../../../src-main/contract/index.ts';
import { Found } from './rendered-found.ts';
import { carried, type DrawnWord, type TaggedWord } from './rendered-words.ts';

type DrawnPage = {
  readonly page: number;
  readonly image: string;
  readonly width: number;
  readonly height: number;
  readonly words: readonly DrawnWord[];
};
type Drawn = { readonly id: string; readonly variant: string; readonly pages: readonly DrawnPage[] } & Readonly<Record<string, unknown>>;

/** As many at once as this; the machine is shared. */
const READERS = 2;
/** Documents of whose drawn words fewer were found are no good: the picture was beyond reading. */
const LEAST_FOUND = 0.3;

const { values: args } = parseArgs({
  options: {
    in: { type: 'string' },
    out: { type: 'string' },
    first: { type: 'string', default: '0' },
    count: { type: 'string', default: '1000000' },
  },
});
if (args.in === undefined || args.out === undefined) throw new Error('usage: read-rendered.ts --in FOLDER --out FILE.jsonl');
await readFolder(args.in, args.out, Number(args.first), Number(args.count));

async function readFolder(folder: string, out: string, first: number, count: number): Promise<void> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const waiting = names.toSorted().slice(first, first + count);
  const began = performance.now();
  const found = new Found();
  const pool = createReaderPool({ size: READERS });
  const file = openSync(`${out}.part`, 'w');
  let [pages, left] = [0, 0];
  const work = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const drawn = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Drawn;
      const document = await readOne(pool, folder, drawn, found);
      pages += drawn.pages.length;
      if (document === undefined) left++;
      else writeSync(file, `${JSON.stringify(document)}\n`);
    }
  };
  try {
    await Promise.all(Array.from({ length: READERS }, work));
  } finally {
    await pool.close();
    closeSync(file);
  }
  renameSync(`${out}.part`, out);
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(
    `${pages} pages in ${seconds.toFixed(0)} s, ${(seconds / Math.max(1, pages)).toFixed(2)} s a page, ${left} documents left out\n`,
  );
  process.stdout.write(found.report());
}

/** Undefined where a page was refused, read in another order than it was drawn (upside down) or hardly read at all. */
async function readOne(pool: ReturnType<typeof createReaderPool>, folder: string, drawn: Drawn, found: Found): Promise<unknown> {
  const pages: (Omit<PageReading, 'words'> & { words: TaggedWord[] })[] = [];
  const hits: { word: DrawnWord; isFound: boolean }[] = [];
  let isFitted = true;
  for (const page of drawn.pages) {
    try {
      const { reading } = await pool.read({ bytes: readFileSync(join(folder, page.image)), name: page.image });
      const [read] = reading.pages;
      if (read === undefined) return undefined;
      const result = carried(read.words, page.words, read.width, read.height, [page.width, page.height]);
      if (!result.isFitted && page.words.length > 0) {
        isFitted = false;
        process.stderr.write(`  ${page.image}: ${read.words.length} words read that cannot be laid on the ${page.words.length} drawn\n`);
      }
      hits.push(...page.words.map((word, i) => ({ word, isFound: result.found[i] ?? false })));
      pages.push({ ...read, page: page.page, words: result.words });
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      process.stderr.write(`  ${page.image}: refused with ${error.code}\n`);
      return undefined;
    }
  }
  found.add(drawn.variant, hits);
  const share = hits.filter(({ isFound }) => isFound).length / Math.max(1, hits.length);
  return !isFitted || share < LEAST_FOUND ? undefined : { ...drawn, pages };
}
