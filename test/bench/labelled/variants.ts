/** How the pictures of labelled documents are damaged before they are read, so that readings carry the mistakes that print and paper cause. */
import sharp from 'sharp';
import { randomFrom } from '../../unit/reading/draw-text.ts';
import { DAMAGES, type Damage, damaged } from '../reading/damage.ts';

const JPEG = { quality: 90, chromaSubsampling: '4:4:4' } as const;
const NO_LIMIT = { limitInputPixels: false } as const;

/** Noise of a sensor in poor light: σ 10 to 18 gray levels. */
const NOISE: Damage = { name: 'noise', label: 'noise', apply: (picture, random) => noisy(picture, 10 + 8 * random(), random) };

/** Slightly out of focus: strokes stay apart at the sizes of an invoice. */
const LIGHT_BLUR: Damage = {
  name: 'light-blur',
  label: 'blur, σ 0.8',
  apply: (picture) => sharp(picture, NO_LIMIT).blur(0.8).jpeg(JPEG).toBuffer(),
};

/** Laid askew on the glass of a scanner, up to 2.5° either way. */
const SKEW: Damage = {
  name: 'skew',
  label: 'skew',
  apply: (picture, random) =>
    sharp(picture, NO_LIMIT)
      .rotate((random() < 0.5 ? 1 : -1) * (0.5 + 2 * random()), { background: '#ffffff' })
      .jpeg(JPEG)
      .toBuffer(),
};

function named(name: string): Damage {
  const damage = DAMAGES.find((one) => one.name === name);
  if (damage === undefined) throw new Error(`There is no damage ${name}.`);
  return damage;
}

/** What happens to receipts, and to pages of invoices. */
export const RECEIPT_DAMAGES: readonly Damage[] = [named('blur'), named('half'), named('shadow'), named('photo'), NOISE];
export const PAGE_DAMAGES: readonly Damage[] = [LIGHT_BLUR, NOISE, SKEW, named('photo')];

/** `count` different damages for a document, always the same ones. */
export function drawn(damages: readonly Damage[], id: string, count: number): Damage[] {
  const random = randomFrom(seedOf(`variants ${id}`));
  const left = [...damages];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(Math.floor(random() * left.length), 1)).flat();
}

/** The picture of that id damaged; the same id and damage give the same bytes. */
export function apply(damage: Damage, id: string, picture: Uint8Array): Promise<Buffer> {
  return damaged(damage, id, picture);
}

export function seedOf(text: string): number {
  return [...text].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) >>> 0, 7);
}

async function noisy(picture: Uint8Array, sigma: number, random: () => number): Promise<Buffer> {
  const { data, info } = await sharp(picture, NO_LIMIT).removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  for (let at = 0; at < data.length; at += info.channels) {
    const shift = sigma * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    for (let channel = 0; channel < info.channels; channel++) {
      data[at + channel] = Math.min(255, Math.max(0, Math.round((data[at + channel] ?? 0) + shift)));
    }
  }
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
    .jpeg(JPEG)
    .toBuffer();
}
