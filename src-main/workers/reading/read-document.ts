import { EngineError } from '../../contract/index.ts';
import { READING_LIMITS } from '../../engine/reading/limits.ts';
import type { OpenedDocument, PageReader } from './document-reader.ts';
import { openEInvoice } from './e-invoice/open-e-invoice.ts';
import { openImage } from './open-image.ts';
import { openPdf } from './open-pdf.ts';
import { sniff } from './sniff.ts';

/**
 * Opens a file by what its bytes are; `recognise` is asked for pages without text of their own. Throws `file_empty`, `file_too_large`,
 * `file_truncated`, `xml_refused`, `pdf_encrypted`, `too_many_pixels`, `too_many_pages`, `not_yet_readable` (known, but not read by this version) or
 * `not_a_document`.
 */
export async function openDocument(bytes: Uint8Array, recognise: PageReader): Promise<OpenedDocument> {
  if (bytes.byteLength === 0) throw new EngineError('file_empty');
  if (bytes.byteLength > READING_LIMITS.fileBytes)
    throw new EngineError('file_too_large', { details: { bytes: String(bytes.byteLength) } });
  const { kind, mediaType } = await sniff(bytes);
  if (kind === 'pdf') return openPdf(bytes, recognise);
  if (kind === 'image') return openImage(bytes, mediaType, recognise);
  if (kind === 'xml') return openEInvoice(bytes, recognise);
  if (kind === 'later') throw new EngineError('not_yet_readable', { details: { mediaType } });
  throw new EngineError('not_a_document', mediaType === undefined ? {} : { details: { mediaType } });
}
