import type { Raster } from '../raster.ts';
import type { TextLine } from './line.ts';

/** A word as the own reader reads it; its box in px of the raster that it was read from, `p` the probability that it is right. */
export type ReadWord = {
  readonly text: string;
  readonly p: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** What a line says, words from left to right; none where the line turned out to hold no text. `p` is that of the line as a whole. */
export type ReadLine = { readonly line: TextLine; readonly words: readonly ReadWord[]; readonly p: number };

export type OwnReader = {
  /** Name and version, as they go into a reading: `tickmark-reader 1`. */
  readonly name: string;
  /** The lines of a gray page, in px of it; `capitalHeight` in px of it, if known. The page is scaled to what the detector likes. */
  findLines(gray: Raster, capitalHeight: number | undefined): Promise<TextLine[]>;
  /**
   * What the given lines (px of `gray`) say, in the order given. `grammar: false` switches off the prior for amounts, dates and numbers.
   * Unfiltered: words that are no words are dropped later.
   */
  readLines(gray: Raster, lines: readonly TextLine[], options?: { readonly grammar?: boolean }): Promise<ReadLine[]>;
};
