import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import {
  differenceHash,
  hashDistance,
  makePageImage,
  measureSharpness,
  previewSize,
} from '../../../src-main/workers/reading/page-image.ts';
import { type Raster, rasterImage, toGray } from '../../../src-main/workers/reading/raster.ts';
import { drawText } from './draw-text.ts';

const page = drawText({ width: 600, height: 800, capital: 24, lines: 18, seed: 1 });
const other = drawText({ width: 600, height: 800, capital: 24, lines: 18, seed: 2 });

async function jpegCopy(gray: Raster, quality: number): Promise<Raster> {
  const jpeg = await sharp(gray.data, { raw: { width: gray.width, height: gray.height, channels: 1 } })
    .jpeg({ quality })
    .toBuffer();
  const { data, info } = await sharp(jpeg).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: 1 };
}

describe('difference hash', () => {
  it('has 64 hexadecimal digits', async () => {
    expect(await differenceHash(page)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('follows the rising and falling brightness of the cells, row by row', async () => {
    const falling = new Uint8Array(170 * 160).map((_, i) => 250 - (i % 170));
    const rising = falling.map((value) => 255 - value);
    expect(await differenceHash({ data: falling, width: 170, height: 160, channels: 1 })).toBe('f'.repeat(64));
    expect(await differenceHash({ data: rising, width: 170, height: 160, channels: 1 })).toBe('0'.repeat(64));
  });

  it('differs in at most 12 bits for a JPEG copy of the same page', async () => {
    const original = await differenceHash(page);
    for (const quality of [90, 70, 40]) {
      expect(hashDistance(original, await differenceHash(await jpegCopy(page, quality)))).toBeLessThanOrEqual(12);
    }
  });

  it('differs in more than 12 bits for another page', async () => {
    expect(hashDistance(await differenceHash(page), await differenceHash(other))).toBeGreaterThan(12);
  });

  it('counts differing bits', () => {
    expect(hashDistance('0'.repeat(64), 'f'.repeat(64))).toBe(256);
    expect(hashDistance(`1${'0'.repeat(63)}`, `8${'0'.repeat(63)}`)).toBe(2);
  });
});

describe('sharpness', () => {
  it('is 0 for a uniform page', async () => {
    expect(await measureSharpness({ data: new Uint8Array(100 * 100).fill(200), width: 100, height: 100, channels: 1 })).toBe(0);
  });

  it('falls when the page is blurred', async () => {
    const { data } = await rasterImage(page).blur(1.5).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
    expect(await measureSharpness({ ...page, data })).toBeLessThan((await measureSharpness(page)) / 3);
  });
});

describe('preview', () => {
  it('is never larger than 1600 x 6400 and never enlarged', () => {
    expect(previewSize(800, 600)).toEqual({ width: 800, height: 600 });
    expect(previewSize(4961, 7016)).toEqual({ width: 1600, height: 2263 });
    expect(previewSize(1000, 12_800)).toEqual({ width: 500, height: 6400 });
    expect(previewSize(100_000, 3)).toEqual({ width: 1600, height: 1 });
  });

  it('is a WebP of the page and drops transparency', async () => {
    const colour: Raster = { data: new Uint8Array(40 * 30 * 4).fill(180), width: 40, height: 30, channels: 4 };
    const image = await makePageImage(3, colour, toGray(colour));
    expect(image).toMatchObject({ page: 3, mediaType: 'image/webp', width: 40, height: 30 });
    const metadata = await sharp(image.bytes).metadata();
    expect(metadata).toMatchObject({ format: 'webp', width: 40, height: 30, hasAlpha: false });
  });
});
