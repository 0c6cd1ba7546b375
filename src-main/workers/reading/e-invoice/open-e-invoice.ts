import type { InvoiceData } from '../../../contract/index.ts';
import type { OpenedDocument, PageReader } from '../document-reader.ts';
import { openPdf } from '../open-pdf.ts';
import { type PlainRow, plainPdf } from './plain-pdf.ts';
import { readEInvoice } from './read-e-invoice.ts';

/** Lines of a summary: beyond these a table says less than the file itself. */
const MOST_LINES = 150;
const COLUMN = { quantity: 360, price: 440, net: 539 };

/**
 * Opens an e-invoice that comes as XML alone. It has no page, so one is set from its data, for people to look at and for evidence to point to.
 * @throws EngineError as `readEInvoice`
 */
export async function openEInvoice(bytes: Uint8Array, recognise: PageReader): Promise<OpenedDocument> {
  const started = performance.now();
  const invoice = await readEInvoice(bytes);
  const ms = performance.now() - started;
  const pages = await openPdf(plainPdf(summaryRows(invoice)), recognise);
  return {
    mediaType: 'application/xml',
    pages: pages.pages,
    eInvoice: { invoice, ms },
    readPage: async (index) => {
      const page = await pages.readPage(index);
      return { ...page, reading: { ...page.reading, source: 'e-invoice' }, tiers: {} };
    },
    close: () => pages.close(),
  };
}

/** What a person checks, in the words of an invoice. */
export function summaryRows(invoice: InvoiceData): PlainRow[] {
  const { seller, currency = '' } = invoice;
  const said = (label: string, value: string | undefined): PlainRow[] => (value === undefined ? [] : [{ text: `${label}: ${cut(value)}` }]);
  const sum = (text: string, value: string | undefined, bold = false): PlainRow[] =>
    value === undefined ? [] : [{ text, bold, columns: [{ text: `${value} ${currency}`.trim(), right: COLUMN.net }] }];
  const noun = invoice.type === 'credit-note' ? 'Credit note' : 'Invoice';
  return [
    { text: cut(seller.name ?? 'Seller without a name'), size: 15, bold: true },
    ...(seller.address === undefined ? [] : [{ text: cut(seller.address) }]),
    ...said('VAT number', seller.taxId),
    { text: '' },
    { text: `${noun} ${cut(invoice.number ?? '')}`.trim(), size: 13, bold: true },
    ...said('Date', invoice.issueDate),
    ...said('Due date', invoice.dueDate),
    ...invoice.ibans.flatMap((iban) => said('IBAN', iban.replace(/(.{4})(?=.)/g, '$1 '))),
    { text: '' },
    ...linesOf(invoice),
    ...sum('Net', invoice.net),
    ...invoice.taxes.flatMap(({ rate, net, tax }) => sum(`Tax ${rate ?? ''} %${net === undefined ? '' : ` of ${net}`}`, tax)),
    ...(invoice.taxes.length === 1 ? [] : sum('Tax', invoice.tax)),
    ...sum('Total', invoice.total, true),
    ...(Number(invoice.prepaid ?? 0) === 0 ? [] : [...sum('Paid before', invoice.prepaid), ...sum('Left to pay', invoice.due)]),
    { text: '' },
    { text: 'This page was set by Tickmark from the data of an e-invoice that has no page of its own.', size: 7 },
  ];
}

function linesOf({ lines }: InvoiceData): PlainRow[] {
  if (lines.length === 0) return [];
  const heads = [
    { text: 'Quantity', right: COLUMN.quantity },
    { text: 'Price', right: COLUMN.price },
    { text: 'Net', right: COLUMN.net },
  ];
  const left = lines.length - MOST_LINES;
  return [
    { text: 'Description', bold: true, columns: heads },
    ...lines.slice(0, MOST_LINES).map(({ description, quantity, unitPrice, net }) => ({
      text: cut(description, 46),
      columns: [
        { text: quantity ?? '', right: COLUMN.quantity },
        { text: unitPrice ?? '', right: COLUMN.price },
        { text: net, right: COLUMN.net },
      ],
    })),
    ...(left > 0 ? [{ text: `and ${left} more lines` }] : []),
    { text: '' },
  ];
}

function cut(text: string, most = 90): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
