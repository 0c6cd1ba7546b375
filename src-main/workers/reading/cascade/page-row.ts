import type { Word } from '../../../contract/index.ts';
import { READING_LIMITS } from '../../../engine/reading/limits.ts';
import type { TextLine } from '../own-reader/line.ts';
import type { ReadLine, ReadWord } from '../own-reader/own-reader.ts';
import { orderIntoRows } from '../own-reader/reading-order.ts';
import { isJunk } from './junk-words.ts';

/** A word on its way through the cascade: box in px of the raster it was read from, `segment` is its place among its row's segments. */
export type PageWord = ReadWord & { readonly segment: number } & Pick<Word, 'agreed' | 'alternatives'>;

/** A row of the page: its segments from left to right, and their words. */
export type PageRow = { readonly segments: readonly TextLine[]; readonly words: readonly PageWord[] };

/** What the own reader read, without what is no text, as rows in reading order. */
export function pageRows(lines: readonly ReadLine[]): PageRow[] {
  const clean = lines.flatMap((line) => {
    const words = line.words.filter((word) => !isJunk(word, line));
    return words.length === 0 ? [] : [{ ...line, words }];
  });
  return orderIntoRows(clean, ({ line }) => line).map((row) => ({
    segments: row.map(({ line }) => line),
    words: row.flatMap(({ words }, segment) => words.map((word) => ({ ...word, segment }))),
  }));
}

/** Rows as the contract's words; `size` is that of the raster. */
export function contractWords(rows: readonly PageRow[], { width, height }: { width: number; height: number }): Word[] {
  return rows
    .flatMap(({ words }, line) =>
      words.map((word) => ({
        text: word.text.slice(0, 200),
        box: [word.left / width, word.top / height, word.width / width, word.height / height] satisfies Word['box'],
        p: Math.min(1, Math.max(0, word.p)),
        line,
        ...(word.agreed === undefined ? {} : { agreed: word.agreed }),
        ...(word.alternatives === undefined ? {} : { alternatives: word.alternatives }),
      })),
    )
    .slice(0, READING_LIMITS.wordsPerPage);
}
