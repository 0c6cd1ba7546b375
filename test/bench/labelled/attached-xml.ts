import { loadPdfium, type Pdfium } from '../../../src-main/workers/reading/pdfium-module.ts';

const NAMES = /^(?:factur-x|xrechnung|zugferd-invoice)\.xml$/i;

/** The bytes of the invoice that is attached to a PDF: they hold more than the product reads of them (buyer, order, codes of articles). */
export async function attachedXml(pdf: Uint8Array): Promise<Uint8Array | undefined> {
  const pdfium = await loadPdfium();
  const { call } = pdfium;
  const document = await pdfium.library.loadDocument(pdf);
  try {
    const handle: unknown = Reflect.get(document, 'documentIdx');
    if (typeof handle !== 'number') return undefined;
    for (let index = 0; index < call.FPDFDoc_GetAttachmentCount(handle); index++) {
      const attachment = call.FPDFDoc_GetAttachment(handle, index);
      const length = call.FPDFAttachment_GetName(attachment, 0, 0);
      const name = copied(pdfium, length, (to) => call.FPDFAttachment_GetName(attachment, to, length) === length);
      if (name === undefined || !NAMES.test(new TextDecoder('utf-16le').decode(name.subarray(0, length - 2)))) continue;
      const size = copied(pdfium, 4, (to) => call.FPDFAttachment_GetFile(attachment, 0, 0, to) !== 0);
      const bytes = size === undefined ? 0 : new DataView(size.buffer).getUint32(0, true);
      const content = copied(pdfium, bytes + 4, (to) => call.FPDFAttachment_GetFile(attachment, to, bytes, to + bytes) !== 0);
      return content?.subarray(0, bytes);
    }
    return undefined;
  } finally {
    document.destroy();
  }
}

/** What a call writes into PDFium's memory; undefined where it fails. */
function copied({ call, heap }: Pdfium, length: number, fill: (to: number) => boolean): Uint8Array | undefined {
  const to = call.malloc(length);
  try {
    return fill(to) ? new Uint8Array(heap().buffer.slice(to, to + length) as ArrayBuffer) : undefined;
  } finally {
    call.free(to);
  }
}
