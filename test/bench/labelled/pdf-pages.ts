import sharp from 'sharp';
import type { InvoiceData, Reading } from '../../../src-main/contract/index.ts';
import { EngineError } from '../../../src-main/contract/index.ts';
import { openPdf, renderSize } from '../../../src-main/workers/reading/open-pdf.ts';
import { loadPdfium, PDFIUM_NAME } from '../../../src-main/workers/reading/pdfium-module.ts';
import { joined } from './readings.ts';

/** A page as an office scanner would give it. */
const DPI = 200;

/** The pages of a PDF as pictures (PNG) that know nothing of the file they come from. */
export async function pagePictures(pdf: Uint8Array): Promise<Uint8Array[]> {
  const { library } = await loadPdfium();
  const document = await library.loadDocument(pdf);
  try {
    const pictures: Uint8Array[] = [];
    for (let index = 0; index < document.getPageCount(); index++) {
      const page = document.getPage(index);
      const { originalWidth, originalHeight } = page.getOriginalSize();
      const size = renderSize(originalWidth, originalHeight, false, DPI);
      const { data, width, height } = await page.render({ ...size, render: 'bitmap', renderFormFields: true, colorSpace: 'BGRA' });
      const picture = sharp(data, { raw: { width, height, channels: 4 } }).flatten({ background: '#ffffff' });
      pictures.push(await picture.png().toBuffer());
    }
    return pictures;
  } finally {
    document.destroy();
  }
}

/** The e-invoice inside a PDF, and the words of its text layer; pages without one (nearly empty ones) have no words. */
export async function textOf(pdf: Uint8Array): Promise<{ invoice: InvoiceData | undefined; reading: Reading }> {
  const nothing = (): never => {
    throw new EngineError('not_yet_readable');
  };
  const opened = await openPdf(pdf, async () => nothing());
  try {
    const pages: Reading[] = [];
    for (let index = 0; index < opened.pages; index++) {
      const page = await opened.readPage(index).catch((error: unknown) => {
        if (error instanceof EngineError) return undefined;
        throw error;
      });
      if (page !== undefined) pages.push({ source: 'text', reader: PDFIUM_NAME, pages: [page.reading] });
    }
    const reading = joined(pages);
    if (reading === undefined) throw new EngineError('not_yet_readable');
    return { invoice: opened.eInvoice?.invoice, reading };
  } finally {
    opened.close();
  }
}
