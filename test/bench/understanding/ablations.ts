import type { Reading } from '../../../src-main/contract/index.ts';
import { type Scorer, weigh, weighWithTags } from '../../../src-main/engine/extraction/scoring.ts';
import { TAG_WEIGHTS } from '../../../src-main/engine/extraction/tagging/tag-weights.ts';

/** What can be taken away, to see what it buys. */
export const ABLATIONS = ['tags', 'rules', 'arithmetic', 'second'] as const;
export type Ablation = (typeof ABLATIONS)[number];

/** Features by which a sum speaks for a total. */
const ARITHMETIC = ['netTax', 'cashChange', 'rounded', 'unrounded', 'roundedBeside', 'unroundedBeside', 'lines', 'exactCash'];

/** The scorer without a part; undefined where the product's own is meant. */
export function scorerWithout(ablation: Ablation | undefined): Scorer | undefined {
  if (ablation === 'rules')
    return (field, candidates) => candidates.map(({ features }) => weigh(features, { ...TAG_WEIGHTS[field], rules: 0 }));
  if (ablation !== 'arithmetic') return undefined;
  return (field, candidates) =>
    candidates.map(({ features }) => {
      const plain = Object.fromEntries(Object.entries(features).filter(([name]) => !ARITHMETIC.includes(name)));
      return weighWithTags(field, plain, TAG_WEIGHTS);
    });
}

/** The words as the first reader alone left them. */
export function withoutSecondReader(reading: Reading): Reading {
  const pages = reading.pages.map((page) => ({ ...page, words: page.words.map(({ agreed: _a, alternatives: _b, ...word }) => word) }));
  return { ...reading, pages };
}
