import sharp from 'sharp';
import { EngineError } from '../../contract/index.ts';
import { READING_LIMITS } from '../../engine/reading/limits.ts';
import type { OpenedDocument, PageReader, ReadPage } from './document-reader.ts';
import { previewSize } from './page-image.ts';
import type { Raster } from './raster.ts';
import { readPageOf } from './recognised-page.ts';

/** Size of one page with its orientation applied. */
type PageSize = { readonly width: number; readonly height: number };

/** Opens a JPEG, PNG, WebP or TIFF (every page of it) from its header. Throws `file_truncated`, `too_many_pixels`, `too_many_pages`. */
export async function openImage(bytes: Uint8Array, mediaType: string, recognise: PageReader): Promise<OpenedDocument> {
  const { pages, isPaged } = await inspect(bytes, mediaType);
  return {
    mediaType,
    pages,
    readPage: async (index) => {
      const size = await pageSize(bytes, isPaged ? index : undefined);
      return readImagePage({ bytes, page: isPaged ? index : undefined, index, size, recognise });
    },
    close: () => undefined,
  };
}

async function inspect(bytes: Uint8Array, mediaType: string): Promise<{ pages: number; isPaged: boolean }> {
  const metadata = await named(() => sharp(bytes, { limitInputPixels: false }).metadata());
  // An animated WebP has frames, not pages: its first frame is the picture.
  const isPaged = mediaType === 'image/tiff';
  const pages = isPaged ? (metadata.pages ?? 1) : 1;
  if (pages > READING_LIMITS.pages) throw new EngineError('too_many_pages', { details: { pages: String(pages) } });
  refuseTooManyPixels(metadata.width, metadata.height);
  return { pages, isPaged };
}

async function pageSize(bytes: Uint8Array, page: number | undefined): Promise<PageSize> {
  const options = page === undefined ? {} : { page };
  const { width, height, autoOrient } = await named(() => sharp(bytes, { limitInputPixels: false, ...options }).metadata());
  refuseTooManyPixels(width, height);
  return { width: autoOrient.width ?? width, height: autoOrient.height ?? height };
}

function refuseTooManyPixels(width: number, height: number): void {
  if (width * height <= READING_LIMITS.imagePixels) return;
  throw new EngineError('too_many_pixels', { details: { width: String(width), height: String(height) } });
}

type ImagePage = {
  readonly bytes: Uint8Array;
  readonly page: number | undefined;
  readonly index: number;
  readonly size: PageSize;
  readonly recognise: PageReader;
};

async function readImagePage({ bytes, page, index, size, recognise }: ImagePage): Promise<ReadPage> {
  const started = performance.now();
  const preview = previewSize(size.width, size.height);
  const colour = await decode(bytes, page, preview, 3);
  const isWhole = preview.width === size.width && preview.height === size.height;
  const finer = (wanted: PageSize, kind?: 'gray' | 'colour'): Promise<Raster> =>
    decode(bytes, page, within(wanted, size), kind === 'colour' ? 3 : 1);
  const read = await recognise({ colour, original: size, finer: isWhole ? undefined : finer });
  return readPageOf({ read, picture: colour, index, started });
}

function within(wanted: PageSize, size: PageSize): PageSize {
  return { width: Math.min(wanted.width, size.width), height: Math.min(wanted.height, size.height) };
}

/** Decodes upright, on white, at the given size. JPEG is shrunk while it is loaded. */
async function decode(bytes: Uint8Array, page: number | undefined, size: PageSize, channels: 1 | 3): Promise<Raster> {
  const options = { limitInputPixels: READING_LIMITS.imagePixels, failOn: 'truncated', sequentialRead: true } as const;
  const pipeline = sharp(bytes, page === undefined ? options : { ...options, page })
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .resize(size.width, size.height, { fit: 'fill', kernel: 'lanczos3' })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb');
  const { data, info } = await named(() => pipeline.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true }));
  return { data, width: info.width, height: info.height, channels };
}

/** The type was recognised from the first bytes, so whatever the decoder cannot do from there on is damage. */
async function named<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new EngineError('file_truncated', { cause: error });
  }
}
