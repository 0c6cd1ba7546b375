import type { ReadPage, RecognisedPage } from './document-reader.ts';
import { makePageImage, previewSize } from './page-image.ts';
import { type Raster, resizeColour, toGray } from './raster.ts';

/**
 * A recognised page with its picture. `picture` is the page as it came out of the file, `index` counts from 0; `started` is when the page
 * was begun (milliseconds of the process).
 */
export async function readPageOf(page: { read: RecognisedPage; picture: Raster; index: number; started: number }): Promise<ReadPage> {
  const { read, picture, index, started } = page;
  const { words, quality, tiers, ms } = read;
  // A page that was turned upright is as wide as it was tall, which may be more than a preview can be.
  const shown = await resizeColour(read.shown, previewSize(read.shown.width, read.shown.height));
  const image = await makePageImage(index + 1, shown, toGray(picture));
  const reading = {
    page: index + 1,
    width: shown.width,
    height: shown.height,
    source: 'ocr' as const,
    words: [...words],
    ...(quality === undefined ? {} : { quality }),
  };
  return { reading, image, ms: { decode: performance.now() - started - ms, ocr: ms }, tiers };
}
