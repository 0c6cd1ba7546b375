import sharp, { type Sharp } from 'sharp';

/** Pixels, row by row from the top left, `channels` bytes each: 1 is gray, 3 is RGB, 4 is RGBA. */
export type Raster = {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
};

type Size = { readonly width: number; readonly height: number };

/** Several parts of reading look at the same page in gray; it goes with its colours. */
const grayOf = new WeakMap<Raster, Raster>();

/** Luma of an RGB or RGBA raster (ITU-R BT.601, in 1/256). Nobody may write into it: it is made once. */
export function toGray(colour: Raster): Raster {
  if (colour.channels === 1) return colour;
  const known = grayOf.get(colour);
  if (known !== undefined) return known;
  const { data, channels } = colour;
  const values = new Uint8Array(colour.width * colour.height);
  for (let i = 0, at = 0; i < values.length; i++, at += channels) {
    values[i] = (77 * (data[at] ?? 0) + 150 * (data[at + 1] ?? 0) + 29 * (data[at + 2] ?? 0)) >> 8;
  }
  const gray: Raster = { data: values, width: colour.width, height: colour.height, channels: 1 };
  grayOf.set(colour, gray);
  return gray;
}

/** A gray raster `scale` times as large; changes of less than 2 % are not worth the work. */
export async function scaleGray(gray: Raster, scale: number): Promise<Raster> {
  if (Math.abs(scale - 1) < 0.02) return gray;
  return resize(gray, { width: Math.max(1, Math.round(gray.width * scale)), height: Math.max(1, Math.round(gray.height * scale)) });
}

/** A colour raster of the given size. */
export async function resizeColour(colour: Raster, size: Size): Promise<Raster> {
  return colour.width === size.width && colour.height === size.height ? colour : resize(colour, size);
}

async function resize(raster: Raster, size: Size): Promise<Raster> {
  const scaled = rasterImage(raster).resize(size.width, size.height, { fit: 'fill', kernel: 'lanczos3' });
  const { data, info } = await (raster.channels === 1 ? scaled.toColourspace('b-w') : scaled).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: raster.channels };
}

/** A gray raster without single specks: each pixel is the median of its 3 x 3 neighbourhood. */
export async function smoothGray(gray: Raster): Promise<Raster> {
  const { data } = await rasterImage(gray).median(3).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return { ...gray, data };
}

/** The raster as a picture to work on. */
export function rasterImage(raster: Raster): Sharp {
  return sharp(raster.data, { raw: { width: raster.width, height: raster.height, channels: raster.channels } });
}
