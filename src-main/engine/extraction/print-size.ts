import type { Word } from '../../contract/index.ts';

/** A word with its edges, its middle and its height in pixels of the page. */
export type Placed = { word: Word; left: number; right: number; middle: number; height: number };

/** Words below this confidence are often logos and dust, whose boxes say nothing about the print. */
const SURE_WORD = 0.5;

const TALL = /[\p{Lu}\dbdfhkl£$€ß]/u;
const BELOW_LINE = /[gjpqyQ,;()]/;

/** Height of a capital from a box that fits the ink, in the unit of the box; from one that is as high as its line, the line's height. */
export type SizeOf = (placed: Placed) => number;

/**
 * A box that fits the ink is as high as its letters are: against a capital (0.73 of the font's size in DejaVu, Liberation and
 * Helvetica alike), letters without ascender are 0.74 as high, and letters below the line add 0.28.
 */
const sizeOfInk: SizeOf = ({ word: { text }, height }) => {
  const base = TALL.test(text) ? 1 : /[ti]/.test(text) ? 0.93 : 0.74;
  return height / (base + (BELOW_LINE.test(text) ? 0.28 : 0));
};

const sizeOfLine: SizeOf = ({ height }) => height;

/** Between no difference and the one that letters below the line make. */
const HIGHER_WITH_TAIL = 1.1;

/**
 * Whether the boxes of a page fit the ink of their words, as Tesseract's do, or are as high as the lines that they stand in, as those of a
 * reader of whole lines. Told from lines that hold both words with and words without letters below the line; without any, they fit.
 */
function boxesFitInk(rows: readonly (readonly Placed[])[]): boolean {
  const ratios = rows.flatMap((row) => {
    const tall = row.filter(({ word }) => TALL.test(word.text));
    const [tails, plain] = [true, false].map((isTail) =>
      median(tall.flatMap((p) => (BELOW_LINE.test(p.word.text) === isTail ? p.height : []))),
    );
    return tails === undefined || plain === undefined ? [] : tails / plain;
  });
  return (median(ratios) ?? HIGHER_WITH_TAIL) >= HIGHER_WITH_TAIL;
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/** Size of the print of a row: the median over words that the reader is sure of; undefined where there are none. */
export function printSize(placed: readonly Placed[], sizeOf: SizeOf): number | undefined {
  return median(placed.filter((p) => p.word.p >= SURE_WORD && /[\p{L}\d]{2}/u.test(p.word.text)).map(sizeOf));
}

/** How the size of the print is told from the boxes of a page. */
export function sizeOfPage(rows: readonly (readonly Placed[])[]): SizeOf {
  return boxesFitInk(rows) ? sizeOfInk : sizeOfLine;
}
