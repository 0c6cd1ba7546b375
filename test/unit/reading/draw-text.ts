import type { Raster } from '../../../src-main/workers/reading/raster.ts';

type Sheet = {
  readonly width: number;
  readonly height: number;
  /** Height of a letter in pixels. */
  readonly capital: number;
  readonly lines: number;
  readonly seed: number;
  readonly paper?: number;
  readonly ink?: number;
};

/** A small repeatable generator (mulberry32); values from 0 to 1. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A page with lines of E-shaped letters, all of the same height: no font is needed, and the height is known exactly. */
export function drawText({ width, height, capital, lines, seed, paper = 240, ink = 30 }: Sheet): Raster {
  const data = new Uint8Array(width * height).fill(paper);
  const random = randomFrom(seed);
  const letter = Math.max(3, Math.round(capital * 0.6));
  const stroke = Math.max(1, Math.round(capital / 7));
  const fill = (x: number, y: number, w: number, h: number): void => {
    for (let row = y; row < Math.min(height, y + h); row++) data.fill(ink, row * width + x, row * width + Math.min(width, x + w));
  };
  for (let line = 0; line < lines; line++) {
    const y = 20 + line * Math.round(capital * 1.7);
    if (y + capital >= height) break;
    for (let x = 20; x + letter < width - 20; x += Math.round(letter * 1.4)) {
      if (random() < 0.3) continue;
      fill(x, y, stroke, capital);
      for (const at of [0, Math.floor((capital - stroke) / 2), capital - stroke]) fill(x, y + at, letter, stroke);
    }
  }
  return { data, width, height, channels: 1 };
}
