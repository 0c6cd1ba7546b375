import type { DecodedCharacter } from './ctc-decode.ts';
import { edgesAt, type TextLine } from './line.ts';
import type { CropFrame } from './line-crop.ts';
import type { Calibration } from './manifest.ts';

/** Columns of a crop that one frame of the recogniser covers. */
const FRAME = 4;
/** How far a word reaches beyond the peaks of its first and last character at most, in character widths. */
const REACH = 0.6;
/** Character width assumed for a line of a single character, columns. */
const LONE_WIDTH = 16;
/** Log p's are cut here: the logarithm of 0 helps nobody. */
const MIN_P = 1e-12;

/** A run of characters without space: edges in px of the line's raster, and what its probability is made of. */
export type LineWord = {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly meanLogP: number;
  readonly minLogP: number;
};

/**
 * G5: the words of one line. The boundary of two neighbouring characters lies midway between their frames' centres, but no word reaches
 * further than 0.6 character widths beyond its outermost peaks; the character width is the mean distance of the line's peaks.
 */
export function wordsOfLine(characters: readonly DecodedCharacter[], line: TextLine, frame: CropFrame): LineWord[] {
  const centre = (at: number): number => FRAME * (characters[at]?.frame ?? 0) + FRAME / 2;
  const last = characters.length - 1;
  const pitch = last > 0 ? (centre(last) - centre(0)) / last : LONE_WIDTH;
  const words: LineWord[] = [];
  let start = 0;
  for (let end = 0; end <= characters.length; end++) {
    if (end <= last && characters[end]?.text !== ' ') continue;
    if (end > start) {
      const left = Math.max(centre(start) - REACH * pitch, start > 0 ? (centre(start - 1) + centre(start)) / 2 : 0, 0);
      const right = Math.min(centre(end - 1) + REACH * pitch, end <= last ? (centre(end - 1) + centre(end)) / 2 : frame.width, frame.width);
      words.push(wordAt(characters.slice(start, end), line, frame.left + left * frame.stepX, frame.left + right * frame.stepX));
    }
    start = end + 1;
  }
  return words;
}

/** A word from x = left to right; its box holds the line's edges at both ends and at the knots between them. */
function wordAt(characters: readonly DecodedCharacter[], line: TextLine, left: number, right: number): LineWord {
  const edges = [edgesAt(line, left), edgesAt(line, right), ...line.knots.filter(({ x }) => left < x && x < right)];
  const logs = characters.map(({ p }) => Math.log(Math.max(p, MIN_P)));
  return {
    text: characters.map(({ text }) => text).join(''),
    left,
    top: Math.min(...edges.map(({ top }) => top)),
    right,
    bottom: Math.max(...edges.map(({ bottom }) => bottom)),
    meanLogP: logs.reduce((sum, log) => sum + log, 0) / logs.length,
    minLogP: Math.min(...logs),
  };
}

/** The probability that a word is right; without calibration the geometric mean of its characters' probabilities. */
export function wordProbability(word: LineWord, calibration: Calibration | undefined): number {
  if (calibration === undefined) return Math.exp(word.meanLogP);
  const { bias, meanLogP, minLogP, logLength } = calibration;
  const z = bias + meanLogP * word.meanLogP + minLogP * word.minLogP + logLength * Math.log([...word.text].length);
  return 1 / (1 + Math.exp(-z));
}
