import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reading } from '../../../src-main/contract/index.ts';
import { haveSroie, sroie } from '../extraction/corpus.ts';
import { bytesOf } from '../reading/bench.ts';
import { type Labelled, receiptsOf, type Split } from '../reading/split.ts';
import { labelGerman } from './german-labels.ts';
import { readAll, type Source } from './readings.ts';
import { type Labelling, labelReceipt } from './receipt-labels.ts';
import { apply, drawn, RECEIPT_DAMAGES } from './variants.ts';

export const RECEIPTS_DE = new URL('../../../../shared/corpora/receipts-de/', import.meta.url).pathname;

const SPLITS: readonly Split[] = ['train', 'val', 'test'];

/** Damaged variants of a receipt. The reader learned from the training split and reads it nearly without mistakes as it is. */
const VARIANTS = 2;

export const sroieSource = ({ id }: Labelled): Source => ({ key: `sroie/${id}`, pages: async () => [bytesOf(id)] });

/** All SROIE receipts with words of the own reader. */
export async function collectSroie(folder: string | undefined, splits = SPLITS): Promise<Labelling[]> {
  if (!haveSroie()) return [];
  const readings = await readAll(
    splits.flatMap((split) => receiptsOf(split).map(sroieSource)),
    folder,
    'of SROIE',
  );
  return splits.flatMap((split) =>
    receiptsOf(split).flatMap(({ id, truth }) => {
      const reading = readings.get(`sroie/${id}`);
      return reading === undefined ? [] : labelReceipt({ id, key: truth, split, reading });
    }),
  );
}

/** The same receipts with the words of their labels: what a reader without mistakes would see, in capitals. */
export function collectSroieTexts(): Labelling[] {
  if (!haveSroie()) return [];
  const readings = new Map<string, Reading>(sroie().map(({ id, reading }) => [id, reading]));
  return SPLITS.flatMap((split) =>
    receiptsOf(split).flatMap(({ id, truth }) => {
      const reading = readings.get(id);
      return reading === undefined ? [] : labelReceipt({ id, key: truth, split, reading, variant: 'text' });
    }),
  );
}

/** Training receipts damaged in two ways each. */
export async function collectSroieDamaged(folder: string | undefined): Promise<Labelling[]> {
  if (!haveSroie()) return [];
  const wanted = receiptsOf('train').flatMap(({ id, truth }) =>
    drawn(RECEIPT_DAMAGES, id, VARIANTS).map((damage) => ({ id, truth, damage, key: `sroie-${damage.name}/${id}` })),
  );
  const sources = wanted.map(({ id, damage, key }) => ({ key, pages: async () => [await apply(damage, id, bytesOf(id))] }));
  const readings = await readAll(sources, folder, 'damaged');
  return wanted.flatMap(({ id, truth, damage, key }) => {
    const reading = readings.get(key);
    return reading === undefined ? [] : labelReceipt({ id, key: truth, split: 'train', reading, variant: damage.name });
  });
}

/** Names of the German receipts without their ending; none where the corpus is absent. */
export function germanNames(): string[] {
  if (!existsSync(RECEIPTS_DE)) return [];
  return readdirSync(RECEIPTS_DE)
    .filter((name) => name.endsWith('.jpg'))
    .map((name) => name.slice(0, -'.jpg'.length))
    .toSorted();
}

export async function collectGerman(folder: string | undefined): Promise<Labelling[]> {
  const names = germanNames();
  const sources = names.map((name) => ({
    key: `receipts-de/${name}`,
    pages: async () => [readFileSync(join(RECEIPTS_DE, `${name}.jpg`))],
  }));
  const readings = await readAll(sources, folder, 'of German shops');
  return names.flatMap((name) => {
    const reading = readings.get(`receipts-de/${name}`);
    return reading === undefined ? [] : labelGerman(name, reading);
  });
}
