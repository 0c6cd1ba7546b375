/** Pictures that are no documents: what a reader must get over without hanging, growing or inventing an error. */
import sharp from 'sharp';
import { drawText, randomFrom } from '../../unit/reading/draw-text.ts';

export type NoisePicture = { readonly name: string; readonly bytes: () => Promise<Uint8Array> };

type Random = () => number;
type Size = { readonly width: number; readonly height: number };
/** Gray of a pixel, 0 to 255 (clamped). */
type Shade = (x: number, y: number) => number;

/** Gray pictures of a few usual sizes; `turn` goes through them. */
const SIZES: readonly Size[] = [
  { width: 800, height: 1200 },
  { width: 1600, height: 2200 },
  { width: 400, height: 400 },
  { width: 2480, height: 3508 },
  { width: 1200, height: 300 },
];

/** Each kind makes its `turn`th picture; the same seed gives the same pixels. */
const KINDS: Readonly<Record<string, (turn: number, random: Random) => Promise<Uint8Array>>> = {
  gaussian: (turn, random) => {
    const [mean, sigma] = [60 + 150 * random(), 5 + turn * 12];
    return drawn(sizeOf(turn), () => mean + sigma * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
  },
  'salt and pepper': (turn, random) => {
    const share = [0.001, 0.005, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9][turn] ?? 0.5;
    return drawn(sizeOf(turn), () => (random() > share ? 235 : random() < 0.5 ? 0 : 255));
  },
  checkerboard: (turn) => {
    const cell = [1, 2, 3, 5, 8, 12, 20, 33, 64, 150][turn] ?? 8;
    return drawn(sizeOf(turn), (x, y) => ((Math.floor(x / cell) + Math.floor(y / cell)) % 2 === 0 ? 20 : 240));
  },
  stripes: (turn) => {
    const [period, slope] = [3 + turn * 4, [0, 0, 1, -0.3, 0.05][turn % 5] ?? 0];
    const isUpright = turn % 2 === 1;
    return drawn(sizeOf(turn), (x, y) => {
      const across = isUpright ? x + slope * y : y + slope * x;
      return ((across % period) + period) % period < period / 2 ? 30 : 250;
    });
  },
  'marks like text': (turn, random) => {
    const sheet = { ...sizeOf(turn), capital: 5 + turn * 3, lines: 2000, seed: Math.floor(random() * 1e9) };
    const page = drawText(sheet);
    return packed(page.data, page);
  },
  'random strokes': (turn, random) => strokes(sizeOf(turn), 500 * (turn + 1) ** 2, random),
  'waves of light': (turn) => {
    const k = 0.02 * (turn + 1) ** 1.5;
    return drawn(sizeOf(turn), (x, y) => 128 + 127 * Math.sin(k * x) * Math.cos(k * 0.7 * y + 0.0002 * x * y));
  },
  flat: (turn) => drawn(sizeOf(turn), () => [0, 255, 128, 1, 254, 30, 200, 60, 100, 160][turn] ?? 0),
  'odd sizes': (turn, random) => drawn(ODD[turn] ?? { width: 1, height: 1 }, () => (random() < 0.15 ? 20 : 235)),
  'coloured noise': async (turn, random) => {
    const { width, height } = sizeOf(turn);
    const data = Uint8Array.from({ length: width * height * 3 }, () => 256 * random());
    return sharp(data, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 60 + turn * 4 })
      .toBuffer();
  },
};

/** Thin, tiny and huge; all within the pixel limit. */
const ODD: readonly Size[] = [
  { width: 1, height: 1 },
  { width: 5000, height: 1 },
  { width: 1, height: 5000 },
  { width: 2, height: 3 },
  { width: 16_000, height: 40 },
  { width: 40, height: 16_000 },
  { width: 31, height: 33 },
  { width: 9000, height: 9000 },
  { width: 12_000, height: 700 },
  { width: 700, height: 12_000 },
];

/** Ten pictures of each of ten kinds, kinds taking turns, so that any first part of them has all kinds. */
export function noisePictures(): NoisePicture[] {
  return Array.from({ length: 10 }, (_, turn) =>
    Object.entries(KINDS).map(([kind, make], at) => ({ name: `${kind} ${turn}`, bytes: () => make(turn, randomFrom(1000 * at + turn)) })),
  ).flat();
}

function sizeOf(turn: number): Size {
  return SIZES[turn % SIZES.length] ?? { width: 800, height: 1200 };
}

function drawn({ width, height }: Size, shade: Shade): Promise<Uint8Array> {
  const data = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) data[at] = Math.min(255, Math.max(0, shade(x, y)));
  }
  return packed(data, { width, height });
}

/** Short dark lines in all directions, as many as asked for. */
function strokes({ width, height }: Size, count: number, random: Random): Promise<Uint8Array> {
  const data = new Uint8Array(width * height).fill(245);
  for (let i = 0; i < count; i++) {
    const [x, y, turn, length] = [random() * width, random() * height, random() * Math.PI, 4 + random() * 20];
    for (let step = 0; step < length; step += 0.5) {
      const [px, py] = [Math.floor(x + step * Math.cos(turn)), Math.floor(y + step * Math.sin(turn))];
      if (px >= 0 && py >= 0 && px < width && py < height) data[py * width + px] = 30;
    }
  }
  return packed(data, { width, height });
}

/** PNG where it is small, since it keeps every pixel; JPEG for the huge. */
function packed(data: Uint8Array, { width, height }: Size): Promise<Uint8Array> {
  const picture = sharp(data, { raw: { width, height, channels: 1 } });
  return (width * height > 2e7 ? picture.jpeg({ quality: 70 }) : picture.png({ compressionLevel: 2 })).toBuffer();
}
