import { EngineError, type Reading } from '../../../contract/index.ts';
import type { ReaderPool } from '../../ports.ts';
import { factsOf } from '../facts.ts';
import type { ExtractionContext } from '../types.ts';
import { taggerInput } from './tagger-input.ts';
import { type WordTags, wordTags } from './word-tags.ts';

/**
 * Asks the field tagger what the words of a reading are. Undefined where there is nothing to ask about, and where the network is missing or
 * was made for other features: rules work without it. Other failures of the readers are thrown.
 */
export async function tagWords(
  readers: Pick<ReaderPool, 'tag'>,
  reading: Reading,
  context: ExtractionContext,
): Promise<WordTags | undefined> {
  const { tokens, input } = taggerInput(factsOf(reading, context));
  if (tokens.length === 0) return undefined;
  try {
    return wordTags(tokens, await readers.tag(input));
  } catch (error) {
    if (error instanceof EngineError && error.code === 'model_unavailable') return undefined;
    throw error;
  }
}
