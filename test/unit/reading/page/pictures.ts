import { invert, ontoQuad, type Quad } from '../../../../src-main/workers/reading/page/homography.ts';
import { warp } from '../../../../src-main/workers/reading/page/warp.ts';
import type { Raster } from '../../../../src-main/workers/reading/raster.ts';
import { randomFrom } from '../draw-text.ts';

type Size = { readonly width: number; readonly height: number };

/** A gray raster as RGB. */
export function toColour({ data, width, height }: Raster): Raster {
  const rgb = new Uint8Array(data.length * 3);
  for (let at = 0; at < rgb.length; at++) rgb[at] = data[Math.floor(at / 3)] ?? 0;
  return { data: rgb, width, height, channels: 3 };
}

/** A photo of a sheet that lies on a table of one colour with a little grain, its corners at the given places. */
export function onTable(sheet: Raster, corners: Quad, { width, height }: Size, table: readonly number[] = [96, 70, 48]): Raster {
  const map = invert(ontoQuad(sheet.width, sheet.height, corners));
  const paper = warp(toColour(sheet), map, { width, height });
  const inside = warp({ ...toColour(sheet), data: new Uint8Array(sheet.data.length * 3) }, map, { width, height });
  const random = randomFrom(9);
  const data = paper.data.map((value, at) => ((inside.data[at] ?? 0) < 128 ? value : (table[at % 3] ?? 0) + Math.floor(random() * 8)));
  return { data, width, height, channels: 3 };
}

/** Each level times what `light` says for its place, 0 to 1 of width and height. */
export function litBy(gray: Raster, light: (x: number, y: number) => number): Raster {
  const { width, height } = gray;
  return { ...gray, data: gray.data.map((value, at) => Math.round(value * light((at % width) / width, Math.floor(at / width) / height))) };
}

/** Gaussian blur with a kernel of three sigmas, rows and columns. */
export function blurred(gray: Raster, sigma: number): Raster {
  const reach = Math.ceil(3 * sigma);
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)));
  const sum = kernel.reduce((total, weight) => total + weight, 0);
  const pass = (data: Uint8Array, step: number, length: number, place: (at: number) => number): Uint8Array =>
    data.map((_, at) => {
      let value = 0;
      kernel.forEach((weight, i) => {
        const to = Math.min(length - 1, Math.max(0, place(at) + i - reach));
        value += (weight / sum) * (data[at + (to - place(at)) * step] ?? 0);
      });
      return Math.round(value);
    });
  const { width, height } = gray;
  const across = pass(gray.data, 1, width, (at) => at % width);
  return { ...gray, data: pass(across, width, height, (at) => Math.floor(at / width)) };
}
