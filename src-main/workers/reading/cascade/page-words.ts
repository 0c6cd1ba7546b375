import type { Word } from '../../../contract/index.ts';
import { READING_LIMITS } from '../../../engine/reading/limits.ts';
import { groupIntoLines } from '../lines.ts';
import { isJunk } from '../second-reader/junk-words.ts';
import type { OcrWord } from '../second-reader/tsv.ts';

/** What Tesseract read of a page (boxes as fractions of it, 0 to 1) as words in reading order. */
export function wordsOfTesseract(found: readonly OcrWord[]): Word[] {
  const words = found.filter((word) => !isJunk(word));
  const lines = groupIntoLines(words, (word) => ({ left: word.left, top: word.top, bottom: word.top + word.height }));
  return lines
    .flatMap((line, index) =>
      line.map((word) => ({
        text: word.text.slice(0, 200),
        box: [word.left, word.top, word.width, word.height] satisfies Word['box'],
        p: Math.min(1, Math.max(0, word.confidence / 100)),
        line: index,
      })),
    )
    .slice(0, READING_LIMITS.wordsPerPage);
}
