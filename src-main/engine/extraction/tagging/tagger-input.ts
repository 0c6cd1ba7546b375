import type { TaggerInput } from '../../ports.ts';
import type { Facts } from '../facts.ts';
import { type Neighbours, neighboursOf, type Token, tokensOf } from './tokens.ts';
import { PIECES, rowHashes } from './word-hashes.ts';
import { wordNumbers } from './word-numbers.ts';

/** Neighbours in the order of the network's input. */
const NEIGHBOURS = ['above', 'below', 'heading', 'first'] as const satisfies readonly (keyof Neighbours)[];

/**
 * What the field tagger sees of a document: `tokens` says which words its rows stand for. The one definition of its features: training
 * (`models/training/extractor/features.ts`) and use call this function.
 */
export function taggerInput(facts: Facts): { readonly tokens: readonly Token[]; readonly input: TaggerInput } {
  const tokens = tokensOf(facts);
  const pieces = new Int32Array(tokens.length * PIECES);
  for (let from = 0; from < tokens.length; ) {
    const row = tokens[from]?.facts;
    let to = from;
    while (to < tokens.length && tokens[to]?.facts === row) to++;
    const texts = tokens.slice(from, to).map(({ word }) => word.text);
    pieces.set(rowHashes(texts), from * PIECES);
    from = to;
  }
  const neighbours = new Int32Array(tokens.length * NEIGHBOURS.length);
  for (const [i, around] of neighboursOf(tokens).entries()) {
    for (const [k, name] of NEIGHBOURS.entries()) neighbours[i * NEIGHBOURS.length + k] = around[name];
  }
  return { tokens, input: { count: tokens.length, pieces, numbers: wordNumbers(facts, tokens), neighbours } };
}
