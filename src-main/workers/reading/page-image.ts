import type { PageImage } from '../../engine/ports.ts';
import { READING_LIMITS } from '../../engine/reading/limits.ts';
import { type Raster, rasterImage, scaleGray } from './raster.ts';

/** Legible at a third of the size of quality 100; measured sizes are 40 to 200 kB a page. Effort 1 makes them 2 % smaller for a quarter more time. */
const WEBP = { quality: 80, effort: 0 } as const;
const SHARPNESS_WIDTH = 1000;

/**
 * Preview of a page as it is shown, which fits the preview limits already, with fingerprint and sharpness of `picture`, the gray page as it
 * came out of the file: a fingerprint must not change with the way pages are cut and straightened.
 */
export async function makePageImage(page: number, colour: Raster, picture: Raster): Promise<PageImage> {
  const bytes = await rasterImage(colour).removeAlpha().webp(WEBP).toBuffer();
  return {
    page,
    mediaType: 'image/webp',
    bytes: new Uint8Array(bytes),
    width: colour.width,
    height: colour.height,
    dhash: await differenceHash(picture),
    sharpness: await measureSharpness(picture),
  };
}

/**
 * Difference hash: is each of 16 x 16 cells of the page brighter than its right neighbour? 64 hexadecimal digits, row by row.
 * A re-sent JPEG copy of the same picture differs in at most 12 bits (95 of 100), another receipt in at least 26 (intake measurements).
 */
export async function differenceHash(gray: Raster): Promise<string> {
  const { data } = await rasterImage(gray).resize(17, 16, { fit: 'fill' }).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  let hex = '';
  for (let y = 0; y < 16; y++) {
    for (let x = 0; x < 16; x += 4) {
      let digit = 0;
      for (let bit = 0; bit < 4; bit++) {
        const at = y * 17 + x + bit;
        digit = digit * 2 + ((data[at] ?? 0) > (data[at + 1] ?? 0) ? 1 : 0);
      }
      hex += digit.toString(16);
    }
  }
  return hex;
}

/** Number of bits in which two difference hashes differ, 0 to 256. */
export function hashDistance(a: string, b: string): number {
  let bits = 0;
  for (let i = 0; i < 64; i++) {
    let difference = Number.parseInt(a[i] ?? '0', 16) ^ Number.parseInt(b[i] ?? '0', 16);
    for (; difference > 0; difference >>= 1) bits += difference & 1;
  }
  return bits;
}

/** Variance of the Laplacian at 1000 px width (wider pages are shrunk, narrower ones kept, so that enlarging does not look like blur). */
export async function measureSharpness(gray: Raster): Promise<number> {
  const scaled = await scaleGray(gray, Math.min(1, SHARPNESS_WIDTH / gray.width));
  return laplacianVariance(scaled.data, scaled.width, scaled.height);
}

function laplacianVariance(data: Uint8Array, width: number, height: number): number {
  let sum = 0;
  let squares = 0;
  for (let y = 1; y < height - 1; y++) {
    const end = (y + 1) * width - 1;
    let left = data[end - width + 1] ?? 0;
    let value = data[end - width + 2] ?? 0;
    // Sums of one row are small whole numbers, which are quicker than large ones.
    let [rowSum, rowSquares] = [0, 0];
    for (let at = y * width + 1; at < end; at++) {
      const right = data[at + 1] ?? 0;
      const laplacian = left + right + (data[at - width] ?? 0) + (data[at + width] ?? 0) - 4 * value;
      rowSum += laplacian;
      rowSquares += laplacian * laplacian;
      left = value;
      value = right;
    }
    sum += rowSum;
    squares += rowSquares;
  }
  const count = Math.max(1, (width - 2) * (height - 2));
  return Math.max(0, squares / count - (sum / count) ** 2);
}

/** The largest size of the same shape within the preview limits; never larger than the page itself. */
export function previewSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, READING_LIMITS.previewWidth / width, READING_LIMITS.previewHeight / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
