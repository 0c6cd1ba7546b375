import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A label of a corpus that its picture contradicts. `shown` is what the picture says, in the form of the label; null where it does not show the
 * field so that it can be told.
 */
export type WrongLabel = {
  readonly id: string;
  readonly field: string;
  readonly label: string;
  readonly shown: string | null;
  readonly why?: string;
};

const FILE = join(import.meta.dirname, 'wrong-labels.json');

/** Labels found wrong by looking at the pictures; only suspicious ones were looked at. */
export function wrongLabels(corpus: 'sroie' | 'receipts-de'): readonly WrongLabel[] {
  const all = JSON.parse(readFileSync(FILE, 'utf8')) as Readonly<Record<typeof corpus, readonly WrongLabel[]>>;
  return all[corpus];
}

/** The values of a document with its wrong labels put right; what the picture does not show is left out. */
export function corrected<T extends object>(corpus: 'sroie' | 'receipts-de', id: string, values: T): T {
  const changes = wrongLabels(corpus).filter((one) => one.id === id);
  const entries = changes.map(({ field, shown }) => [field, shown ?? '']);
  return { ...values, ...Object.fromEntries(entries) };
}
