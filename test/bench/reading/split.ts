import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SROIE, type Truth } from '../extraction/corpus.ts';

/** `train` and `val` made the networks; on `test` nothing was ever tuned. */
export type Split = 'train' | 'val' | 'test';

/** A labelled receipt: the id of its files and what its key says. */
export type Labelled = { readonly id: string; readonly truth: Truth };

/** Merchants with more receipts than this are training material: in a test they would drown the others. */
const CHAIN = 10;

/** What a company is known by: branches of a chain share their first five letters. */
export function companyKey(company: string): string {
  return company
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 5);
}

/** FNV-1a of 32 bits over the characters. */
export function hashOf(key: string): number {
  let hash = 2166136261;
  for (const sign of key) hash = Math.imul(hash ^ sign.charCodeAt(0), 16777619) >>> 0;
  return hash;
}

/**
 * The split that a company belongs to; `receipts` is how many of the corpus are of it. The same rule as in `corpus.py` of the training:
 * no company is in two splits, and `test` lies within the half that the extraction's weights never saw.
 */
export function splitOf(company: string, receipts: number): Split {
  const hash = hashOf(companyKey(company));
  if (receipts > CHAIN) return 'train';
  const isTestHalf = (hash >>> 8) % 2 !== 0;
  if (isTestHalf && (hash >>> 16) % 5 < 4) return 'test';
  return !isTestHalf && (hash >>> 16) % 4 === 0 ? 'val' : 'train';
}

/** The receipts of a split, by id. */
export function receiptsOf(split: Split): Labelled[] {
  const all = labelled();
  const sizes = new Map<string, number>();
  for (const { truth } of all) sizes.set(companyKey(truth.company), (sizes.get(companyKey(truth.company)) ?? 0) + 1);
  return all.filter(({ truth }) => splitOf(truth.company, sizes.get(companyKey(truth.company)) ?? 0) === split);
}

/** At most `count` of the receipts, of as many companies as there are: each company's first, then each one's second; by id. */
export function spread(receipts: readonly Labelled[], count: number): Labelled[] {
  const seen = new Map<string, number>();
  const ranked = receipts.map((receipt) => {
    const key = companyKey(receipt.truth.company);
    const rank = seen.get(key) ?? 0;
    seen.set(key, rank + 1);
    return { receipt, rank };
  });
  return ranked
    .toSorted((a, b) => a.rank - b.rank || a.receipt.id.localeCompare(b.receipt.id))
    .slice(0, count)
    .map(({ receipt }) => receipt)
    .toSorted((a, b) => a.id.localeCompare(b.id));
}

function labelled(): Labelled[] {
  return readdirSync(join(SROIE, 'key'))
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => ({ id: basename(name, '.json'), truth: JSON.parse(readFileSync(join(SROIE, 'key', name), 'utf8')) as Truth }));
}
