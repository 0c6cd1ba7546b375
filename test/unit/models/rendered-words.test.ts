import { describe, expect, it } from 'vitest';
import { carried, type DrawnWord } from '../../../models/training/extractor/rendered-words.ts';
import type { Box, Word } from '../../../src-main/contract/index.ts';

const PAGE = [1000, 1400] as const;

/** Rows of words with tags ("Total 12.30|total"), a letter 1 % wide, rows 4 % apart. */
function drawn(...rows: string[]): DrawnWord[] {
  return rows.flatMap((row, line) =>
    [...row.matchAll(/\S+/g)].map((match): DrawnWord => {
      const [text = '', tag = 'other'] = match[0].split('|');
      return { text, tag, line, box: [0.1 + match.index * 0.01, 0.1 + line * 0.04, text.length * 0.01, 0.02] };
    }),
  );
}

const ROWS = drawn(
  'Harbour|supplier Bakery|supplier',
  'Receipt 4711|number',
  'Rye bread 2.10 3.20|itemAmount',
  'Subtotal 12.10|subtotal',
  'Total: 14.40|total EUR|currency',
  'Thank you',
);

/** What a reader saw of them: turned by `degrees` about the page's origin, at another size. */
function read(words: readonly DrawnWord[], degrees = 0, size = 1): Word[] {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return words.map(({ text, box: [x, y, w, h], line }) => {
    const [px, py] = [(x + w / 2) * PAGE[0], (y + h / 2) * PAGE[1]];
    const [u, v] = [size * (cos * px - sin * py), size * (sin * px + cos * py)];
    const box: Box = [u / PAGE[0] - (w * size) / 2, v / PAGE[1] - (h * size) / 2, w * size, h * size];
    return { text, box, p: 0.9, line };
  });
}

const tags = (words: readonly { readonly text: string; readonly tag: string }[]): string[] =>
  words.filter(({ tag }) => tag !== 'other').map(({ text, tag }) => `${text} ${tag}`);
const carry = (words: readonly Word[]): ReturnType<typeof carried> => carried(words, ROWS, PAGE[0], PAGE[1], PAGE);

describe('tags are carried from drawn words to read ones', () => {
  it.each([
    [0, 1],
    [3, 0.8],
    [-4, 1.3],
  ])('on a page turned by %d° and of %d times the size', (degrees, size) => {
    const { words, found, isFitted } = carry(read(ROWS, degrees, size));
    expect(isFitted).toBe(true);
    expect(tags(words)).toEqual(tags(ROWS));
    expect(found.every(Boolean)).toBe(true);
  });

  it('to a word that joins a label with its value', () => {
    const words = read(ROWS);
    const at = words.findIndex(({ text }) => text === 'Total:');
    const [label, value] = words.slice(at, at + 2) as [Word, Word];
    const end = value.box[0] + value.box[2];
    words.splice(at, 2, { ...label, text: 'Total:14.40', box: [label.box[0], label.box[1], end - label.box[0], label.box[3]] });
    expect(tags(carry(words).words)).toContain('Total:14.40 total');
  });

  it('to a misread word, and to none where nothing was drawn', () => {
    const words = read(ROWS).map((word) => (word.text === '14.40' ? { ...word, text: '1A.4O' } : word));
    words.push({ text: '88.80', box: [0.7, 0.8, 0.05, 0.02], p: 0.4, line: 9 });
    const result = tags(carry(words).words);
    expect(result).toContain('1A.4O total');
    expect(result.some((one) => one.startsWith('88.80'))).toBe(false);
  });

  it('not at all where the reader held the page upside down', () => {
    const nonsense = read(ROWS).map((word, i) => ({ ...word, text: `X${i}` }));
    const { words, isFitted } = carry(nonsense);
    expect(isFitted).toBe(false);
    expect(tags(words)).toEqual([]);
  });
});
