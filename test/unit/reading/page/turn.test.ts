import { describe, expect, it } from 'vitest';
import type { TextLine } from '../../../../src-main/workers/reading/own-reader/line.ts';
import type { OwnReader } from '../../../../src-main/workers/reading/own-reader/own-reader.ts';
import { preparePage } from '../../../../src-main/workers/reading/page/prepare-page.ts';
import { quarterTurn, turnedIfUpsideDown } from '../../../../src-main/workers/reading/page/turn.ts';
import type { Raster } from '../../../../src-main/workers/reading/raster.ts';
import { drawText, randomFrom } from '../draw-text.ts';
import { toColour } from './pictures.ts';

const CAPITAL = 20;
const LINES = 12;
const sheet = drawText({ width: 400, height: 460, capital: CAPITAL, lines: LINES, seed: 6 });

/** Rows of the raster with ink, as lines over its whole width: what a detector finds on a level page. On its side it finds specks. */
function findRows(gray: Raster): TextLine[] {
  if (gray.width !== sheet.width) return [speck(40), speck(90), speck(200)];
  const inked = (y: number): boolean => gray.data.subarray(y * gray.width, (y + 1) * gray.width).some((value) => value < 128);
  const lines: TextLine[] = [];
  for (let y = 0; y < gray.height; y++) {
    if (!inked(y)) continue;
    const top = y;
    while (y < gray.height && inked(y)) y++;
    lines.push({
      knots: [
        { x: 20, top, bottom: y },
        { x: gray.width - 20, top, bottom: y },
      ],
      height: y - top,
      p: 0.9,
    });
  }
  return lines.filter(({ height }) => height < 2 * CAPITAL);
}

const speck = (x: number): TextLine => ({
  knots: [
    { x, top: 10, bottom: 30 },
    { x: x + 15, top: 10, bottom: 30 },
  ],
  height: 20,
  p: 0.7,
});

/** Reads well where the stems of the letters stand at their left, as `drawText` puts them: at the first inked column of a line. */
function reader(): OwnReader & { readonly asked: number[] } {
  const asked: number[] = [];
  return {
    name: 'by rows',
    asked,
    findLines: async (gray) => findRows(gray),
    readLines: async (gray, lines) => {
      asked.push(lines.length);
      return lines.map((line) => ({ line, words: [], p: stemIsLeft(gray, line) ? 0.95 : 0.4 }));
    },
  };
}

function stemIsLeft(gray: Raster, { knots }: TextLine): boolean {
  const [top, bottom] = [knots[0]?.top ?? 0, knots[0]?.bottom ?? 0];
  const ink = (x: number): number => {
    let dark = 0;
    for (let y = top; y < bottom; y++) if ((gray.data[y * gray.width + x] ?? 255) < 128) dark++;
    return dark;
  };
  const first = Array.from({ length: gray.width }, (_, x) => x).find((x) => ink(x) > 0) ?? 0;
  return ink(first + 1) > 0.8 * (bottom - top);
}

const pageOf = (gray: Raster) => ({ colour: toColour(gray), original: gray, finer: undefined });
const times = (count: number): Raster => Array.from({ length: count }).reduce<Raster>((raster) => quarterTurn(raster), sheet);

describe('a page', () => {
  it('that stands upright is left alone, and nothing is read for it', async () => {
    const own = reader();
    const page = await preparePage(pageOf(sheet), own);
    expect(Buffer.compare(page.gray.data, sheet.data)).toBe(0);
    expect(page.lines).toHaveLength(LINES);
    expect(own.asked).toEqual([]);
  });

  it.each([1, 3])('turned by %i quarters comes out upright', async (quarters) => {
    const page = await preparePage(pageOf(times(quarters)), reader());
    expect(Buffer.compare(page.gray.data, sheet.data)).toBe(0);
    expect([page.colour.width, page.colour.height]).toEqual([sheet.width, sheet.height]);
    expect(page.lines).toHaveLength(LINES);
  });

  it('upside down is turned when its lines read badly; only the longest are read again', async () => {
    const own = reader();
    const page = await preparePage(pageOf(times(2)), own);
    const read = await own.readLines(page.gray, page.lines);
    const turned = await turnedIfUpsideDown(page, read, own);
    expect(Buffer.compare(turned?.gray.data ?? new Uint8Array(), sheet.data)).toBe(0);
    expect(own.asked).toEqual([LINES, 6]);
  });

  it('is not read again where its lines are sure', async () => {
    const own = reader();
    const page = await preparePage(pageOf(sheet), own);
    expect(await turnedIfUpsideDown(page, await own.readLines(page.gray, page.lines), own)).toBeUndefined();
    expect(own.asked).toEqual([LINES]);
  });

  it('of noise alone has no lines, and none are looked for', async () => {
    const random = randomFrom(1);
    const side = 1800;
    const grain = (): number => Math.round((random() + random() + random() + random() - 2) * 120);
    const noise = { width: side, height: side, channels: 1 as const, data: new Uint8ClampedArray(side * side).map(() => 170 + grain()) };
    const never: OwnReader = {
      name: 'never',
      findLines: () => Promise.reject(new Error('asked')),
      readLines: () => Promise.reject(new Error('asked')),
    };
    const page = await preparePage(pageOf({ ...noise, data: new Uint8Array(noise.data) }), never);
    expect(page.lines).toEqual([]);
    expect(page.quality.score).toBe(0);
  });
});
