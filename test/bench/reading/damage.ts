/** What happens to a receipt between the printer and the file, done to clean scans with a seed, so that the loss can be measured. */
import sharp from 'sharp';
import { randomFrom } from '../../unit/reading/draw-text.ts';
import { homography, type Point, type Rgb, warp } from './warp.ts';

type Random = () => number;
export type Damage = {
  readonly name: string;
  /** For the table. */
  readonly label: string;
  readonly apply: (picture: Uint8Array, random: Random) => Promise<Buffer>;
};

const JPEG = { quality: 90, chromaSubsampling: '4:4:4' } as const;
const NO_LIMIT = { limitInputPixels: false } as const;

export const DAMAGES: readonly Damage[] = [
  { name: 'shadow', label: 'shadow', apply: (picture, random) => changed(picture, (page) => shadow(page, random)) },
  {
    name: 'rotation-8',
    label: 'rotation by 8°',
    apply: async (picture, random) =>
      jpeg(
        await sharp(picture, NO_LIMIT)
          .rotate(random() < 0.5 ? 8 : -8, { background: '#ffffff' })
          .toBuffer(),
      ),
  },
  {
    name: 'rotation-90',
    label: 'rotation by 90°',
    apply: async (picture, random) =>
      jpeg(
        await sharp(picture, NO_LIMIT)
          .rotate(random() < 0.5 ? 90 : 270)
          .toBuffer(),
      ),
  },
  {
    name: 'rotation-180',
    label: 'rotation by 180°',
    apply: async (picture) => jpeg(await sharp(picture, NO_LIMIT).rotate(180).toBuffer()),
  },
  { name: 'wave', label: 'page wave', apply: (picture, random) => changed(picture, (page) => wave(page, random)) },
  { name: 'half', label: 'half resolution', apply: half },
  { name: 'blur', label: 'blur, σ 1.2', apply: async (picture) => jpeg(await sharp(picture, NO_LIMIT).blur(1.2).toBuffer()) },
  { name: 'photo', label: 'photo on a table', apply: (picture, random) => changed(picture, (page) => photo(page, random), PHOTO_SIDE) },
];

/** The picture of a receipt damaged in the given way; the same receipt and seed give the same bytes. */
export function damaged(damage: Damage, id: string, picture: Uint8Array): Promise<Buffer> {
  return damage.apply(picture, randomFrom([...`${damage.name} ${id}`].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) >>> 0, 7)));
}

function jpeg(picture: Uint8Array): Promise<Buffer> {
  return sharp(picture, NO_LIMIT).jpeg(JPEG).toBuffer();
}

/** Decodes, changes the pixels, and packs again. `side`: longest side in px that is worth keeping. */
async function changed(picture: Uint8Array, change: (page: Rgb) => Rgb, side?: number): Promise<Buffer> {
  const opened = sharp(picture, NO_LIMIT).removeAlpha().toColourspace('srgb');
  const fitted = side === undefined ? opened : opened.resize(side, side, { fit: 'inside', withoutEnlargement: true });
  const { data, info } = await fitted.raw().toBuffer({ resolveWithObject: true });
  const page = change({ data, width: info.width, height: info.height });
  return sharp(page.data, { raw: { width: page.width, height: page.height, channels: 3 } })
    .jpeg(JPEG)
    .toBuffer();
}

async function half(picture: Uint8Array): Promise<Buffer> {
  const { width } = await sharp(picture, NO_LIMIT).metadata();
  return sharp(picture, NO_LIMIT)
    .resize(Math.round(width / 2))
    .jpeg(JPEG)
    .toBuffer();
}

/** Light that falls off softly across the page to less than half, and an edge as of a hand or a telephone, behind which it is darker still. */
function shadow(page: Rgb, random: Random): Rgb {
  const { width, height } = page;
  const [softAt, hardAt] = [random() * 2 * Math.PI, random() * 2 * Math.PI];
  const [softX, softY, hardX, hardY] = [Math.cos(softAt), Math.sin(softAt), Math.cos(hardAt), Math.sin(hardAt)];
  const [deep, dark, edge] = [0.42 + 0.1 * random(), 0.5 + 0.1 * random(), (random() - 0.5) * 0.5];
  const sharpness = Math.max(width, height) / 6;
  return lit(page, (x, y) => {
    const [u, v] = [x / width - 0.5, y / height - 0.5];
    const soft = 1 - (1 - deep) * smoothStep(0.5 + 0.8 * (u * softX + v * softY));
    const hard = 1 - (1 - dark) * smoothStep((u * hardX + v * hardY - edge) * sharpness + 0.5);
    return soft * hard;
  });
}

function smoothStep(t: number): number {
  const s = Math.min(1, Math.max(0, t));
  return s * s * (3 - 2 * s);
}

function lit(page: Rgb, light: (x: number, y: number) => number): Rgb {
  const data = new Uint8Array(page.data.length);
  for (let y = 0, at = 0; y < page.height; y++) {
    for (let x = 0; x < page.width; x++) {
      const factor = light(x, y);
      for (let channel = 0; channel < 3; channel++, at++) data[at] = Math.min(255, Math.round((page.data[at] ?? 0) * factor));
    }
  }
  return { ...page, data };
}

/** Rows bend up and down by 0.9 % of the width (7 px at 800 px), about one and a half times across the page; further down the bend differs. */
function wave(page: Rgb, random: Random): Rgb {
  const { width, height } = page;
  const [depth, phase, turns, drift] = [0.009 * width, random() * 2 * Math.PI, 1.2 + 0.6 * random(), 2 * random()];
  const white = { width, height, data: new Uint8Array(width * height * 3).fill(255) };
  return warp(page, white, (x, y) => ({
    x,
    y: Math.min(height - 1, Math.max(0, y + depth * Math.sin((2 * Math.PI * turns * x) / width + phase + (drift * y) / height))),
  }));
}

/** Longest side of the receipt in a telephone's photo, px. */
const PHOTO_SIDE = 3000;

/** The receipt lies askew on a wooden table, seen at an angle, in uneven light, with the camera's noise and softness. */
function photo(page: Rgb, random: Random): Rgb {
  const { width, height } = page;
  const [across, down] = [Math.round(width * 1.35), Math.round(height * 1.2)];
  const jitter = (side: number): number => (random() - 0.5) * 0.1 * side;
  const turn = ((random() - 0.5) * 10 * Math.PI) / 180;
  const corner = (x: number, y: number): Point => ({
    x: across / 2 + x * Math.cos(turn) - y * Math.sin(turn) + jitter(width),
    y: down / 2 + x * Math.sin(turn) + y * Math.cos(turn) + jitter(height) / 2,
  });
  // So far in that a tall receipt keeps its corners in the picture when it is turned.
  const fit = Math.min(1, (across * 0.92) / (width * Math.cos(turn) + height * Math.abs(Math.sin(turn))), 0.97);
  const [w, h] = [(width / 2) * fit, (height / 2) * fit];
  const corners = [corner(-w, -h), corner(w, -h), corner(w, h), corner(-w, h)];
  const ends = [
    { x: 0, y: 0 },
    { x: width - 1, y: 0 },
    { x: width - 1, y: height - 1 },
    { x: 0, y: height - 1 },
  ];
  const scene = warp(page, table(across, down, random), homography(corners, ends));
  const [far, towards] = [0.6 + 0.15 * random(), random() * 2 * Math.PI];
  const noise = gaussian(random);
  const soft = lit(scene, (x, y) => {
    const side = 0.5 + 0.7 * ((x / across - 0.5) * Math.cos(towards) + (y / down - 0.5) * Math.sin(towards));
    return 1 - (1 - far) * smoothStep(side);
  });
  return { ...soft, data: soft.data.map((value) => Math.min(255, Math.max(0, Math.round(value + noise() * 4)))) };
}

/** Planks of brown wood with grain along them. */
function table(width: number, height: number, random: Random): Rgb {
  const data = new Uint8Array(width * height * 3);
  const base = [90 + 60 * random(), 60 + 40 * random(), 35 + 30 * random()] as const;
  const noise = gaussian(random);
  const grain = Float64Array.from({ length: height }, () => noise() * 5);
  const plank = Math.round(height / (4 + 4 * random()));
  for (let y = 0, at = 0; y < height; y++) {
    const gap = y % plank < 3 ? 0.5 : 1;
    for (let x = 0; x < width; x++) {
      const streak = (grain[y] ?? 0) + 6 * Math.sin(x / 90 + 3 * Math.sin(y / 25));
      for (let channel = 0; channel < 3; channel++, at++) data[at] = Math.min(255, Math.max(0, ((base[channel] ?? 0) + streak) * gap));
    }
  }
  return { data, width, height };
}

/** Normal deviates (Box-Muller). */
function gaussian(random: Random): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
