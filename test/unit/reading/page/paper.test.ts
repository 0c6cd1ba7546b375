import { describe, expect, it } from 'vitest';
import { chain, IDENTITY, invert, mapPoint, ontoQuad, type Quad } from '../../../../src-main/workers/reading/page/homography.ts';
import { overlook } from '../../../../src-main/workers/reading/page/overview.ts';
import { findPaper } from '../../../../src-main/workers/reading/page/paper.ts';
import { viewPaper } from '../../../../src-main/workers/reading/page/paper-view.ts';
import { warp } from '../../../../src-main/workers/reading/page/warp.ts';
import type { Raster } from '../../../../src-main/workers/reading/raster.ts';
import { drawText } from '../draw-text.ts';
import { onTable, toColour } from './pictures.ts';

const sheet = drawText({ width: 500, height: 800, capital: 20, lines: 20, seed: 1 });
const CORNERS: Quad = [
  { x: 130, y: 90 },
  { x: 640, y: 120 },
  { x: 690, y: 960 },
  { x: 70, y: 930 },
];

describe('a projective map', () => {
  it('leads the corners of a rectangle to those of the quadrilateral, and its inverse leads back', () => {
    const map = ontoQuad(500, 800, CORNERS);
    const ends = [
      { x: 0, y: 0 },
      { x: 500, y: 0 },
      { x: 500, y: 800 },
      { x: 0, y: 800 },
    ];
    ends.forEach((end, i) => {
      const there = mapPoint(map, end);
      expect(there.x).toBeCloseTo(CORNERS[i]?.x ?? 0, 6);
      expect(there.y).toBeCloseTo(CORNERS[i]?.y ?? 0, 6);
      const back = mapPoint(invert(map), there);
      expect(back.x).toBeCloseTo(end.x, 6);
      expect(back.y).toBeCloseTo(end.y, 6);
    });
  });

  it('that changes nothing draws the same pixels', () => {
    expect(Buffer.compare(warp(sheet, chain(IDENTITY, IDENTITY), sheet).data, sheet.data)).toBe(0);
  });
});

describe('the paper', () => {
  it('is found on a dark table, with its corners where they are', () => {
    const paper = findPaper(overlook(onTable(sheet, CORNERS, { width: 760, height: 1040 })));
    expect(paper?.isBox).toBe(false);
    paper?.corners.forEach((corner, i) => {
      expect(Math.abs(corner.x - (CORNERS[i]?.x ?? 0))).toBeLessThan(14);
      expect(Math.abs(corner.y - (CORNERS[i]?.y ?? 0))).toBeLessThan(14);
    });
  });

  it('is cut out straight: the print stands where it stood on the sheet', async () => {
    const picture = onTable(sheet, CORNERS, { width: 760, height: 1040 });
    const paper = findPaper(overlook(picture));
    if (paper === undefined) throw new Error('no paper was found');
    const { colour, isWhole } = await viewPaper({ colour: picture, original: picture, finer: undefined }, paper);
    expect(isWhole).toBe(false);
    const profile = (from: number): number[] => darkRows(colour, Math.floor(colour.width * from), Math.floor(colour.width * (from + 0.3)));
    expect(Math.abs(bestShift(profile(0.1), profile(0.6)))).toBeLessThanOrEqual(2);
    expect(Math.abs(colour.width / colour.height - sheet.width / sheet.height)).toBeLessThan(0.15);
  });

  it('is not looked for on a plain scan', () => {
    expect(findPaper(overlook(toColour(sheet)))).toBeUndefined();
  });

  it('is not a bright half of a page whose other half lies in a soft shadow', () => {
    const shaded = { ...sheet, data: sheet.data.map((value, at) => Math.round(value * (at % sheet.width < 250 ? 1 : 0.85))) };
    expect(findPaper(overlook(toColour(shaded)))).toBeUndefined();
  });

  it('is doubtful where print goes on beyond the edge of a deep shadow', () => {
    const shaded = { ...sheet, data: sheet.data.map((value, at) => Math.round(value * (at % sheet.width < 250 ? 1 : 0.5))) };
    expect(findPaper(overlook(toColour(shaded)))?.isDoubtful ?? true).toBe(true);
  });

  it('is cut out as a box where it stands upright before a black lid, with all of its print', () => {
    const picture = onTable(sheet, straight(60, 40), { width: 700, height: 900 }, [5, 5, 5]);
    const paper = findPaper(overlook(picture));
    expect(paper?.isBox).toBe(true);
    expect(paper?.isDoubtful).toBe(false);
    expect(paper?.corners[0].x).toBeLessThanOrEqual(61);
    expect(paper?.corners[2].x).toBeGreaterThanOrEqual(559);
  });
});

function straight(left: number, top: number): Quad {
  const at = (x: number, y: number) => ({ x: left + x, y: top + y });
  return [at(0, 0), at(500, 0), at(500, 800), at(0, 800)];
}

/** Dark pixels of each row of an RGB picture between two columns. */
function darkRows({ data, width, height }: Raster, from: number, to: number): number[] {
  return Array.from({ length: height }, (_, y) => {
    let dark = 0;
    for (let x = from; x < to; x++) if ((data[(y * width + x) * 3] ?? 0) < 128) dark++;
    return dark;
  });
}

/** By how many rows the second profile has to be moved to overlap the first one best. */
function bestShift(a: readonly number[], b: readonly number[]): number {
  const overlap = (shift: number): number => a.reduce((sum, value, i) => sum + value * (b[i + shift] ?? 0), 0);
  return Array.from({ length: 25 }, (_, i) => i - 12).reduce((best, shift) => (overlap(shift) > overlap(best) ? shift : best), 0);
}
