import { describe, expect, it } from 'vitest';
import { flatten, measureLight } from '../../../../src-main/workers/reading/page/flat-field.ts';
import { drawText, randomFrom } from '../draw-text.ts';
import { litBy } from './pictures.ts';

const CAPITAL = 20;
const sheet = drawText({ width: 400, height: 500, capital: CAPITAL, lines: 12, seed: 3, ink: 20 });
const flat = (gray: typeof sheet) => flatten(gray, measureLight(gray, CAPITAL));

/** Level below which the given share of a raster's pixels lies. */
function level({ data }: { data: Uint8Array }, share: number): number {
  return [...data].sort((a, b) => a - b)[Math.floor(data.length * share)] ?? 0;
}

describe('the light', () => {
  it('is left alone where it is even', () => {
    expect(flat(sheet)).toBe(sheet);
  });

  it('is left alone where it falls off by less than a sixth: dividing would only add noise', () => {
    const slight = litBy(sheet, (x) => 1 - 0.12 * x);
    expect(flat(slight)).toBe(slight);
  });

  it('is evened out: paper in a soft shadow becomes as bright as elsewhere and print stays dark', () => {
    const shaded = litBy(sheet, (x, y) => 1 - 0.6 * Math.min(1, Math.max(0, (x + y) / 1.6 - 0.1)));
    const out = flat(shaded);
    const paper = (gray: typeof sheet, row: number, column: number): number => gray.data[row * gray.width + column] ?? 0;
    for (const [row, column] of [
      [5, 5],
      [250, 5],
      [5, 395],
      [480, 390],
    ] as const) {
      expect(paper(out, row, column)).toBeGreaterThan(222);
    }
    expect(level(out, 0.05)).toBeLessThan(60);
  });

  it('is evened out up to the edge of a hand’s shadow within less than two letters', () => {
    const shaded = litBy(sheet, (x) => (x < 0.5 ? 1 : 0.5));
    const out = flat(shaded);
    expect(out.data[5 * out.width + 200 + 2 * CAPITAL] ?? 0).toBeGreaterThan(215);
    expect(out.data[5 * out.width + 200 - 2 * CAPITAL] ?? 0).toBeGreaterThan(215);
  });

  it('is made up for in a dark picture as a whole', () => {
    const dark = litBy(sheet, () => 0.25);
    expect(level(flat(dark), 0.5)).toBeGreaterThan(225);
  });

  it('does not turn a black field with white print into paper', () => {
    const data = sheet.data.map((value, at) => (Math.floor(at / sheet.width) > 350 ? 255 - value : value));
    const out = flat({ ...sheet, data });
    expect(out.data[420 * sheet.width + 5] ?? 255).toBeLessThan(120);
  });

  it('multiplies camera noise by no more than it lifts the light', () => {
    const random = randomFrom(4);
    const shaded = litBy(drawText({ width: 400, height: 500, capital: CAPITAL, lines: 0, seed: 1 }), (x) => (x < 0.5 ? 1 : 0.45));
    const noisy = { ...shaded, data: shaded.data.map((value) => value + Math.round((random() + random() + random() - 1.5) * 8)) };
    const spread = (gray: typeof sheet): number => {
      const part = [...gray.data.subarray(250 * 400 + 280, 250 * 400 + 390)];
      const mean = part.reduce((sum, value) => sum + value, 0) / part.length;
      return Math.sqrt(part.reduce((sum, value) => sum + (value - mean) ** 2, 0) / part.length);
    };
    expect(spread(flat(noisy)) / spread(noisy)).toBeLessThan(2.6);
  });
});
