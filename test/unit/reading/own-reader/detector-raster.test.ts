import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectorSize, fillStrip, paddedSize, stripsOf } from '../../../../src-main/workers/reading/own-reader/detector-raster.ts';

const side = fc.integer({ min: 1, max: 12_000 });

describe('the raster of the detector', () => {
  it('makes capitals as high as the detector likes them', () => {
    expect(detectorSize({ width: 1000, height: 1500 }, 32, 16)).toEqual({ width: 500, height: 750, scale: 0.5 });
  });

  it('is 800 px wide where the height of capitals is unknown', () => {
    expect(detectorSize({ width: 1600, height: 2000 }, undefined, 16)).toEqual({ width: 800, height: 1000, scale: 0.5 });
  });

  it('never has more than 2.5 million pixels, nor none', () => {
    fc.assert(
      fc.property(side, side, fc.double({ min: 0.5, max: 400, noNaN: true }), (width, height, capitalHeight) => {
        const size = detectorSize({ width, height }, capitalHeight, 16);
        expect(size.width * size.height).toBeLessThanOrEqual(2_500_000 + size.width + size.height);
        expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe('strips of the raster', () => {
  const padded = fc
    .tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 400 }))
    .map(([columns, rows]) => ({ width: 32 * columns, height: 32 * rows }))
    .filter(({ width, height }) => width * height <= 2_600_000);

  it('give every row once, and see 64 px more where there is more', () => {
    fc.assert(
      fc.property(padded, (size) => {
        let next = 0;
        for (const { from, height, keepFrom, keepTo } of stripsOf(size)) {
          expect(keepFrom).toBe(next);
          expect(from).toBeLessThanOrEqual(Math.max(0, keepFrom - 64));
          expect(from + height).toBeGreaterThanOrEqual(Math.min(size.height, keepTo + 64));
          next = keepTo;
        }
        expect(next).toBe(size.height);
      }),
    );
  });

  it('lie within the raster, are alike and fit the strides of the net', () => {
    fc.assert(
      fc.property(padded, (size) => {
        const strips = stripsOf(size);
        for (const { from, height, keepFrom } of strips) {
          expect([from % 32, height % 32, keepFrom % 32, height - (strips[0]?.height ?? 0)]).toEqual([0, 0, 0, 0]);
          expect(from).toBeGreaterThanOrEqual(0);
          expect(from + height).toBeLessThanOrEqual(size.height);
        }
      }),
    );
  });

  it('leave a receipt whole', () => {
    expect(stripsOf({ width: 640, height: 1280 })).toEqual([{ from: 0, height: 1280, keepFrom: 0, keepTo: 1280 }]);
  });

  it('are black where the raster is, and white beyond it', () => {
    const raster = { data: new Uint8Array([0, 51, 255, 204]), width: 2, height: 2, channels: 1 as const };
    expect(paddedSize(raster)).toEqual({ width: 32, height: 32 });
    const into = new Float32Array(32 * 32);
    into[32 * 5] = 0.5;
    fillStrip(into, raster, { from: 0, height: 32 }, 32);
    expect([into[0], into[1], into[2], into[32], into[33], into[32 * 5]].map((value) => Math.round((value ?? 0) * 100) / 100)).toEqual([
      1, 0.8, 0, 0, 0.2, 0,
    ]);
  });
});
