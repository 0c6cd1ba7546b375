import type { Reading } from '../../../src-main/contract/index.ts';
import { tagWords, type WordTags } from '../../../src-main/engine/extraction/index.ts';
import type { ExtractionContext } from '../../../src-main/engine/extraction/types.ts';
import { loadFieldTagger } from '../../../src-main/workers/field-tagger.ts';

/** The tagger that the product ships. */
export const PRODUCT_TAGGER = new URL('../../../models/extractor/v1/', import.meta.url).pathname;

/** Tags of readings by a network that runs in this process: the documents of a bench are no strangers. */
export async function localTagger(
  modelDir: string,
): Promise<(reading: Reading, context: ExtractionContext) => Promise<WordTags | undefined>> {
  const readers = await loadFieldTagger(modelDir);
  return (reading, context) => tagWords(readers, reading, context);
}
