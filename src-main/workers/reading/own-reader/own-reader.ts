import { loadNet } from '../../model-file.ts';
import type { Raster } from '../raster.ts';
import { preferGrammar } from './grammar-prior.ts';
import type { TextLine } from './line.ts';
import { LineDetector } from './line-detector.ts';
import { LineRecogniser } from './line-recogniser.ts';
import { type LineWord, wordProbability, wordsOfLine } from './line-words.ts';
import { readManifest } from './manifest.ts';
import { preferPlainSigns } from './plain-signs.ts';

/** A word as the own reader reads it; its box in px of the raster that it was read from, `p` the probability that it is right. */
export type ReadWord = {
  readonly text: string;
  readonly p: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/**
 * What a line says, words from left to right; none where the line turned out to hold no text. `p` is how legible it is, 0 to 1: the
 * geometric mean of its characters' probabilities as the net gives them. Text has .9 and more, logos and dust have less than .7; unlike
 * that of a word it is not the probability that all of it is right.
 */
export type ReadLine = { readonly line: TextLine; readonly words: readonly ReadWord[]; readonly p: number };

export type OwnReader = {
  /** Name and version, as they go into a reading: `tickmark-reader 1`. */
  readonly name: string;
  /** The lines of a gray page, in px of it; `capitalHeight` in px of it, if known. The page is scaled to what the detector likes. */
  findLines(gray: Raster, capitalHeight: number | undefined): Promise<TextLine[]>;
  /**
   * What the given lines (px of `gray`) of one page say, in the order given. `grammar: false` switches off the priors for amounts, dates,
   * numbers and plain letters.
   * Unfiltered: words that are no words are dropped later.
   */
  readLines(gray: Raster, lines: readonly TextLine[], options?: { readonly grammar?: boolean }): Promise<ReadLine[]>;
};

/**
 * Loads the reader from its folder (`models/reader/v1`): a detector of lines, a recogniser of lines, and their manifest. Throws
 * `model_unavailable` where a file is missing, malformed or changed.
 */
export async function loadOwnReader(modelDir: string): Promise<OwnReader> {
  const manifest = await readManifest(modelDir);
  const detector = new LineDetector(await loadNet(modelDir, manifest.detector), manifest.detector);
  const recogniser = new LineRecogniser(await loadNet(modelDir, manifest.recogniser), manifest.recogniser);
  const { calibration } = manifest.recogniser;
  return {
    name: `${manifest.name} ${manifest.version}`,
    findLines(gray, capitalHeight) {
      return detector.find(gray, capitalHeight);
    },
    async readLines(gray, lines, options = {}) {
      const found = await recogniser.recognise(gray, lines);
      const read = found.map(({ characters }) => characters);
      const sensible = options.grammar === false ? read : preferPlainSigns(read).map(preferGrammar);
      return lines.map((line, at) => {
        const frame = found[at]?.frame;
        const words = frame === undefined ? [] : wordsOfLine(sensible[at] ?? [], line, frame);
        return toReadLine(
          line,
          words,
          words.map((word) => wordProbability(word, calibration)),
        );
      });
    },
  };
}

function toReadLine(line: TextLine, words: readonly LineWord[], ps: readonly number[]): ReadLine {
  return {
    line,
    words: words.map(({ text, left, top, right, bottom }, at) => ({
      text,
      p: ps[at] ?? 0,
      left,
      top,
      width: right - left,
      height: bottom - top,
    })),
    p: legibility(words),
  };
}

function legibility(words: readonly LineWord[]): number {
  const signs = words.reduce((sum, { text }) => sum + text.length, 0);
  return signs === 0 ? 0 : Math.exp(words.reduce((sum, { text, meanLogP }) => sum + meanLogP * text.length, 0) / signs);
}
