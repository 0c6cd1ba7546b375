import { describe, expect, it } from 'vitest';
import { measureSpots } from '../../../../src-main/workers/reading/capital-height.ts';
import type { TextLine } from '../../../../src-main/workers/reading/own-reader/line.ts';
import { cutOffShare } from '../../../../src-main/workers/reading/page/cut-off.ts';
import { measureEdges } from '../../../../src-main/workers/reading/page/edge-width.ts';
import { glareShare } from '../../../../src-main/workers/reading/page/glare.ts';
import { overlook } from '../../../../src-main/workers/reading/page/overview.ts';
import { judgeQuality, type Looks, withoutFalseCutOff } from '../../../../src-main/workers/reading/page/quality.ts';
import type { Raster } from '../../../../src-main/workers/reading/raster.ts';
import { drawText } from '../draw-text.ts';
import { blurred, litBy, toColour } from './pictures.ts';

const sheet = drawText({ width: 400, height: 500, capital: 20, lines: 13, seed: 2 });

function looksOf(gray: typeof sheet, change: Partial<Looks> = {}): Looks {
  const { capitalHeight } = measureSpots(gray);
  return {
    capitalHeight,
    pxOfOriginal: 1,
    edges: measureEdges(gray, capitalHeight ?? 18),
    gain: 1,
    glare: 0,
    cutOff: 0,
    lines: 10,
    ...change,
  };
}

const line = (left: number, right: number): TextLine => ({
  knots: [
    { x: left, top: 10, bottom: 30 },
    { x: right, top: 10, bottom: 30 },
  ],
  height: 20,
  p: 0.9,
});

describe('the quality of a picture', () => {
  it('of a clean scan is 1, nearly, and without a problem', () => {
    const { score, problems, capitalHeight } = judgeQuality(looksOf(sheet));
    expect(score).toBeGreaterThan(0.96);
    expect(problems).toEqual([]);
    expect(capitalHeight).toBe(20);
  });

  it('falls with every step of blur, until it is too blurred to read', () => {
    const judged = [1.5, 3, 4.5, 6].map((sigma) => judgeQuality(looksOf(blurred(sheet, sigma), { capitalHeight: 20 })));
    const scores = judged.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(judged[0]?.problems).toEqual([]);
    expect(judged[2]?.problems).toContain('blurred');
    expect(scores[2]).toBeLessThan(0.5);
  });

  it('counts blur in heights of a letter: what spoils small print is nothing to large print', () => {
    const large = drawText({ width: 700, height: 700, capital: 50, lines: 8, seed: 2 });
    const of = (gray: typeof sheet, capitalHeight: number) =>
      judgeQuality({ ...looksOf(gray), capitalHeight, edges: measureEdges(gray, capitalHeight) });
    expect(of(blurred(large, 3), 50).problems).toEqual([]);
    expect(of(blurred(sheet, 4.5), 20).problems).toContain('blurred');
  });

  it('names letters that are too small in the original, not in the raster that is read', () => {
    expect(judgeQuality(looksOf(sheet, { pxOfOriginal: 0.3 })).problems).toEqual(['too-small']);
    expect(judgeQuality(looksOf(sheet, { pxOfOriginal: 3 }))).toMatchObject({ problems: [], capitalHeight: 60 });
    expect(judgeQuality(looksOf(sheet, { capitalHeight: undefined, lines: 0 })).problems).toContain('too-small');
  });

  it('names faint print, as it was before it was strengthened', () => {
    const faint = litBy(sheet, () => 0.08);
    expect(judgeQuality(looksOf(faint, { capitalHeight: 20, edges: { width: 0.1, contrast: 17 } })).problems).toEqual(['dark']);
    expect(judgeQuality(looksOf(sheet, { edges: { width: 0.1, contrast: 60 }, gain: 3 })).problems).toEqual(['dark']);
    expect(judgeQuality(looksOf(sheet, { edges: { width: 0.1, contrast: 90 }, gain: 3 })).problems).toEqual([]);
  });

  it('is not judged where there is no print', () => {
    const blank = drawText({ width: 300, height: 300, capital: 20, lines: 0, seed: 1 });
    expect(judgeQuality(looksOf(blank, { lines: 0 }))).toEqual({ score: 1, problems: [] });
  });
});

describe('a reflection', () => {
  const gray = litBy(sheet, () => 0.8);
  const shine = (cx: number, cy: number, radius: number) => ({
    ...gray,
    data: gray.data.map((value, at) => (Math.hypot((at % 400) - cx, Math.floor(at / 400) - cy) < radius ? 255 : value)),
  });

  it('is a bleached spot in the middle of print', () => {
    expect(judgeQuality(looksOf(sheet, { glare: glareShare(overlook(toColour(shine(200, 220, 50)))) })).problems).toEqual(['glare']);
  });

  it('is not the white of a scan, nor gray paper, nor something bright at the border', () => {
    expect(glareShare(overlook(toColour(drawText({ width: 400, height: 500, capital: 20, lines: 13, seed: 2, paper: 255 }))))).toBe(0);
    expect(glareShare(overlook(toColour(gray)))).toBe(0);
    expect(glareShare(overlook(toColour(shine(0, 250, 60))))).toBe(0);
  });
});

describe('print that the border cuts', () => {
  /** A page with strokes in the band of the lines, the first at column `from`, the last before column `to`. */
  const inked = (from: number, to: number): Raster => {
    const page = new Uint8Array(400 * 500).fill(255);
    for (let y = 10; y < 30; y++) for (let x = from; x < to; x += 6) page.fill(20, y * 400 + x, y * 400 + Math.min(to, x + 3));
    return { data: page, width: 400, height: 500, channels: 1 };
  };
  const toLeft = inked(0, 380);
  const toRight = inked(19, 400);

  it('is told from several lines that run into the left or the right border', () => {
    const cutLeft = [line(0, 200), line(-2, 150), line(1, 180), line(40, 300), line(60, 250), line(50, 200)];
    expect(judgeQuality(looksOf(sheet, { cutOff: cutOffShare(cutLeft, toLeft) })).problems).toEqual(['cut-off']);
    const cutRight = [line(20, 200), line(20, 150), line(20, 180), line(300, 401), line(320, 400), line(310, 399)];
    expect(judgeQuality(looksOf(sheet, { cutOff: cutOffShare(cutRight, toRight) })).problems).toEqual(['cut-off']);
  });

  it('is not a single rule or stamp, nor print with a margin', () => {
    expect(cutOffShare([line(0, 400), line(20, 200), line(20, 300), line(30, 200), line(20, 380)], toLeft)).toBe(0);
    expect(cutOffShare([line(5, 395), line(8, 200), line(6, 300), line(30, 394), line(20, 380)], toLeft)).toBe(0);
  });

  it('is not print close to the border of a picture that was cropped tightly', () => {
    const close = [line(0, 200), line(-2, 150), line(1, 180), line(40, 300), line(60, 250), line(50, 200)];
    expect(cutOffShare(close, inked(6, 380))).toBe(0);
  });

  it('is judged again by the lines that turned out to be text', () => {
    const lines = [line(0, 200), line(-2, 150), line(1, 180), line(40, 300), line(60, 250), line(50, 200)];
    const shown = judgeQuality(looksOf(sheet, { cutOff: cutOffShare(lines, toLeft) }));
    expect(
      withoutFalseCutOff(
        shown,
        cutOffShare(lines, toLeft, (at) => at > 2),
      ).problems,
    ).toEqual([]);
    expect(
      withoutFalseCutOff(
        shown,
        cutOffShare(lines, toLeft, (at) => at < 4),
      ).problems,
    ).toEqual(['cut-off']);
  });
});
