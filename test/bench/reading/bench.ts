import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createReaderPool } from '../../../src-main/adapters/reader-pool/create-reader-pool.ts';
import { haveSroie, SROIE } from '../extraction/corpus.ts';
import type { Section } from '../report.ts';
import { DAMAGES, damaged } from './damage.ts';
import { type Column, type PageRead, type Picture, type Pile, readOne, readPile } from './read-pages.ts';
import { type Labelled, receiptsOf, type Split, spread } from './split.ts';
import type { Figure } from './targets.ts';

/** Where the reader's networks lie. */
const MODELS = join(import.meta.dirname, '..', '..', '..', 'models', 'reader', 'v1');

/** What a part of the measurement gives: rows of the table, tables of its own, and drawings by file name. */
export type PartResult = {
  readonly figures: readonly Figure[];
  readonly sections: readonly Section[];
  readonly drawings?: Readonly<Record<string, string>>;
};

/** A part answers with words where something that it needs is not here. */
export type Part = (bench: Bench) => Promise<PartResult | string>;

export type BenchOptions = {
  readonly split: Split;
  readonly isQuick: boolean;
  readonly columns: readonly Column[];
  /** Folder of other networks than the product's. */
  readonly models: string | undefined;
  /** Folder for pictures to look at; they show receipts and never go into the project. */
  readonly sheet: string | undefined;
};

const QUICK = 20;
const DAMAGED = { whole: 32, quick: 10 } as const;

/** What the parts share: which receipts are measured, and readings of them that several parts look at. Nothing is read twice. */
export class Bench {
  readonly options: BenchOptions;
  readonly models: string;
  readonly columns: readonly Column[];
  readonly receipts: readonly Labelled[];
  /** Receipts that are damaged on purpose. */
  readonly toDamage: readonly Labelled[];
  readonly #piles = new Map<string, Promise<Pile>>();
  readonly #pictures = new Map<string, Promise<Uint8Array>>();

  constructor(options: BenchOptions) {
    this.options = options;
    this.models = options.models ?? MODELS;
    this.columns = options.columns;
    const all = haveSroie() ? receiptsOf(options.split) : [];
    this.receipts = options.isQuick ? spread(all, QUICK) : all;
    this.toDamage = spread(all, options.isQuick ? DAMAGED.quick : DAMAGED.whole);
  }

  /** All receipts, one after another by a pool of one reader. */
  oneByOne(column: Column): Promise<Pile> {
    return this.#once(`one by one ${column}`, () => readPile(this.receipts.map(clean), column, 1, this.models));
  }

  /** All receipts by a pool of two readers. */
  inBulk(column: Column): Promise<Pile> {
    return this.#once(`in bulk ${column}`, () => readPile(this.receipts.map(clean), column, 2, this.models));
  }

  /** The receipts to be damaged, damaged in the way of that name, or as they are. */
  damaged(column: Column, name: string | undefined): Promise<Pile> {
    const damage = DAMAGES.find((one) => one.name === name);
    const pictures = this.toDamage.map((receipt) =>
      damage === undefined
        ? clean(receipt)
        : { id: receipt.id, bytes: () => this.#picture(`${name} ${receipt.id}`, () => damaged(damage, receipt.id, bytesOf(receipt.id))) },
    );
    return this.#once(`${name ?? 'clean'} ${column}`, () => readPile(pictures, column, 2, this.models));
  }

  #once(key: string, read: () => Promise<Pile>): Promise<Pile> {
    const pile = this.#piles.get(key) ?? told(key, read());
    this.#piles.set(key, pile);
    return pile;
  }

  #picture(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const picture = this.#pictures.get(key) ?? make();
    this.#pictures.set(key, picture);
    return picture;
  }
}

/** Which pages were refused and why, for a line of text: a machine that is too busy makes readers late, and their pages count as unread. */
export function refusalsOf(pages: readonly PageRead[]): string {
  const refused = pages.flatMap(({ id, refusal }) => (refusal === undefined ? [] : [`${id} ${refusal}`]));
  return refused.length === 0 ? '' : `; refused: ${refused.join(', ')}`;
}

/** A word on how far the measurement is, since a whole run takes a while. */
async function told(key: string, pile: Promise<Pile>): Promise<Pile> {
  const { pages, wallMs } = await pile;
  console.error(`  read ${pages.length} pages, ${key}: ${(wallMs / 1000).toFixed(0)} s${refusalsOf(pages)}`);
  return pile;
}

function clean({ id }: Labelled): Picture {
  return { id, bytes: () => bytesOf(id) };
}

export function bytesOf(id: string): Uint8Array {
  return readFileSync(join(SROIE, 'img', `${id}.jpg`));
}

/** Why the column of this reader cannot be measured; undefined where it can. */
export async function whyNotOwn(models = MODELS): Promise<string | undefined> {
  if (!existsSync(join(models, 'manifest.json'))) return `${models} holds no reader`;
  if (!haveSroie()) return undefined;
  const pool = createReaderPool({ size: 1, readerModelDir: models });
  try {
    const [receipt] = receiptsOf('val');
    if (receipt === undefined) return undefined;
    const { reading, refusal } = await readOne(pool, clean(receipt), 'own');
    if (reading === undefined) return `it refuses with ${refusal}`;
    return reading.reader.startsWith('tickmark-reader') ? undefined : `pages are read by ${reading.reader}`;
  } finally {
    await pool.close();
  }
}
