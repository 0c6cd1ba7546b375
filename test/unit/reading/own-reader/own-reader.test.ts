import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { lineEnds } from '../../../../src-main/workers/reading/own-reader/line.ts';
import { loadOwnReader, type OwnReader } from '../../../../src-main/workers/reading/own-reader/own-reader.ts';
import type { Raster } from '../../../../src-main/workers/reading/raster.ts';

const MODEL = new URL('../../../../models/reader/v1', import.meta.url).pathname;
const PAGES = new URL('../../../fixtures/golden-pages/', import.meta.url).pathname;
const isThere = existsSync(join(MODEL, 'manifest.json'));
if (!isThere) console.log('skipped: there are no networks in models/reader/v1 (models/training/reader makes them)');

async function page(file: string): Promise<Raster> {
  const { data, info } = await sharp(join(PAGES, file)).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data), width: info.width, height: info.height, channels: 1 };
}

describe.skipIf(!isThere)('the own reader', () => {
  let reader: OwnReader;
  beforeAll(async () => {
    reader = await loadOwnReader(MODEL);
  });

  it('says who it is', () => {
    expect(reader.name).toMatch(/^tickmark-reader \d+$/);
  });

  it('finds lines on a page and reads words that lie on them', async () => {
    const gray = await page('00.png');
    const lines = await reader.findLines(gray, undefined);
    expect(lines.length).toBeGreaterThan(5);
    const read = await reader.readLines(gray, lines);
    expect(read.map(({ line }) => line)).toEqual(lines);
    const words = read.flatMap((line) => line.words.map((word) => ({ line: line.line, word })));
    expect(words.filter(({ word }) => word.p > 0.5 && /^[\p{L}\d.,]{2,}$/u.test(word.text)).length).toBeGreaterThan(10);
    for (const { line, word } of words) {
      const { left, right } = lineEnds(line);
      expect(word.left).toBeGreaterThanOrEqual(left - line.height);
      expect(word.left + word.width).toBeLessThanOrEqual(right + line.height);
      expect(word.width * word.height).toBeGreaterThan(0);
      expect(word.p).toBeGreaterThanOrEqual(0);
      expect(word.p).toBeLessThanOrEqual(1);
    }
  });

  it('reads a legible line the same, whatever is read with it', async () => {
    const gray = await page('03.png');
    const lines = await reader.findLines(gray, undefined);
    const legible = (await reader.readLines(gray, lines)).filter(({ p }) => p > 0.95).slice(0, 5);
    expect(legible).toHaveLength(5);
    for (const { line, words } of legible) {
      const [alone] = await reader.readLines(gray, [line]);
      expect(alone?.words.map(({ text }) => text)).toEqual(words.map(({ text }) => text));
    }
  });

  it('reads nothing where there is no line, and nothing of lines without height', async () => {
    const gray: Raster = { data: new Uint8Array(300 * 200).fill(255), width: 300, height: 200, channels: 1 };
    expect(await reader.readLines(gray, [])).toEqual([]);
    expect(await reader.findLines(gray, 16)).toEqual([]);
    const flat = {
      knots: [
        { x: 10, top: 20, bottom: 20 },
        { x: 90, top: 20, bottom: 20 },
      ],
      height: 0,
      p: 1,
    };
    expect(await reader.readLines(gray, [flat])).toEqual([{ line: flat, words: [], p: 0 }]);
  });

  it('finds few lines in noise, and never more than a page has', async () => {
    let state = 1;
    const data = Uint8Array.from({ length: 900 * 1200 }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    });
    const lines = await reader.findLines({ data, width: 900, height: 1200, channels: 1 }, 16);
    expect(lines.length).toBeLessThanOrEqual(1500);
  });
});
