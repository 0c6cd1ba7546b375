import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaleTriangle } from '../../../../src-main/workers/reading/own-reader/scale-triangle.ts';
import type { Raster } from '../../../../src-main/workers/reading/raster.ts';

const side = fc.integer({ min: 1, max: 40 });
const raster = fc
  .tuple(side, side)
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height, maxLength: width * height })
      .map((data): Raster => ({ data: new Uint8Array(data), width, height, channels: 1 })),
  );

describe('scaling with triangles', () => {
  it('keeps a page of one gray, at any size', () => {
    fc.assert(
      fc.property(side, side, side, side, fc.nat(255), (width, height, newWidth, newHeight, gray) => {
        const page: Raster = { data: new Uint8Array(width * height).fill(gray), width, height, channels: 1 };
        const scaled = scaleTriangle(page, newWidth, newHeight);
        expect(scaled).toMatchObject({ width: newWidth, height: newHeight, channels: 1 });
        expect(scaled.data.every((value) => value === gray)).toBe(true);
      }),
    );
  });

  it('never leaves the range of the grays that it was given', () => {
    fc.assert(
      fc.property(raster, side, side, (page, width, height) => {
        const scaled = scaleTriangle(page, width, height);
        expect(Math.min(...scaled.data)).toBeGreaterThanOrEqual(Math.min(...page.data));
        expect(Math.max(...scaled.data)).toBeLessThanOrEqual(Math.max(...page.data));
      }),
    );
  });

  it('changes nothing at the same size', () => {
    fc.assert(
      fc.property(raster, (page) => {
        expect(scaleTriangle(page, page.width, page.height).data).toEqual(page.data);
      }),
    );
  });

  it('mirrors as the page does', () => {
    const mirrored = ({ data, width, height }: Raster): Raster => ({
      data: data.map((_, at) => data[at - (at % width) + width - 1 - (at % width)] ?? 0),
      width,
      height,
      channels: 1,
    });
    fc.assert(
      fc.property(raster, side, (page, width) => {
        const one = mirrored(scaleTriangle(page, width, page.height)).data;
        const other = scaleTriangle(mirrored(page), width, page.height).data;
        expect(Math.max(...one.map((value, at) => Math.abs(value - (other[at] ?? 0))))).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('lets every pixel count when shrinking', () => {
    const data = new Uint8Array(64).fill(255);
    data[6] = 0;
    const scaled = scaleTriangle({ data, width: 64, height: 1, channels: 1 }, 8, 1);
    // Triangles of radius 8 round 3.5, 11.5 and 19.5 give pixel 6 the weights 0.6875 / 8, 0.3125 / 8 and none.
    expect([...scaled.data.slice(0, 3)]).toEqual([233, 245, 255]);
  });

  it('refuses colour', () => {
    expect(() => scaleTriangle({ data: new Uint8Array(3), width: 1, height: 1, channels: 3 }, 1, 1)).toThrow(TypeError);
  });
});
