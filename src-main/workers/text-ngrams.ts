/**
 * Text to hashed character n-grams. `models/training/coding/features.py` holds the same definition; `golden.json` beside each model ties
 * the two, so change them together or not at all.
 */
export type NgramFeatures = { readonly buckets: number; readonly minGram: number; readonly maxGram: number };

/** Longest list that is read of one text; a line item has some 60 to 150. */
const MAX_INDICES = 512;

const UTF8 = new TextEncoder();

/** NFKD, lower case, no combining marks, every digit 0, everything but letters and digits a single space. */
export function normaliseText(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/\p{Nd}/gu, '0')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Indices 1 to `buckets` (0 is padding), in order: for each word w, padded as `<w>`, all n-grams of `minGram` to `maxGram` code points, then
 * `=w` for the whole word. Empty for a text without letters and digits.
 */
export function ngramIndices(text: string, { buckets, minGram, maxGram }: NgramFeatures): number[] {
  const indices: number[] = [];
  for (const word of normaliseText(text).split(' ')) {
    if (word === '') continue;
    const padded = ['<', ...word, '>'];
    for (let n = minGram; n <= maxGram; n += 1) {
      for (let at = 0; at + n <= padded.length; at += 1) indices.push(1 + (fnv1a(padded.slice(at, at + n).join('')) % buckets));
    }
    indices.push(1 + (fnv1a(`=${word}`) % buckets));
    if (indices.length >= MAX_INDICES) break;
  }
  return indices.slice(0, MAX_INDICES);
}

/** FNV-1a over the UTF-8 bytes, 32 bits. */
export function fnv1a(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of UTF8.encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}
