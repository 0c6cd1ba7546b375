import type { WordTags } from '../../../src-main/engine/extraction/index.ts';
import { fold } from '../extraction/fitting.ts';
import { localTagger, PRODUCT_TAGGER } from '../extraction/local-tagger.ts';
import type { Labelled } from './documents.ts';

/** Tags of labelled documents, those of real companies in training by the network of the fold that did not see them. */
export async function taggers(whole: string | undefined, folds = ''): Promise<(document: Labelled) => Promise<WordTags | undefined>> {
  const product = await localTagger(whole ?? PRODUCT_TAGGER);
  const parts = await Promise.all(folds.split(',').filter(Boolean).map(localTagger));
  return ({ source, split, supplierKey, reading, context }) => {
    const seen = source === 'sroie' && split === 'train' && parts.length > 0;
    const tagger = seen ? (parts[fold(supplierKey, parts.length)] ?? product) : product;
    return tagger(reading, context);
  };
}
