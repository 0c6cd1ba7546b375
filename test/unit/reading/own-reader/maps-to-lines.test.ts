import { describe, expect, it } from 'vitest';
import { edgesAt, lineEnds } from '../../../../src-main/workers/reading/own-reader/line.ts';
import type { DetectorMaps } from '../../../../src-main/workers/reading/own-reader/line-cells.ts';
import { mapsToLines } from '../../../../src-main/workers/reading/own-reader/maps-to-lines.ts';

const ROWS = 40;
const COLUMNS = 80;
const RULE = { threshold: 0.5, minCells: 2, shrink: 0.15 };

/** A line to draw into maps: columns of cells, and its top and bottom edge at x, px. */
type Drawn = { readonly from: number; readonly to: number; readonly top: (x: number) => number; readonly height: number };

/** Maps that a perfect detector gives for some lines: the core is the middle half of each, `up` and `down` are exact. */
function mapsOf(drawn: readonly Drawn[], size = ROWS * COLUMNS): DetectorMaps {
  const values = new Float32Array(3 * size).fill(-8, 0, size);
  for (const { from, to, top, height } of drawn) {
    for (let j = from; j < to; j++) {
      const edge = top(4 * j + 2);
      for (let i = 0; i < ROWS; i++) {
        const y = 4 * i + 2;
        if (y < edge + height / 4 || y > edge + (height * 3) / 4) continue;
        const at = i * COLUMNS + j;
        values[at] = 4;
        values[size + at] = (y - edge) / 16;
        values[2 * size + at] = (edge + height - y) / 16;
      }
    }
  }
  return { values, rows: ROWS, columns: COLUMNS };
}

describe('lines from the maps of the detector', () => {
  it('gives back a level line, with the ends that its core lacks', () => {
    const [line, ...rest] = mapsToLines(mapsOf([{ from: 10, to: 30, top: () => 40, height: 20 }]), RULE);
    expect(rest).toEqual([]);
    if (line === undefined) throw new Error('no line');
    expect(line.height).toBeCloseTo(20, 5);
    expect(line.p).toBeCloseTo(1 / (1 + Math.exp(-4)), 6);
    expect(lineEnds(line)).toEqual({ left: expect.closeTo(37, 5), right: expect.closeTo(123, 5) });
    for (const { top, bottom } of line.knots) expect([top, bottom]).toEqual([expect.closeTo(40, 5), expect.closeTo(60, 5)]);
  });

  it('follows a slope up to both ends', () => {
    const top = (x: number): number => 30 + 0.1 * x;
    const [line] = mapsToLines(mapsOf([{ from: 5, to: 70, top, height: 16 }]), RULE);
    if (line === undefined) throw new Error('no line');
    const { left, right } = lineEnds(line);
    for (const x of [left, 100, 200, right]) expect(edgesAt(line, x).top).toBeCloseTo(top(x), 3);
  });

  it('follows a wave within a pixel', () => {
    const top = (x: number): number => 60 + 8 * Math.sin(x / 45);
    const [line] = mapsToLines(mapsOf([{ from: 4, to: 76, top, height: 16 }]), RULE);
    if (line === undefined) throw new Error('no line');
    for (let x = 20; x <= 300; x += 20) expect(Math.abs(edgesAt(line, x).top - top(x))).toBeLessThan(1);
  });

  it('keeps two rows apart that a blot joins', () => {
    const maps = mapsOf([
      { from: 10, to: 40, top: () => 40, height: 16 },
      { from: 10, to: 40, top: () => 60, height: 16 },
    ]);
    // The blot: cells between the rows that vote for the row that is nearer.
    const size = ROWS * COLUMNS;
    for (const [i, up, down] of [
      [13, 14 / 16, 2 / 16],
      [14, 18 / 16, -2 / 16],
      [15, 2 / 16, 14 / 16],
    ] as const) {
      const at = i * COLUMNS + 20;
      maps.values[at] = 4;
      maps.values[size + at] = up;
      maps.values[2 * size + at] = down;
    }
    expect(mapsToLines(maps, RULE)).toHaveLength(2);
  });

  it('gives lines from top to bottom', () => {
    const tops = [100, 20, 60];
    const lines = mapsToLines(mapsOf(tops.map((top, n) => ({ from: 10 + n, to: 30, top: () => top, height: 16 }))), RULE);
    expect(lines.map((line) => Math.round(line.knots[0]?.top ?? 0))).toEqual([20, 60, 100]);
  });

  it('drops specks, and cells that make no line', () => {
    const maps = mapsOf([{ from: 10, to: 11, top: () => 40, height: 8 }]);
    expect(mapsToLines(maps, { ...RULE, minCells: 3 })).toEqual([]);
    expect(mapsToLines(mapsOf([{ from: 10, to: 30, top: () => 40, height: 3.9 }]), RULE)).toEqual([]);
  });

  it('finds nothing in maps without numbers', () => {
    const values = new Float32Array(3 * ROWS * COLUMNS).fill(Number.NaN);
    expect(mapsToLines({ values, rows: ROWS, columns: COLUMNS }, RULE)).toEqual([]);
  });
});
