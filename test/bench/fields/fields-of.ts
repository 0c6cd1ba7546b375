import type { Extraction, Reading } from '../../../src-main/contract/index.ts';
import { extract } from '../../../src-main/engine/extraction/index.ts';
import type { ExtractionContext } from '../../../src-main/engine/extraction/types.ts';
import { localTagger, PRODUCT_TAGGER } from '../extraction/local-tagger.ts';

/** The product's network, or another one's folder from the environment, to compare two. */
const tagger = localTagger(process.env['TICKMARK_TAGGER'] ?? PRODUCT_TAGGER);

/**
 * What the product makes of the words of a document, and the milliseconds that took, features and network included: the one place where this
 * bench calls it.
 */
export async function fieldsOf(reading: Reading, context: ExtractionContext): Promise<{ extraction: Extraction; ms: number }> {
  const tags = await tagger;
  const began = performance.now();
  const extraction = extract(reading, context, await tags(reading, context));
  return { extraction, ms: performance.now() - began };
}

/** Probability that both values without which nothing can be posted are right, as the product tells it: as if the two were independent. */
export function documentP({ fields }: Extraction): number | undefined {
  const [total, date] = [fields.total?.p, fields.date?.p];
  return total === undefined || date === undefined ? undefined : total * date;
}
