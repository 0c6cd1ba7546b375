import type { PDFiumDocument } from '@hyzyla/pdfium';
import { type EmbeddedInvoice, EngineError } from '../../../contract/index.ts';
import type { Pdfium } from '../pdfium-module.ts';
import { readEInvoice } from './read-e-invoice.ts';
import { XML_LIMITS } from './xml-tree.ts';

/** Names by which Factur-X and ZUGFeRD 1 to 2 embed their invoice, the present one first; letters of any size. */
const NAMES = ['factur-x.xml', 'xrechnung.xml', 'zugferd-invoice.xml'];
/** More attachments than any honest invoice carries are not looked through. */
const MOST_ATTACHMENTS = 50;

/** What a PDF carries beside its pages, and the wall milliseconds of finding and reading it. */
export type FoundInvoice = EmbeddedInvoice & { readonly ms: number };

/** Reads the e-invoice inside a PDF; undefined where there is none. One that cannot be read is told as such: the pages are read in any case. */
export async function embeddedEInvoice(pdfium: Pdfium, document: PDFiumDocument): Promise<FoundInvoice | undefined> {
  const started = performance.now();
  try {
    const bytes = attachedXml(pdfium, document);
    return bytes === undefined ? undefined : { invoice: await readEInvoice(bytes), ms: performance.now() - started };
  } catch (error) {
    // Also where the XML library itself gives up: it has its own memory, and the pages do not need it.
    return { invoiceProblem: error instanceof EngineError ? error.code : 'internal', ms: performance.now() - started };
  }
}

function attachedXml(pdfium: Pdfium, document: PDFiumDocument): Uint8Array | undefined {
  const { call } = pdfium;
  const handle: unknown = Reflect.get(document, 'documentIdx');
  if (typeof handle !== 'number') return undefined;
  const count = Math.min(call.FPDFDoc_GetAttachmentCount(handle), MOST_ATTACHMENTS);
  const found = Array.from({ length: Math.max(0, count) }, (_, index) => {
    const attachment = call.FPDFDoc_GetAttachment(handle, index);
    const name = attachment === 0 ? '' : nameOf(pdfium, attachment).toLowerCase();
    return { attachment, rank: NAMES.indexOf(name) };
  }).filter(({ rank }) => rank >= 0);
  const [best] = found.sort((a, b) => a.rank - b.rank);
  return best === undefined ? undefined : contentOf(pdfium, best.attachment);
}

/** PDFium writes UTF-16 with a closing zero; lengths are bytes. */
function nameOf(pdfium: Pdfium, attachment: number): string {
  const { call } = pdfium;
  const length = call.FPDFAttachment_GetName(attachment, 0, 0);
  if (length < 2 || length > 1_000) return '';
  const name = copyOut(pdfium, length, (buffer) => call.FPDFAttachment_GetName(attachment, buffer, length) === length);
  return name === undefined ? '' : new TextDecoder('utf-16le').decode(name.subarray(0, length - 2));
}

function contentOf(pdfium: Pdfium, attachment: number): Uint8Array | undefined {
  const { call } = pdfium;
  const size = copyOut(pdfium, 4, (out) => call.FPDFAttachment_GetFile(attachment, 0, 0, out) !== 0);
  if (size === undefined) throw new EngineError('file_truncated', { note: 'The attachment cannot be opened.' });
  const length = new DataView(size.buffer).getUint32(0, true);
  // PDFium has unpacked it by now, within its own bounds; it is not copied on.
  if (length > XML_LIMITS.bytes) throw new EngineError('xml_refused', { details: { reason: 'size' } });
  const bytes = copyOut(pdfium, length + 4, (buffer) => call.FPDFAttachment_GetFile(attachment, buffer, length, buffer + length) !== 0);
  return bytes?.subarray(0, length);
}

/** Lets a call fill a buffer of the WebAssembly heap and copies it; undefined where the call fails. The heap may move during the call. */
function copyOut(pdfium: Pdfium, length: number, fill: (buffer: number) => boolean): Uint8Array | undefined {
  const buffer = pdfium.call.malloc(length);
  if (buffer === 0) return undefined;
  try {
    if (!fill(buffer)) return undefined;
    return new Uint8Array(pdfium.heap().buffer.slice(buffer, buffer + length) as ArrayBuffer);
  } finally {
    pdfium.call.free(buffer);
  }
}
