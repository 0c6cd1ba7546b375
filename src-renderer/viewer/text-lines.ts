import type { PageWord, Size } from './page-geometry.ts';

/** A word as text of its line. Lengths are pixels of the page's raster; `index` is its place among the words of the page. */
export type TextWord = {
  index: number;
  text: string;
  /** Room before it, negative where it overlaps the word before. */
  marginLeft: number;
  /** Added to every character, so that the text is as wide as the word on the picture. */
  letterSpacing: number;
  /** Added to the space behind it, so that the next word begins where it stands. */
  wordSpacing: number;
  /** How far it stands below (above: negative) the middle of its line. */
  shift: number;
};

/** Words of one line as one run of text, so that they are found and copied together. */
export type TextLine = { left: number; top: number; height: number; fontSize: number; words: readonly TextWord[] };

/** Width of a text in pixels at a font size of 1 px. */
export type MeasureText = (text: string) => number;

/** The type is a little smaller than the box around its highest and lowest strokes. */
const TYPE_SHARE = 0.85;
/** Words further off the middle of their line than this, in heights of the line, follow a line that is askew or bent. */
const OFF_LINE = 0.12;
/** A comma stands low and a dash is flat by nature: words lower than this part of the line's height say nothing about where it runs. */
const TOO_FLAT = 0.6;

/** Lays the words of a page out as text over its picture. Words stay in reading order; a new `line` starts a new run. */
export function textLines(words: readonly PageWord[], page: Size, measure: MeasureText): TextLine[] {
  const runs: { word: PageWord; index: number }[][] = [];
  words.forEach((word, index) => {
    const run = runs.at(-1);
    if (run && run[0]?.word.line === word.line) run.push({ word, index });
    else runs.push([{ word, index }]);
  });
  return runs.map((run) => layOut(run, page, measure));
}

function layOut(run: readonly { word: PageWord; index: number }[], page: Size, measure: MeasureText): TextLine {
  const height = Math.max(1, median(run.map(({ word }) => word.box[3] * page.height)));
  const middle = median(run.map(({ word }) => middleOf(word, page)));
  const left = (run[0]?.word.box[0] ?? 0) * page.width;
  const fontSize = height * TYPE_SHARE;
  const space = measure(' ') * fontSize;
  let x = left;
  const words = run.map(({ word, index }, place): TextWord => {
    const from = word.box[0] * page.width;
    const width = word.box[2] * page.width;
    const next = run[place + 1]?.word;
    const letterSpacing = (width - measure(word.text) * fontSize) / word.text.length;
    const gap = next ? Math.max(0, next.box[0] * page.width - (from + width)) : 0;
    // A text with spaces of its own would be stretched at each of them; the next word's margin makes up for it.
    const wordSpacing = next && !/\s/.test(word.text) ? gap - space - letterSpacing : 0;
    const marginLeft = from - x;
    x = from + width + (next ? space + letterSpacing + wordSpacing : 0);
    const off = middleOf(word, page) - middle;
    const isOff = Math.abs(off) > height * OFF_LINE && word.box[3] * page.height > height * TOO_FLAT;
    return { index, text: word.text, marginLeft, letterSpacing, wordSpacing, shift: isOff ? off : 0 };
  });
  return { left, top: middle - height / 2, height, fontSize, words };
}

function middleOf({ box: [, y, , height] }: PageWord, page: Size): number {
  return (y + height / 2) * page.height;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
