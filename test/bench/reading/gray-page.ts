import sharp from 'sharp';
import { previewSize } from '../../../src-main/workers/reading/page-image.ts';
import type { Raster } from '../../../src-main/workers/reading/raster.ts';
import { bytesOf } from './bench.ts';

/** A receipt in gray, as fine as it is (`original`) or as the product looks at it first (`preview`). */
export async function grayPage(id: string, size: 'original' | 'preview'): Promise<Raster> {
  const opened = sharp(bytesOf(id), { limitInputPixels: false }).autoOrient().flatten({ background: '#ffffff' });
  const { width, height } = await sharp(bytesOf(id), { limitInputPixels: false }).metadata();
  const preview = previewSize(width, height);
  const fitted = size === 'original' ? opened : opened.resize(preview.width, preview.height, { fit: 'fill', kernel: 'lanczos3' });
  const { data, info } = await fitted.toColourspace('b-w').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: 1 };
}
