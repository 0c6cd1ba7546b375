import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Word } from '../../../src-main/contract/reading.ts';
import { type TextLine, textLines } from '../../../src-renderer/viewer/text-lines.ts';

const page = { width: 1000, height: 2000 };
/** Every character is 0.6 of the font size wide, as in a typewriter face. */
const measure = (text: string) => text.length * 0.6;
const word = (text: string, x: number, y: number, width: number, height = 20, line = Math.round(y)): Word => ({
  text,
  box: [x / page.width, y / page.height, width / page.width, height / page.height],
  p: 1,
  line,
});

/** Where the browser puts each word: margins, characters and the space behind each word, one after another. */
function placed({ left, fontSize, words }: TextLine): { from: number; to: number }[] {
  let x = left;
  return words.map(({ text, marginLeft, letterSpacing, wordSpacing }, place) => {
    const from = x + marginLeft;
    const to = from + measure(text) * fontSize + text.length * letterSpacing;
    x = place < words.length - 1 ? to + measure(' ') * fontSize + letterSpacing + wordSpacing : to;
    return { from, to };
  });
}

describe('the text of a page', () => {
  it('stands exactly where the words are on the picture, however they are spaced', () => {
    const gaps = fc.array(
      fc.tuple(fc.integer({ min: -10, max: 400 }), fc.integer({ min: 1, max: 200 }), fc.string({ minLength: 1, maxLength: 12 })),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(gaps, (parts) => {
        let x = 50;
        const words = parts.map(([gap, width, text]) => {
          const made = word(text, x + gap, 100, width);
          x += gap + width;
          return made;
        });
        const [line] = textLines(words, page, measure);
        placed(line as TextLine).forEach(({ from, to }, index) => {
          const [left, , width] = words[index]?.box ?? [0, 0, 0, 0];
          expect(from).toBeCloseTo(left * page.width, 6);
          expect(to).toBeCloseTo((left + width) * page.width, 6);
        });
      }),
    );
  });

  it('is one run a line, in reading order', () => {
    const lines = textLines([word('TOTAL', 10, 100, 80), word('62.41', 500, 101, 80, 20, 100), word('Thank', 10, 140, 80)], page, measure);
    expect(lines.map(({ words }) => words.map(({ text, index }) => `${index} ${text}`))).toEqual([['0 TOTAL', '1 62.41'], ['2 Thank']]);
  });

  it('follows a line that is askew, but not the low stand of a comma', () => {
    const words = [
      word('one', 10, 100, 60),
      word('two', 100, 100, 60, 20, 100),
      word(',', 165, 114, 4, 6, 100),
      word('end', 900, 112, 60, 20, 100),
    ];
    const [line] = textLines(words, page, measure);
    expect(line?.words.map(({ shift }) => shift > 0)).toEqual([false, false, false, true]);
  });

  it('is empty for a page without words', () => {
    expect(textLines([], page, measure)).toEqual([]);
  });
});
