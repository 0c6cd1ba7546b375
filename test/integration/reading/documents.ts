/**
 * Documents made on the fly. Text is set in a PDF's built-in Helvetica and drawn by PDFium, so no font of the machine is needed
 * and a picture's words are known exactly.
 */
import { degrees, PDFDocument, StandardFonts } from 'pdf-lib';
import sharp, { type Sharp } from 'sharp';
import { loadPdfium } from '../../../src-main/workers/reading/pdfium-module.ts';

export const RECEIPT = [
  'NORTHGATE STATIONERS LTD',
  '14 Station Road, York YO1 7EP',
  'VAT Reg No GB 220 4302 31',
  'Receipt 004417 14/03/2024',
  'Copy paper A4 80g 2 x 4.75',
  'Printer ribbon black 18.40',
  'Subtotal 27.90',
  'VAT 20% 5.58',
  'TOTAL GBP 33.48',
  'Paid by card, thank you',
];

/** Words of lines as a reader has to find them. */
export const wordsOf = (lines: readonly string[]): string[] => lines.flatMap((line) => line.split(' '));

type PdfPage = { readonly lines?: readonly string[]; readonly rotate?: number; readonly picture?: Uint8Array; readonly cropBy?: number };

/** A PDF; each page has lines of text, a full-page JPEG picture, or both. */
export async function makePdf(pages: readonly PdfPage[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (const { lines = [], rotate = 0, picture, cropBy = 0 } of pages) {
    const page = pdf.addPage([420, 595]);
    if (picture) page.drawImage(await pdf.embedJpg(picture), { x: 0, y: 0, width: 420, height: 595 });
    lines.forEach((line, i) => void page.drawText(line, { x: 50, y: 520 - i * 30, size: 14, font }));
    if (cropBy > 0) page.setCropBox(cropBy, cropBy, 420 - 2 * cropBy, 595 - 2 * cropBy);
    page.setRotation(degrees(rotate));
  }
  return pdf.save();
}

/** A picture of the page with these lines, 200 dpi, as sharp holds it. */
export async function picture(lines: readonly string[]): Promise<Sharp> {
  const pdfium = await loadPdfium();
  const document = await pdfium.library.loadDocument(await makePdf([{ lines }]));
  try {
    const { data, width, height } = await document.getPage(0).render({ scale: 200 / 72, render: 'bitmap' });
    return sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha();
  } finally {
    document.destroy();
  }
}

/** A PDF of scanned pages: pictures only, no text layer. */
export async function scannedPdf(pages: readonly (readonly string[])[]): Promise<Uint8Array> {
  const pictures = await Promise.all(pages.map(async (lines) => (await picture(lines)).jpeg({ quality: 80 }).toBuffer()));
  return makePdf(pictures.map((scan) => ({ picture: scan })));
}

/** A PDF that nobody can open without the password: its standard security handler holds keys that fit no empty password. */
export function encryptedPdf(): Uint8Array {
  const key = 'A5'.repeat(32);
  const parts = [
    '1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n',
    '2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n',
    '3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>\nendobj\n',
    `4 0 obj\n<</Filter/Standard/V 1/R 2/Length 40/P -44/O<${key}>/U<${key}>>>\nendobj\n`,
  ];
  let body = '%PDF-1.4\n';
  const offsets = parts.map((part) => {
    const at = body.length;
    body += part;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const xref = body.length;
  body += `xref\n0 5\n0000000000 65535 f \n${offsets.join('')}`;
  body += `trailer\n<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<${'00'.repeat(16)}><${'00'.repeat(16)}>]>>\nstartxref\n${xref}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(body, 'latin1'));
}

/** A JPEG of a few kB whose header claims a picture of `side` x `side` pixels. */
export async function hugeJpeg(side: number): Promise<Uint8Array> {
  const jpeg = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#fff' } })
    .jpeg()
    .toBuffer();
  // Start of frame: marker FFC0, length (2), precision (1), height (2), width (2).
  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  jpeg.writeUInt16BE(side, frame + 5);
  jpeg.writeUInt16BE(side, frame + 7);
  return new Uint8Array(jpeg);
}
