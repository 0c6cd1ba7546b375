import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib';
import sharp from 'sharp';
import type { LocalDate } from '../../src-main/contract/time.ts';
import { amount, daysBefore, longDate, taxOn } from './amounts.ts';
import { escapeXml } from './paper-art.ts';
import { light } from './photo.ts';
import { CLIENT, SUPPLIERS, type Supplier } from './supplier.ts';
import type { Sample, Truth } from './truth.ts';

/** A text at a place of an A4 page, in points from the top left; `right` texts end at x. */
type Mark = { x: number; y: number; text: string; size: number; bold?: boolean; right?: boolean };
type Stroke = { y: number };
type Sheet = { marks: Mark[]; strokes: Stroke[] };

const A4 = { width: 595, height: 842 };

type Line = { text: string; quantity: number; price: number };
type Paper = {
  supplier: Supplier;
  title: string;
  numberLabel: string;
  number: string;
  date: LocalDate;
  dueDate?: LocalDate;
  lines: readonly Line[];
  sign: 1 | -1;
  note?: string;
};

const total = (lines: readonly Line[]) => lines.reduce((sum, line) => sum + line.quantity * line.price, 0);

function letterhead(sheet: Sheet, paper: Paper, page: number, pages: number): void {
  const { supplier } = paper;
  sheet.marks.push(
    { x: 56, y: 74, text: supplier.name, size: 18, bold: true },
    { x: 56, y: 92, text: supplier.address.join(', '), size: 10 },
    { x: 56, y: 106, text: `Tel ${supplier.phone}   VAT Reg No ${supplier.vat}`, size: 10 },
  );
  if (pages > 1) sheet.marks.push({ x: 539, y: 800, text: `Page ${page} of ${pages}`, size: 10, right: true });
}

function particulars(sheet: Sheet, paper: Paper): void {
  const facts: [string, string][] = [
    [paper.numberLabel, paper.number],
    ['Date', longDate(paper.date)],
  ];
  if (paper.dueDate) facts.push(['Due date', longDate(paper.dueDate)]);
  sheet.marks.push(
    { x: 56, y: 152, text: paper.title, size: 20, bold: true },
    { x: 56, y: 184, text: 'Bill to', size: 10, bold: true },
    { x: 56, y: 199, text: CLIENT.name, size: 11 },
    ...CLIENT.address.map((text, index) => ({ x: 56, y: 214 + index * 15, text, size: 11 })),
    ...facts.flatMap(([label, value], index) => [
      { x: 340, y: 184 + index * 17, text: label, size: 11, bold: true },
      { x: 539, y: 184 + index * 17, text: value, size: 11, right: true },
    ]),
  );
}

function table(sheet: Sheet, lines: readonly Line[], sign: number, from: number): number {
  const row = (y: number, texts: [string, string, string, string], bold: boolean): Mark[] => [
    { x: 56, y, text: texts[0], size: 11, bold },
    { x: 360, y, text: texts[1], size: 11, bold, right: true },
    { x: 450, y, text: texts[2], size: 11, bold, right: true },
    { x: 539, y, text: texts[3], size: 11, bold, right: true },
  ];
  sheet.marks.push(...row(from, ['Description', 'Quantity', 'Unit price', 'Amount'], true));
  sheet.strokes.push({ y: from + 7 });
  let y = from + 24;
  for (const line of lines) {
    const sum = sign * line.quantity * line.price;
    sheet.marks.push(...row(y, [line.text, String(line.quantity), amount(line.price), amount(sum)], false));
    y += 19;
  }
  sheet.strokes.push({ y: y - 8 });
  return y + 12;
}

function totals(sheet: Sheet, net: number, tax: number, from: number): number {
  const rows: [string, string, boolean][] = [
    ['Net total', amount(net), false],
    ['VAT 20%', amount(tax), false],
    ['Total GBP', amount(net + tax), true],
  ];
  for (const [index, [label, value, bold]] of rows.entries()) {
    const y = from + index * 19;
    sheet.marks.push({ x: 360, y, text: label, size: 12, bold }, { x: 539, y, text: value, size: 12, bold, right: true });
  }
  return from + 3 * 19;
}

function payment(sheet: Sheet, paper: Paper, from: number): void {
  const { iban } = paper.supplier;
  if (!iban || !paper.dueDate) return;
  const spaced = iban.replaceAll(/(.{4})(?=.)/g, '$1 ');
  sheet.marks.push(
    { x: 56, y: from, text: 'Payment', size: 11, bold: true },
    { x: 56, y: from + 17, text: `Please pay by ${longDate(paper.dueDate)} to`, size: 11 },
    { x: 56, y: from + 34, text: `IBAN ${spaced}`, size: 11 },
    { x: 56, y: from + 51, text: `Reference ${paper.number}`, size: 11 },
  );
}

/** All sheets of a paper: `split` is the number of lines on the first page, none means that all fit there. */
function sheetsOf(paper: Paper, split?: number): Sheet[] {
  const parts = split === undefined ? [paper.lines] : [paper.lines.slice(0, split), paper.lines.slice(split)];
  const sheets = parts.map((): Sheet => ({ marks: [], strokes: [] }));
  const net = paper.sign * total(paper.lines);
  for (const [index, sheet] of sheets.entries()) {
    letterhead(sheet, paper, index + 1, sheets.length);
    if (index === 0) particulars(sheet, paper);
    const end = table(sheet, parts[index] ?? [], paper.sign, index === 0 ? 282 : 160);
    if (index < sheets.length - 1) sheet.marks.push({ x: 539, y: end + 8, text: 'continued on the next page', size: 10, right: true });
    else {
      const below = totals(sheet, net, net < 0 ? -taxOn(-net, 20) : taxOn(net, 20), end + 12);
      if (paper.note) sheet.marks.push({ x: 56, y: below + 24, text: paper.note, size: 11 });
      payment(sheet, paper, below + 50);
    }
  }
  return sheets;
}

function truthOf(paper: Paper, type: Truth['type'], pages: number): Truth {
  const net = paper.sign * total(paper.lines);
  const tax = paper.sign * taxOn(total(paper.lines), 20);
  return {
    type,
    supplier: paper.supplier.name,
    date: paper.date,
    ...(paper.dueDate ? { dueDate: paper.dueDate, paid: false } : {}),
    number: paper.number,
    currency: 'GBP',
    net: amount(net),
    tax: amount(tax),
    total: amount(net + tax),
    ...(paper.supplier.iban ? { iban: paper.supplier.iban } : {}),
    supplierTaxId: paper.supplier.vat,
    pages,
    category: paper.supplier.category,
  };
}

async function emptyPdf(title: string, date: LocalDate): Promise<PDFDocument> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle(title);
  pdf.setProducer('Tickmark sample documents');
  // The paper's own day, so that the bytes are the same on every run.
  pdf.setCreationDate(new Date(`${date}T09:00:00Z`));
  pdf.setModificationDate(new Date(`${date}T09:00:00Z`));
  return pdf;
}

function drawSheet(page: PDFPage, sheet: Sheet, plain: PDFFont, bold: PDFFont): void {
  for (const mark of sheet.marks) {
    const font = mark.bold ? bold : plain;
    const x = mark.right ? mark.x - font.widthOfTextAtSize(mark.text, mark.size) : mark.x;
    page.drawText(mark.text, { x, y: A4.height - mark.y, size: mark.size, font, color: rgb(0.12, 0.13, 0.15) });
  }
  for (const { y } of sheet.strokes) {
    page.drawLine({ start: { x: 56, y: A4.height - y }, end: { x: 539, y: A4.height - y }, thickness: 0.7, color: rgb(0.5, 0.52, 0.55) });
  }
}

async function textPdf(paper: Paper): Promise<Uint8Array> {
  const pdf = await emptyPdf(`${paper.title} ${paper.number}`, paper.date);
  const [plain, bold] = [await pdf.embedFont(StandardFonts.Helvetica), await pdf.embedFont(StandardFonts.HelveticaBold)];
  for (const sheet of sheetsOf(paper)) drawSheet(pdf.addPage([A4.width, A4.height]), sheet, plain, bold);
  return pdf.save();
}

/** Pixels per point of a scan: 200 dpi. */
const SCAN = 200 / 72;

async function scanSheet(sheet: Sheet, turn: number, seed: number): Promise<Buffer> {
  const text = sheet.marks.map(
    (mark) =>
      `<text x="${mark.x}" y="${mark.y}" font-family="Liberation Sans" font-size="${mark.size}" font-weight="${mark.bold ? 'bold' : 'normal'}" text-anchor="${mark.right ? 'end' : 'start'}" fill="#1d1d20">${escapeXml(mark.text)}</text>`,
  );
  const strokes = sheet.strokes.map(({ y }) => `<path d="M56 ${y}H539" stroke="#555" stroke-width="0.8"/>`);
  const [width, height] = [Math.round(A4.width * SCAN), Math.round(A4.height * SCAN)];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${A4.width} ${A4.height}">
<rect width="100%" height="100%" fill="#f6f5f2"/><rect width="5" height="100%" fill="#000" opacity="0.16"/>
<g transform="rotate(${turn} 297 421)">${text.join('')}${strokes.join('')}</g></svg>`;
  const { data, info } = await sharp(Buffer.from(svg))
    .flatten({ background: '#fff' })
    .greyscale()
    .blur(0.6)
    .raw()
    .toBuffer({ resolveWithObject: true });
  light(data, info.width, info.height, 2, seed, { channels: info.channels, lit: false });
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
    .jpeg({ quality: 68, mozjpeg: true })
    .toBuffer();
}

async function scannedPdf(paper: Paper, split: number): Promise<Uint8Array> {
  const pdf = await emptyPdf('Scan', paper.date);
  for (const [index, sheet] of sheetsOf(paper, split).entries()) {
    const image = await pdf.embedJpg(await scanSheet(sheet, index === 0 ? 0.4 : -0.3, 71 + index));
    pdf.addPage([A4.width, A4.height]).drawImage(image, { x: 0, y: 0, width: A4.width, height: A4.height });
  }
  return pdf.save();
}

function papers(asOf: LocalDate): { linen: Paper; credit: Paper; kitchen: Paper } {
  const day = (days: number) => daysBefore(asOf, days);
  const invoice = { title: 'Invoice', numberLabel: 'Invoice number', sign: 1 } as const;
  return {
    linen: {
      ...invoice,
      supplier: SUPPLIERS.linen,
      number: 'SLS-2094',
      date: day(7),
      dueDate: day(-23),
      lines: [
        { text: 'Table linen hire, weekly', quantity: 4, price: 3650 },
        { text: 'Tea towels, laundered', quantity: 120, price: 35 },
        { text: 'Aprons, laundered', quantity: 28, price: 110 },
        { text: 'Delivery', quantity: 4, price: 450 },
      ],
    },
    credit: {
      title: 'Credit note',
      numberLabel: 'Credit note number',
      sign: -1,
      supplier: SUPPLIERS.beans,
      number: 'CN-0312',
      date: day(2),
      lines: [{ text: 'Oat drink 1L x 12, returned', quantity: 1, price: 2510 }],
      note: 'Credit for receipt BB-20418. Refunded to your card.',
    },
    kitchen: {
      ...invoice,
      supplier: SUPPLIERS.kitchen,
      number: 'TW-118265',
      date: day(22),
      dueDate: day(-8),
      lines: [
        { text: 'Dishwasher pump, supplied', quantity: 1, price: 18450 },
        { text: 'Door seal set', quantity: 2, price: 2375 },
        { text: 'Rinse arm', quantity: 1, price: 3920 },
        { text: 'Hose, per metre', quantity: 6, price: 415 },
        { text: 'Water filter cartridge', quantity: 3, price: 2890 },
        { text: 'Fitting and testing, hours', quantity: 3, price: 5500 },
        { text: 'Call-out', quantity: 1, price: 4500 },
        { text: 'Disposal of old parts', quantity: 1, price: 1200 },
      ],
    },
  };
}

/** The PDF samples: an invoice and a credit note with a text layer, and a scan of two pages without one. */
export async function invoiceSamples(asOf: LocalDate): Promise<Sample[]> {
  const { linen, credit, kitchen } = papers(asOf);
  return [
    {
      file: 'saltmarsh-linen-invoice.pdf',
      shows: 'An invoice with a text layer, several lines, due date and IBAN.',
      truth: truthOf(linen, 'invoice', 1),
      expected: { outcome: 'review', check: 'new-supplier' },
      bytes: await textPdf(linen),
    },
    {
      file: 'bright-bean-credit-note.pdf',
      shows: 'A credit note: the amounts are negative.',
      truth: truthOf(credit, 'credit-note', 1),
      expected: { outcome: 'review', check: 'credit-note' },
      bytes: await textPdf(credit),
    },
    {
      file: 'tidewater-invoice-scan.pdf',
      shows: 'A scan of two pages without text: the total stands on page 2.',
      truth: truthOf(kitchen, 'invoice', 2),
      expected: { outcome: 'review', check: 'new-supplier' },
      bytes: await scannedPdf(kitchen, 5),
    },
  ];
}
