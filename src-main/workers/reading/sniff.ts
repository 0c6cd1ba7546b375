import { fileTypeFromBuffer } from 'file-type';

/** What the bytes are: something the reader reads, something it knows but cannot read yet, or something else. */
export type Sniffed =
  | { readonly kind: 'pdf' | 'image' | 'xml'; readonly mediaType: string }
  | { readonly kind: 'later'; readonly mediaType: string }
  | { readonly kind: 'other'; readonly mediaType: string | undefined };

/** PDF readers accept junk before the header as long as it starts within this many bytes (PDF 1.7, appendix H, note 13). */
const PDF_HEADER_WITHIN = 1024;
const HEAD_BYTES = 4096;

const READABLE_IMAGES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/tiff']);
/** Containers and office files by media type; every `image/*` that is not readable waits for a later version as well. */
const LATER = /^(image\/|application\/(zip|x-cfb|rtf|vnd\.(openxmlformats|oasis|ms-)|msword|x-7z|x-rar|gzip))/;

/** Header fields of which a message has at least two before its first empty line (RFC 822). */
const MAIL_FIELD = /^(from|to|cc|subject|date|message-id|mime-version|received|return-path|delivered-to|content-type|reply-to|x-[a-z-]+):/i;

/** Finds the type from the bytes alone; names lie. Never throws. */
export async function sniff(bytes: Uint8Array): Promise<Sniffed> {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD_BYTES));
  if (head.subarray(0, PDF_HEADER_WITHIN).includes('%PDF-')) return { kind: 'pdf', mediaType: 'application/pdf' };
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const mediaType = found?.mime ?? tiffType(head) ?? textType(head);
  if (mediaType === undefined) return { kind: 'other', mediaType };
  if (READABLE_IMAGES.has(mediaType)) return { kind: 'image', mediaType };
  if (mediaType === 'application/xml' || mediaType === 'text/xml') return { kind: 'xml', mediaType: 'application/xml' };
  return { kind: LATER.test(mediaType) || mediaType === 'message/rfc822' ? 'later' : 'other', mediaType };
}

/** file-type looks into a TIFF's directory, which many writers put at the end: a cut-off one has lost it. */
function tiffType(head: Buffer): string | undefined {
  const magic = head.subarray(0, 4).toString('latin1');
  return magic === 'II*\0' || magic === 'MM\0*' ? 'image/tiff' : undefined;
}

function textType(head: Buffer): string | undefined {
  const text = decodeHead(head);
  if (/^\s*<\?xml\b/.test(text) || /^\s*<(?:\w+:)?(?:CrossIndustryInvoice|Invoice|CreditNote|FatturaElettronica)\b/.test(text)) {
    return 'application/xml';
  }
  return looksLikeMail(text) ? 'message/rfc822' : undefined;
}

function decodeHead(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return head.subarray(2).toString('utf16le');
  if (head[0] === 0xfe && head[1] === 0xff)
    return Buffer.from(head.subarray(2, head.length - (head.length % 2)))
      .swap16()
      .toString('utf16le');
  return head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
}

function looksLikeMail(text: string): boolean {
  const [headers = ''] = text.split(/\r?\n\r?\n/, 1);
  const lines = headers.split(/\r?\n/).filter((line) => !/^\s/.test(line));
  return lines.filter((line) => MAIL_FIELD.test(line)).length >= 2;
}
