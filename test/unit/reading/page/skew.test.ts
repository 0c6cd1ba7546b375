import { describe, expect, it } from 'vitest';
import type { TextLine } from '../../../../src-main/workers/reading/own-reader/line.ts';
import { chain, rotation, translation } from '../../../../src-main/workers/reading/page/homography.ts';
import { deskew, skewOf } from '../../../../src-main/workers/reading/page/skew.ts';
import { warp } from '../../../../src-main/workers/reading/page/warp.ts';
import { drawText } from '../draw-text.ts';
import { toColour } from './pictures.ts';

const CAPITAL = 20;
const sheet = drawText({ width: 420, height: 500, capital: CAPITAL, lines: 12, seed: 5 });

/** The lines of `sheet`, as a detector would give them after the page was turned by `angle` about its middle. */
function linesAt(angle: number): TextLine[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return Array.from({ length: 12 }, (_, i) => {
    const middle = 20 + i * 34 + CAPITAL / 2;
    const knots = [20, 200, 400].map((x) => {
      const [dx, dy] = [x - 210, middle - 250];
      const y = 250 + dx * sin + dy * cos;
      const half = CAPITAL / 2 / cos;
      return { x: 210 + dx * cos - dy * sin, top: y - half, bottom: y + half };
    });
    return { knots, height: CAPITAL / cos, p: 0.9 };
  });
}

function turned(angle: number) {
  const about = chain(translation(210, 250), rotation(-angle), translation(-210, -250));
  const gray = warp(sheet, about, sheet);
  return { gray, colour: toColour(gray), lines: linesAt(angle) };
}

/** Rows of a raster without any ink: level lines leave many, slanting ones hardly any. */
function emptyRows({ data, width, height }: { data: Uint8Array; width: number; height: number }): number {
  let rows = 0;
  for (let y = 0; y < height; y++) if (data.subarray(y * width, (y + 1) * width).every((value) => value > 128)) rows++;
  return rows;
}

describe('a skewed page', () => {
  it.each([-8, -3, 1, 5, 12])('by %i degrees is measured from its lines', (degrees) => {
    expect((skewOf(linesAt((degrees * Math.PI) / 180)) * 180) / Math.PI).toBeCloseTo(degrees, 3);
  });

  it.each([-7, 4])('by %i degrees is turned back, and its lines lie where the print is', (degrees) => {
    const page = turned((degrees * Math.PI) / 180);
    const out = deskew(page);
    expect(emptyRows(page.gray)).toBeLessThan(emptyRows(sheet) / 2);
    expect(emptyRows(out.gray)).toBeGreaterThan(emptyRows(sheet) * 0.75);
    for (const { knots, height } of out.lines) {
      expect(Math.abs((knots[0]?.top ?? 0) - (knots[2]?.top ?? 0))).toBeLessThan(0.5);
      expect(height).toBeCloseTo(CAPITAL, 1);
    }
    expect(out.colour.width / out.colour.height).toBeCloseTo(out.gray.width / out.gray.height, 2);
  });

  it('keeps every line inside the page, however far it stood at the border', () => {
    const page = turned((10 * Math.PI) / 180);
    const out = deskew(page);
    for (const knot of out.lines.flatMap(({ knots }) => knots)) {
      expect(knot.x).toBeGreaterThanOrEqual(0);
      expect(knot.x).toBeLessThanOrEqual(out.gray.width);
      expect(knot.top).toBeGreaterThanOrEqual(0);
      expect(knot.bottom).toBeLessThanOrEqual(out.gray.height);
    }
  });

  it('is left alone below half a degree, and where short lines alone are there to tell', () => {
    const slight = turned((0.4 * Math.PI) / 180);
    expect(deskew(slight)).toBe(slight);
    const short = {
      ...slight,
      lines: [
        {
          knots: [
            { x: 0, top: 0, bottom: 20 },
            { x: 30, top: 10, bottom: 30 },
          ],
          height: 20,
          p: 1,
        },
      ],
    };
    expect(deskew(short)).toBe(short);
  });
});
