import type { WordReader } from '../../src-main/contract/reading.ts';

/** Who read a word, as people call them. */
export function readerWord(reader: WordReader): string {
  return reader === 'own' ? 'Own reader' : 'Second reader';
}
