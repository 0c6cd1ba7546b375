import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReaderPool, type StartedReaderPool } from '../../../src-main/adapters/reader-pool/create-reader-pool.ts';
import type { Box, EngineError } from '../../../src-main/contract/index.ts';
import type { ReadResult } from '../../../src-main/engine/ports.ts';
import { READING_LIMITS } from '../../../src-main/engine/reading/limits.ts';
import { hashDistance } from '../../../src-main/workers/reading/page-image.ts';
import { encryptedPdf, hugeJpeg, makePdf, picture, RECEIPT, scannedPdf, wordsOf } from './documents.ts';

let pool: StartedReaderPool;
beforeAll(() => {
  pool = createReaderPool({ size: 1 });
});
afterAll(() => pool.close());

const read = (bytes: Uint8Array, name = 'file'): Promise<ReadResult> => pool.read({ bytes, name });
const codeOf = (bytes: Uint8Array): Promise<string> =>
  read(bytes).then(
    (result) => `read as ${result.mediaType}`,
    (error: EngineError) => error.code,
  );
const textOf = (result: ReadResult, page = 0): string[] => result.reading.pages[page]?.words.map(({ text }) => text) ?? [];

/** Share of the wanted words that were read. */
function recall(found: readonly string[], wanted: readonly string[]): number {
  const left = [...found];
  const hits = wanted.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return hits.length / wanted.length;
}

describe('pictures', () => {
  it.each(['png', 'jpeg', 'webp', 'tiff'] as const)('reads the words of a %s, whatever its name says', async (format) => {
    const result = await read(await (await picture(RECEIPT)).toFormat(format).toBuffer(), 'photo.pdf');
    expect(result.mediaType).toBe(`image/${format}`);
    expect(result.reading).toMatchObject({ source: 'ocr', reader: expect.stringMatching(/^tickmark-reader 1/) });
    expect(recall(textOf(result), wordsOf(RECEIPT))).toBeGreaterThan(0.9);
  });

  it('gives each word its line and a box that holds ink, in reading order', async () => {
    const page = await (await picture(RECEIPT)).png().toBuffer();
    const { reading } = await read(page);
    const words = reading.pages[0]?.words ?? [];
    const total = words.find(({ text }) => text === 'TOTAL');
    const amount = words.find(({ text }) => text === '33.48');
    expect(total?.line).toBe(amount?.line);
    expect(words.map(({ line }) => line)).toEqual(words.map(({ line }) => line).toSorted((a, b) => a - b));
    expect(darkShare(await grayPage(page), amount?.box ?? [0, 0, 0, 0])).toBeGreaterThan(0.05);
  });

  it('turns a picture upright as its orientation tag says', async () => {
    const upright = await (await picture(RECEIPT)).jpeg({ quality: 95 }).toBuffer();
    const turned = await sharp(upright).rotate(90).withMetadata({ orientation: 8 }).jpeg({ quality: 95 }).toBuffer();
    const [plain, tagged] = [await read(upright), await read(turned)];
    expect(tagged.reading.pages[0]).toMatchObject({ width: plain.reading.pages[0]?.width, height: plain.reading.pages[0]?.height });
    expect(recall(textOf(tagged), wordsOf(RECEIPT))).toBeGreaterThan(0.9);
    expect(hashDistance(plain.images[0]?.dhash ?? '', tagged.images[0]?.dhash ?? '')).toBeLessThanOrEqual(12);
  });

  it('shows a wide page that lies on its side within the preview limits, upright', async () => {
    const wide = await (await picture(RECEIPT)).extend({ right: 1200, background: '#fff' }).png().toBuffer();
    const result = await read(await sharp(wide).rotate(90).png().toBuffer());
    const [image] = result.images;
    expect(image?.width).toBe(READING_LIMITS.previewWidth);
    expect(image?.height).toBeLessThan(image?.width ?? 0);
    expect(recall(textOf(result), wordsOf(RECEIPT))).toBeGreaterThan(0.9);
  });

  it('reads every page of a TIFF', async () => {
    const pages = await Promise.all([RECEIPT, RECEIPT.toReversed()].map(async (lines) => (await picture(lines)).png().toBuffer()));
    const result = await read(
      await sharp(pages, { join: { animated: true } })
        .tiff()
        .toBuffer(),
    );
    expect(result.reading.pages.map(({ page }) => page)).toEqual([1, 2]);
    expect(result.images.map(({ page }) => page)).toEqual([1, 2]);
    expect(textOf(result, 1).slice(0, 3)).toEqual(['Paid', 'by', 'card,']);
  });

  it('shows a page on which there is nothing to read', async () => {
    const blank = await sharp({ create: { width: 600, height: 800, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const result = await read(blank);
    expect(textOf(result)).toEqual([]);
    expect(await sharp(result.images[0]?.bytes).metadata()).toMatchObject({ format: 'webp', width: 600, height: 800 });
  });

  it('gives pure noise up without recognising it', async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
    const result = await read(
      await sharp({ create: { width: 1600, height: 2200, channels: 3, background: '#888', noise } })
        .jpeg()
        .toBuffer(),
    );
    expect(textOf(result)).toEqual([]);
    expect(result.ms.tiers.second).toBeUndefined();
  });
});

describe('readers', () => {
  it('are the own one for a clear page, and its tier is counted and timed', async () => {
    const { reading, ms } = await read(await (await picture(RECEIPT)).png().toBuffer());
    expect(reading.reader).toBe('tickmark-reader 1');
    expect(ms.tiers).toEqual({ own: { count: 1, ms: expect.any(Number) } });
    expect(reading.pages[0]?.quality).toMatchObject({ problems: [] });
  });

  it('are the second one alone where that is wanted', async () => {
    const bytes = await (await picture(RECEIPT)).png().toBuffer();
    const { reading, ms } = await pool.read({ bytes, name: 'file', options: { reader: 'tesseract' } });
    expect(reading.reader).toMatch(/^tesseract\.js 7\.0\.0 eng best_int$/);
    expect(ms.tiers).toEqual({ second: { count: 1, ms: expect.any(Number) } });
    expect(recall(reading.pages[0]?.words.map(({ text }) => text) ?? [], wordsOf(RECEIPT))).toBeGreaterThan(0.9);
  });

  it('are the second one alone where the networks of the own one are missing, and that is said', async () => {
    const notes: unknown[] = [];
    const quiet = { debug: () => undefined, info: () => undefined, error: () => undefined };
    const log = { ...quiet, warn: (_: string, data?: object) => void notes.push(data) };
    const bare = createReaderPool({ size: 1, readerModelDir: '/nonexistent', log });
    try {
      const { reading } = await bare.read({ bytes: await (await picture(RECEIPT)).png().toBuffer(), name: 'file' });
      expect(reading.reader).toMatch(/^tesseract\.js/);
      expect(notes).toEqual([{ note: expect.stringContaining('The own reader is not there') }]);
    } finally {
      await bare.close();
    }
  });

  it('count each page of a document', async () => {
    const { ms } = await read(await scannedPdf([RECEIPT, RECEIPT.toReversed()]));
    expect(ms.tiers.own?.count).toBe(2);
    expect((await read(await makePdf([{ lines: RECEIPT }, { lines: RECEIPT }]))).ms.tiers).toEqual({
      text: { count: 2, ms: expect.any(Number) },
    });
  });
});

describe('PDFs', () => {
  it('takes words, lines and boxes from the text layer without recognising', async () => {
    const result = await read(await makePdf([{ lines: RECEIPT }]));
    expect(result.reading).toMatchObject({ source: 'text', pages: [{ source: 'text', page: 1 }] });
    expect(textOf(result)).toEqual(wordsOf(RECEIPT));
    expect(Math.max(...(result.reading.pages[0]?.words.map(({ line }) => line) ?? []))).toBe(RECEIPT.length - 1);
    expect(result.ms.ocr).toBe(0);
  });

  it.each([
    [0, 0],
    [90, 0],
    [180, 0],
    [270, 0],
    [90, 30],
  ])('puts boxes on the ink of a page turned by %i degrees and cropped by %i points', async (rotate, cropBy) => {
    const result = await read(await makePdf([{ lines: RECEIPT, rotate, cropBy }]));
    const words = result.reading.pages[0]?.words ?? [];
    expect(words).toHaveLength(wordsOf(RECEIPT).length);
    const image = await grayPage(result.images[0]?.bytes);
    for (const word of words) expect(darkShare(image, word.box), word.text).toBeGreaterThan(0.05);
  });

  it('recognises scanned pages', async () => {
    const result = await read(await scannedPdf([RECEIPT, RECEIPT.toReversed()]));
    expect(result.reading.source).toBe('ocr');
    expect(recall(textOf(result, 0), wordsOf(RECEIPT))).toBeGreaterThan(0.9);
    expect(recall(textOf(result, 1), wordsOf(RECEIPT))).toBeGreaterThan(0.9);
  });

  it('decides page by page where text and scans are mixed', async () => {
    const scan = await (await picture(RECEIPT)).jpeg({ quality: 80 }).toBuffer();
    const stamped = { picture: scan, lines: ['Scanned 14 March'] };
    const result = await read(await makePdf([{ lines: RECEIPT }, stamped]));
    expect(result.reading.pages.map(({ source }) => source)).toEqual(['text', 'ocr']);
    expect(result.reading.source).toBe('ocr');
  });

  it('is read from its text layer also where a page is empty', async () => {
    const result = await read(await makePdf([{ lines: RECEIPT }, {}]));
    expect(result.reading).toMatchObject({ source: 'text', pages: [{ source: 'text' }, { words: [] }] });
  });

  it('reports when it was taken up and after each page', async () => {
    const progress: string[] = [];
    await pool.read({
      bytes: await makePdf([{ lines: RECEIPT }, { lines: RECEIPT }]),
      name: 'two.pdf',
      onProgress: ({ page, pages }) => progress.push(`${page}/${pages}`),
    });
    expect(progress).toEqual(['0/2', '1/2', '2/2']);
  });

  it('renders a page of monstrous size within the pixel limit', async () => {
    const { PDFDocument } = await import('pdf-lib');
    const pdf = await PDFDocument.create();
    pdf.addPage([14_400, 14_400]);
    const { reading } = await read(await pdf.save());
    const { width = 0, height = 0 } = reading.pages[0] ?? {};
    expect(width * height).toBeLessThanOrEqual(READING_LIMITS.renderPixels);
  });
});

describe('refusals', () => {
  it('names an empty file', async () => expect(await codeOf(new Uint8Array(0))).toBe('file_empty'));

  it.each(['jpeg', 'png', 'webp', 'tiff'] as const)('names a %s that is cut off, early or late', async (format) => {
    const whole = await (await picture(RECEIPT)).toFormat(format).toBuffer();
    expect(await codeOf(whole.subarray(0, Math.floor(whole.length * 0.5)))).toBe('file_truncated');
    expect(await codeOf(whole.subarray(0, Math.floor(whole.length * 0.97)))).toBe('file_truncated');
  });

  it('names a PDF that is cut off, although it could be repaired', async () => {
    const whole = await makePdf([{ lines: RECEIPT }, { lines: RECEIPT }]);
    for (const share of [0.3, 0.7, 0.95]) expect(await codeOf(whole.subarray(0, Math.floor(whole.length * share)))).toBe('file_truncated');
  });

  it('names a PDF with a password', async () => expect(await codeOf(encryptedPdf())).toBe('pdf_encrypted'));

  it('names a picture of 20,000 x 20,000 pixels before decoding it', async () =>
    expect(await codeOf(await hugeJpeg(20_000))).toBe('too_many_pixels'));

  it('names a document of too many pages', async () => {
    const pages = Array.from({ length: READING_LIMITS.pages + 1 }, () => ({}));
    expect(await codeOf(await makePdf(pages))).toBe('too_many_pages');
  });

  it('names a file that is too large without sending it to a reader', async () => {
    expect(await codeOf(new Uint8Array(READING_LIMITS.fileBytes + 1))).toBe('file_too_large');
  });

  it('keeps what a later version will read, with its type', async () => {
    const heic = new Uint8Array(Buffer.from(`\0\0\0\x18ftypheic\0\0\0\0mif1heic${'\0'.repeat(200)}`, 'latin1'));
    await expect(read(heic)).rejects.toMatchObject({ code: 'not_yet_readable', details: { mediaType: 'image/heic' } });
    expect(await codeOf(new TextEncoder().encode('<?xml version="1.0"?><Invoice/>'))).toBe('not_yet_readable');
  });

  it('calls a letter in plain text no document', async () => {
    expect(await codeOf(new TextEncoder().encode('Dear Sir, please find enclosed'))).toBe('not_a_document');
  });

  it('names a missing classifier', async () => {
    const bare = createReaderPool({ size: 1, modelDir: '/nonexistent' });
    try {
      await expect(bare.classify(['fuel'])).rejects.toMatchObject({ code: 'model_unavailable' });
    } finally {
      await bare.close();
    }
  });
});

type GrayPage = { readonly data: Buffer; readonly width: number; readonly height: number };

async function grayPage(image: Uint8Array | undefined): Promise<GrayPage> {
  const { data, info } = await sharp(image).removeAlpha().toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  expect(info.channels).toBe(1);
  return { data, width: info.width, height: info.height };
}

/** Share of dark pixels in a box (fractions of the page). */
function darkShare({ data, width, height }: GrayPage, [x, y, w, h]: Box): number {
  const [left, top, right, bottom] = [
    Math.floor(x * width),
    Math.floor(y * height),
    Math.ceil((x + w) * width),
    Math.ceil((y + h) * height),
  ];
  let dark = 0;
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++) if ((data[row * width + column] ?? 255) < 140) dark++;
  return dark / Math.max(1, (right - left) * (bottom - top));
}
