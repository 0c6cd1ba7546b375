import type { PDFiumDocument, PDFiumPage } from '@hyzyla/pdfium';
import { EngineError } from '../../contract/index.ts';
import { READING_LIMITS } from '../../engine/reading/limits.ts';
import type { OpenedDocument, PageReader, ReadPage } from './document-reader.ts';
import { embeddedEInvoice } from './e-invoice/embedded-e-invoice.ts';
import type { Size } from './page/prepared-page.ts';
import { makePageImage, previewSize } from './page-image.ts';
import { scanDpi } from './pdf-pictures.ts';
import { isCutOff } from './pdf-structure.ts';
import { wordsFromChars } from './pdf-words.ts';
import { loadPdfium, type Pdfium } from './pdfium-module.ts';
import { type Raster, resizeColour, toGray } from './raster.ts';
import { readPageOf } from './recognised-page.ts';
import { isUsable, readTextLayer } from './text-layer.ts';

/** PDF lengths are points, 72 to the inch. */
const POINTS_PER_INCH = 72;
/** A scan that is finer than the rendering by less than this factor shows nothing more. */
const WORTH_RENDERING = 1.15;

/** Opens a PDF. Throws `file_truncated`, `pdf_encrypted` (a password is needed to open it), `too_many_pages`. */
export async function openPdf(bytes: Uint8Array, recognise: PageReader): Promise<OpenedDocument> {
  const pdfium = await loadPdfium();
  const document = await load(pdfium, bytes);
  try {
    const pages = document.getPageCount();
    if (pages < 1) throw new EngineError('file_truncated', { note: 'It has no page.' });
    if (pages > READING_LIMITS.pages) throw new EngineError('too_many_pages', { details: { pages: String(pages) } });
    // After opening, so that a protected file is named as such even where its end is unusual.
    if (isCutOff(bytes)) throw new EngineError('file_truncated');
    const eInvoice = await embeddedEInvoice(pdfium, document);
    return {
      mediaType: 'application/pdf',
      pages,
      eInvoice,
      readPage: (index) => readPdfPage({ pdfium, open: () => loadPage(document, index), index, recognise }),
      close: () => document.destroy(),
    };
  } catch (error) {
    document.destroy();
    throw error;
  }
}

/** PDFium's package says what went wrong only in words; these two are about passwords (2.1.13, library.ts). */
const ABOUT_PASSWORDS = /password|security scheme/i;

async function load(pdfium: Pdfium, bytes: Uint8Array): Promise<PDFiumDocument> {
  try {
    return await pdfium.library.loadDocument(bytes);
  } catch (error) {
    const code = error instanceof Error && ABOUT_PASSWORDS.test(error.message) ? 'pdf_encrypted' : 'file_truncated';
    throw new EngineError(code, { cause: error });
  }
}

function loadPage(document: PDFiumDocument, index: number): PDFiumPage & { handle: number } {
  const page = document.getPage(index);
  const handle: unknown = Reflect.get(page, 'pageIdx');
  if (typeof handle !== 'number' || handle === 0) {
    throw new EngineError('file_truncated', { note: `Page ${index + 1} cannot be opened.`, details: { page: String(index + 1) } });
  }
  return Object.assign(page, { handle });
}

type PdfPage = {
  readonly pdfium: Pdfium;
  /** Opens the page; it is closed by rendering it. */
  readonly open: () => PDFiumPage & { handle: number };
  readonly index: number;
  readonly recognise: PageReader;
};

async function readPdfPage({ pdfium, open, index, recognise }: PdfPage): Promise<ReadPage> {
  const started = performance.now();
  const page = open();
  const layer = readTextLayer(pdfium, page.handle);
  const usable = isUsable(layer);
  const layerMs = performance.now() - started;
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const dpi = usable ? 0 : scanDpi(pdfium, page.handle, originalWidth, originalHeight);
  // `render` closes the page, so everything else comes first.
  const colour = await render(page, renderSize(originalWidth, originalHeight, usable));
  const preview = await resizeColour(colour, previewSize(colour.width, colour.height));
  if (usable) {
    const image = await makePageImage(index + 1, preview, toGray(preview));
    const words = wordsFromChars(layer.chars, colour.height / colour.width, READING_LIMITS.wordsPerPage);
    const reading = { page: index + 1, width: colour.width, height: colour.height, source: 'text' as const, words };
    return { reading, image, ms: { decode: performance.now() - started, ocr: 0 }, tiers: { text: { count: 1, ms: layerMs } } };
  }
  // The scan may be finer than what was rendered; then small print is rendered again.
  const finest = renderSize(originalWidth, originalHeight, false, Math.max(READING_LIMITS.renderDpi, dpi));
  const original = finest.width > colour.width * WORTH_RENDERING ? finest : colour;
  const finer = async (size: Size): Promise<Raster> => resizeColour(size.width > colour.width ? await render(open(), size) : colour, size);
  const isWhole = preview.width === original.width && preview.height === original.height;
  const finerAs = async (size: Size, kind?: 'gray' | 'colour'): Promise<Raster> =>
    kind === 'colour' ? finer(size) : toGray(await finer(size));
  const read = await recognise({ colour: preview, original, finer: isWhole ? undefined : finerAs });
  return readPageOf({ read, picture: preview, index, started });
}

/** Pixels to render a page of `width` x `height` points with: fine enough to recognise, or only to show. */
export function renderSize(width: number, height: number, onlyToShow: boolean, dpi: number = READING_LIMITS.renderDpi): Size {
  const [w, h] = [width, height].map((side) => (Number.isFinite(side) && side > 1 ? side : 1)) as [number, number];
  const fine = dpi / POINTS_PER_INCH;
  const limit = Math.sqrt(READING_LIMITS.renderPixels / (w * h));
  const scale = Math.min(fine, limit);
  const size = { width: Math.max(1, Math.floor(w * scale)), height: Math.max(1, Math.floor(h * scale)) };
  return onlyToShow ? previewSize(size.width, size.height) : size;
}

async function render(page: PDFiumPage, size: Size): Promise<Raster> {
  // Filled-in forms are drawn only with `renderFormFields`; without it they come out blank.
  const { data, width, height } = await page.render({ ...size, render: 'bitmap', renderFormFields: true, colorSpace: 'BGRA' });
  return { data, width, height, channels: 4 };
}
