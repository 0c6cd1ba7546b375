import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decodeCtc } from '../../../../src-main/workers/reading/own-reader/ctc-decode.ts';
import { detectorSize } from '../../../../src-main/workers/reading/own-reader/detector-raster.ts';
import { scaleLines, type TextLine } from '../../../../src-main/workers/reading/own-reader/line.ts';
import { cropLine, inkValues } from '../../../../src-main/workers/reading/own-reader/line-crop.ts';
import { wordsOfLine } from '../../../../src-main/workers/reading/own-reader/line-words.ts';
import { mapsToLines } from '../../../../src-main/workers/reading/own-reader/maps-to-lines.ts';
import { scaleTriangle } from '../../../../src-main/workers/reading/own-reader/scale-triangle.ts';
import type { Raster } from '../../../../src-main/workers/reading/raster.ts';

/**
 * What the training's Python makes of 50 pages, step by step (models/training/reader/README.md, "Golden pages"). The nets see in the
 * application what they saw in training only as long as both agree: rasters, crops and texts exactly, coordinates to 1e-4 px.
 */
const FOLDER = new URL('../../../fixtures/golden-pages/', import.meta.url).pathname;

const Shape = z.object({ offset: z.int(), shape: z.array(z.int()) });
const Reading = z.object({
  logits: Shape,
  text: z.string(),
  characters: z.array(z.tuple([z.string(), z.number(), z.int()])),
  words: z.array(
    z.object({
      text: z.string(),
      box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
      meanLogP: z.number(),
      minLogP: z.number(),
    }),
  ),
});
const Crop = z.object({
  line: z.int(),
  frame: z.object({ left: z.number(), stepX: z.number(), stepY: z.number(), width: z.int() }),
  high: z.int(),
  low: z.int(),
  sha256: z.string(),
  reading: Reading.optional(),
});
const Page = z.object({
  file: z.string(),
  width: z.int(),
  height: z.int(),
  sha256: z.string(),
  capitalHeight: z.number().nullable(),
  scale: z.number(),
  raster: z.object({ width: z.int(), height: z.int(), sha256: z.string() }),
  maps: Shape,
  lines: z.array(z.object({ knots: z.array(z.tuple([z.number(), z.number(), z.number()])), height: z.number(), p: z.number() })),
  crops: z.array(Crop),
});
type Page = z.infer<typeof Page>;
const Golden = z.object({
  detector: z.object({ threshold: z.number(), minCells: z.int(), shrink: z.number() }),
  crop: z.object({ marginX: z.number(), marginY: z.number(), maxWidth: z.int() }),
  charset: z.string(),
  pages: z.array(Page),
});

const golden = Golden.parse(JSON.parse(readFileSync(join(FOLDER, 'golden.json'), 'utf8')));
const binary = gunzipSync(readFileSync(join(FOLDER, 'golden.bin.gz')));
const charset = [...golden.charset];

const sha256 = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');
const near = (value: number): unknown => expect.closeTo(value, 4);

async function rasterOf({ file, width, height }: Page): Promise<Raster> {
  const data = await sharp(join(FOLDER, file)).toColourspace('b-w').raw().toBuffer();
  return { data: new Uint8Array(data), width, height, channels: 1 };
}

function bytes({ offset, shape }: z.infer<typeof Shape>): Uint8Array {
  return binary.subarray(offset, offset + shape.reduce((product, side) => product * side, 1));
}

/** The detector's output as it was kept: the core's logit in sixteenths from -8, distances in 64ths. */
function linesOf({ maps }: Page): TextLine[] {
  const [, rows = 0, columns = 0] = maps.shape;
  const values = Float32Array.from(bytes(maps), (q, at) => (at < rows * columns ? (q - 128) / 16 : q / 64));
  return mapsToLines({ values, rows, columns }, golden.detector);
}

function expectReading(reading: z.infer<typeof Reading>, line: TextLine, frame: Parameters<typeof wordsOfLine>[2]): void {
  const [classes = 0, frames = 0] = reading.logits.shape;
  const values = Float32Array.from(new Int8Array(bytes(reading.logits)), (q) => q / 8);
  const characters = decodeCtc({ values, offset: 0, classes, stride: frames, frames }, charset);
  expect(characters.map(({ text }) => text).join('')).toBe(reading.text);
  expect(characters.map(({ text, p, frame: at }) => [text, p, at])).toEqual(reading.characters.map(([text, p, at]) => [text, near(p), at]));
  expect(
    wordsOfLine(characters, line, frame).map(({ text, left, top, right, bottom, meanLogP, minLogP }) => ({
      text,
      box: [left, top, right, bottom],
      meanLogP,
      minLogP,
    })),
  ).toEqual(
    reading.words.map(({ text, box, meanLogP, minLogP }) => ({
      text,
      box: box.map(near),
      meanLogP: near(meanLogP),
      minLogP: near(minLogP),
    })),
  );
}

describe('the golden pages', () => {
  it('are fifty, with lines, crops and texts', () => {
    expect(golden.pages).toHaveLength(50);
    expect(golden.pages.flatMap(({ lines }) => lines).length).toBeGreaterThan(500);
    expect(golden.pages.flatMap(({ crops }) => crops).length).toBeGreaterThanOrEqual(100);
  });

  describe.each(golden.pages.map((page) => [page.file, page] as const))('%s', (_, page) => {
    it('is scaled for the detector to the same pixels', async () => {
      const gray = await rasterOf(page);
      expect(sha256(gray.data)).toBe(page.sha256);
      const size = detectorSize(gray, page.capitalHeight ?? undefined, 16);
      expect(size).toEqual({ width: page.raster.width, height: page.raster.height, scale: expect.closeTo(page.scale, 12) });
      expect(sha256(scaleTriangle(gray, size.width, size.height).data)).toBe(page.raster.sha256);
    });

    it("has the same lines, from the same detector's output", () => {
      const lines = linesOf(page).map(({ knots, height, p }) => ({
        knots: knots.map((knot) => [knot.x, knot.top, knot.bottom]),
        height,
        p,
      }));
      expect(lines).toEqual(
        page.lines.map(({ knots, height, p }) => ({ knots: knots.map((knot) => knot.map(near)), height: near(height), p: near(p) })),
      );
    });

    it('gives the same crops of them, and the same words', async () => {
      const gray = await rasterOf(page);
      const lines = scaleLines(linesOf(page), 1 / page.scale);
      for (const expected of page.crops) {
        const line = lines[expected.line];
        if (line === undefined) throw new Error(`no line ${expected.line}`);
        const { data, frame } = cropLine(gray, line, golden.crop);
        const { left, stepX, stepY, width } = expected.frame;
        expect(frame).toEqual({ left: near(left), stepX: near(stepX), stepY: near(stepY), width });
        expect(sha256(data)).toBe(expected.sha256);
        const ink = inkValues(data);
        expect(ink[expected.high]).toBe(0);
        expect(ink[expected.low]).toBeCloseTo((expected.high - expected.low) / Math.max(30, expected.high - expected.low), 6);
        if (expected.reading !== undefined) expectReading(expected.reading, line, frame);
      }
    });
  });
});
