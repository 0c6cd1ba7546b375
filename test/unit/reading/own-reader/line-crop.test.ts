import { describe, expect, it } from 'vitest';
import { scaleLines, type TextLine } from '../../../../src-main/workers/reading/own-reader/line.ts';
import { cropFrame, cropLine, inkValues } from '../../../../src-main/workers/reading/own-reader/line-crop.ts';
import type { Raster } from '../../../../src-main/workers/reading/raster.ts';

const EXACT = { marginX: 0, marginY: 0, maxWidth: 2048 };
const MARGINS = { marginX: 0.15, marginY: 0.1, maxWidth: 2048 };

function page(width: number, height: number, gray: (x: number, y: number) => number): Raster {
  return {
    data: Uint8Array.from({ length: width * height }, (_, at) => gray(at % width, Math.floor(at / width))),
    width,
    height,
    channels: 1,
  };
}

function line(left: number, right: number, top: (x: number) => number, height: number): TextLine {
  const knots = Array.from({ length: 9 }, (_, n) => {
    const x = left + ((right - left) * n) / 8;
    return { x, top: top(x), bottom: top(x) + height };
  });
  return { knots, height, p: 1 };
}

const noise = (x: number, y: number): number => (((x * 7919 + y * 104729) >>> 0) % 251) + 2;

describe('crops of lines', () => {
  it('take the pixels as they are where the line is level and 32 px high', () => {
    const gray = page(200, 100, noise);
    const { data, frame } = cropLine(
      gray,
      line(20, 120, () => 30, 32),
      EXACT,
    );
    expect(frame).toEqual({ left: 20, stepX: 1, stepY: 1, width: 100 });
    expect([...data]).toEqual([...page(100, 32, (x, y) => noise(x + 20, y + 30)).data]);
  });

  it('straighten a line that climbs or bends', () => {
    const bend = (x: number): number => 40 + Math.round(x / 16) * 2 - Math.round(x / 32) * 3;
    const gray = page(300, 120, (x, y) => (y - bend(x) >= 12 && y - bend(x) < 20 ? 0 : 255));
    const knots = Array.from({ length: 17 }, (_, n) => ({ x: 16 * n + 16, top: bend(16 * n + 16), bottom: bend(16 * n + 16) + 32 }));
    const { data, frame } = cropLine(gray, { knots, height: 32, p: 1 }, EXACT);
    for (let x = 0; x < frame.width; x++) {
      expect(data[16 * frame.width + x], `column ${x}`).toBe(0);
      expect(data[4 * frame.width + x], `column ${x}`).toBe(255);
      expect(data[28 * frame.width + x], `column ${x}`).toBe(255);
    }
  });

  it('are the same from a page of twice the size, but for rounding', () => {
    const gray = page(200, 80, (x, y) => 128 + Math.round(100 * Math.sin(x / 9) * Math.cos(y / 7)));
    const twice = page(400, 160, (x, y) => 128 + Math.round(100 * Math.sin((x - 0.5) / 18) * Math.cos((y - 0.5) / 14)));
    const one = line(30, 150, (x) => 20 + x / 40, 24);
    const small = cropLine(gray, one, MARGINS);
    const large = cropLine(twice, scaleLines([one], 2)[0] ?? one, MARGINS);
    expect(large.frame.width).toBe(small.frame.width);
    const worst = Math.max(...small.data.map((value, at) => Math.abs(value - (large.data[at] ?? 0))));
    expect(worst).toBeLessThan(4);
  });

  it('repeat the edge of the page beyond it', () => {
    const { data } = cropLine(
      page(40, 40, () => 77),
      line(-100, 200, () => -90, 60),
      MARGINS,
    );
    expect(data.every((value) => value === 77)).toBe(true);
  });

  it('are never wider than the recogniser takes, nor narrower than 8 columns', () => {
    expect(
      cropFrame(
        line(0, 50_000, () => 0, 20),
        MARGINS,
      ),
    ).toMatchObject({ width: 2048, left: -3 });
    expect(
      cropFrame(
        line(0, 1, () => 0, 60),
        MARGINS,
      ).width,
    ).toBe(8);
  });

  it('show the recogniser paper as 0 and ink as 1, whatever the light', () => {
    for (const [paper, ink] of [
      [250, 10],
      [140, 60],
    ] as const) {
      const values = inkValues(page(100, 32, (x) => (x % 4 === 0 ? ink : paper)).data);
      expect([values[paper], values[ink]]).toEqual([0, 1]);
    }
  });

  it('do not blow up the grain of empty paper', () => {
    const values = inkValues(page(100, 32, (x) => 250 + (x % 5)).data);
    expect(values[250]).toBeLessThan(0.15);
  });
});
