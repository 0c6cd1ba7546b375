/** Rows of the network's table of hashed pieces of text; row 0 is "nothing". */
export const BUCKETS = 8_192;

/** Pieces of a word that are looked up: the word, its shape, its ends, pairs with its neighbours, trigrams. */
export const PIECES = 16;

const TRIGRAMS_FROM = 9;
const MARKS = /\p{M}/gu;

/** Upper case without accents, digits all 0: what a word is known by, whatever its numbers are. */
export function plainWord(text: string): string {
  return text.normalize('NFKD').replace(MARKS, '').toUpperCase().replace(/\d/g, '0').slice(0, 40);
}

/** Kinds of characters whatever their case, runs of more than two shortened to two: `INV-00123` is `aa-00`, `12.50` is `00.00`, `Total:` is `aa:`. */
export function shapeOf(text: string): string {
  return text
    .slice(0, 40)
    .replace(/\p{L}/gu, 'a')
    .replace(/\p{Nd}/gu, '0')
    .replace(/(.)\1{2,}/gu, '$1$1');
}

/**
 * Indices into the table for each word of a row, `PIECES` a word. Sees the row's words alone, so that the same row always gives the same
 * indices.
 */
export function rowHashes(texts: readonly string[]): Int32Array {
  const plain = texts.map(plainWord);
  const indices = new Int32Array(texts.length * PIECES);
  for (const [i, word] of plain.entries()) {
    const bare = word.replace(/[^\p{L}0]+/gu, '');
    let k = i * PIECES;
    const add = (kind: string, text: string) => {
      indices[k++] = 1 + (hashOf(kind, text) % (BUCKETS - 1));
    };
    add('w', word);
    add('b', bare);
    add('s', shapeOf(texts[i] ?? ''));
    add('p', word.slice(0, 3));
    add('e', word.slice(-3));
    add('P', bare.slice(0, 5));
    add('E', bare.slice(-4));
    add('l', `${plain[i - 1] ?? ''} ${word}`);
    add('r', `${word} ${plain[i + 1] ?? ''}`);
    for (let t = 0; t + TRIGRAMS_FROM < PIECES && t + 3 <= bare.length; t++) add('t', bare.slice(t, t + 3));
  }
  return indices;
}

/** FNV-1a of 32 bits over a letter for the kind of piece and its characters, mixed once more so that the remainder uses all bits. */
function hashOf(kind: string, text: string): number {
  let hash = Math.imul(2166136261 ^ kind.charCodeAt(0), 16777619);
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
