import type { DocumentDetail } from '../../src-main/contract/document.ts';
import type { ReadingTier, WordReader } from '../../src-main/contract/reading.ts';

/** Who read a word, as people call them. */
export function readerWord(reader: WordReader): string {
  return reader === 'own' ? 'Own reader' : 'Second reader';
}

const TIER_WORDS: Record<ReadingTier, string> = {
  text: 'Text layer',
  'e-invoice': 'E-invoice data',
  own: 'Own reader',
  second: 'Second reader',
};

/** A way to words, as people call it. */
export function tierWord(tier: ReadingTier): string {
  return TIER_WORDS[tier];
}

/** How a document was read, in a few words; undefined while it was not. */
export function readByWords({ source, times }: Pick<DocumentDetail, 'source' | 'times'>): string | undefined {
  if (source === 'text') return 'Read from its text';
  if (source === 'e-invoice') return 'Read as an e-invoice';
  if (!source) return undefined;
  const { own, second } = times?.tiers ?? {};
  if (own) return second ? 'Read by two readers' : 'Read by the own reader';
  return second ? 'Read by the second reader' : 'Read from the picture';
}
