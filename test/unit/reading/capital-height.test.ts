import { describe, expect, it } from 'vitest';
import { READING_LIMITS } from '../../../src-main/engine/reading/limits.ts';
import { measureSpots } from '../../../src-main/workers/reading/capital-height.ts';
import { scaleForTesseract } from '../../../src-main/workers/reading/second-reader/read-whole-page.ts';
import { drawText, randomFrom } from './draw-text.ts';

describe('height of capitals', () => {
  it.each([12, 18, 22, 31, 44])('finds letters of %i pixels within one pixel', (capital) => {
    const { capitalHeight } = measureSpots(drawText({ width: 900, height: 1200, capital, lines: 30, seed: 5 }));
    expect(Math.abs((capitalHeight ?? 0) - capital)).toBeLessThanOrEqual(1);
  });

  it('finds faint letters on gray paper', () => {
    const faint = drawText({ width: 900, height: 1200, capital: 20, lines: 20, seed: 6, paper: 170, ink: 120 });
    expect(measureSpots(faint).capitalHeight).toBe(20);
  });

  it('says nothing about a page with hardly any letters', () => {
    expect(measureSpots(drawText({ width: 200, height: 100, capital: 20, lines: 1, seed: 5 })).capitalHeight).toBeUndefined();
    expect(measureSpots({ data: new Uint8Array(90_000).fill(255), width: 300, height: 300, channels: 1 })).toEqual({
      capitalHeight: undefined,
      blobs: 0,
    });
  });

  it('counts one spot for one connected shape, whatever its form', () => {
    // Two columns joined at the bottom meet only in the last row: they are one spot, and the dot beside them is another.
    const data = new Uint8Array(60 * 60).fill(255);
    for (let y = 10; y < 40; y++) for (const x of [10, 11, 30, 31]) data[y * 60 + x] = 0;
    data.fill(0, 40 * 60 + 10, 40 * 60 + 32);
    for (const y of [10, 11]) data.fill(0, y * 60 + 50, y * 60 + 52);
    expect(measureSpots({ data, width: 60, height: 60, channels: 1 }).blobs).toBe(2);
  });

  it('counts more spots in noise than any document has', () => {
    const random = randomFrom(9);
    const noise = new Uint8Array(1600 * 2400).map(() => 128 + 60 * (random() + random() + random() - 1.5));
    expect(measureSpots({ data: noise, width: 1600, height: 2400, channels: 1 }).blobs).toBeGreaterThan(READING_LIMITS.blobs);
  });
});

describe('scale for recognition', () => {
  it('brings capitals to 22 pixels', () => {
    expect(scaleForTesseract({ width: 800, height: 1000 }, { capitalHeight: 44, blobs: 500 })).toBe(0.5);
    expect(scaleForTesseract({ width: 800, height: 1000 }, { capitalHeight: 11, blobs: 500 })).toBe(2);
  });

  it('never enlarges more than three times', () => {
    expect(scaleForTesseract({ width: 100, height: 100 }, { capitalHeight: 6, blobs: 500 })).toBe(3);
  });

  it('stays within the pixel limit', () => {
    const scale = scaleForTesseract({ width: 1600, height: 6400 }, { capitalHeight: 8, blobs: 500 });
    expect(1600 * scale * 6400 * scale).toBeLessThanOrEqual(READING_LIMITS.ocrPixels * 1.001);
  });

  it('reads a page of unknown letters at its own size, at most 1500 pixels wide', () => {
    expect(scaleForTesseract({ width: 1000, height: 1000 }, { capitalHeight: undefined, blobs: 3 })).toBe(1);
    expect(scaleForTesseract({ width: 3000, height: 1000 }, { capitalHeight: undefined, blobs: 3 })).toBe(0.5);
  });
});
