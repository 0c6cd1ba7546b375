import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReaderPool, type StartedReaderPool } from '../../../src-main/adapters/reader-pool/create-reader-pool.ts';
import { EngineError, FIELD_NAMES, type InvoiceData, RARE_FIELDS } from '../../../src-main/contract/index.ts';
import { readWithoutStoring } from '../../../src-main/engine/read-without-storing.ts';
import { ciiInvoice, ublInvoice } from '../../support/e-invoices.ts';
import { memoryLog, systemClock } from '../../support/test-ports.ts';

let pool: StartedReaderPool;
beforeAll(() => {
  pool = createReaderPool({ size: 1 });
});
afterAll(() => pool.close());

const read = (bytes: Uint8Array) => pool.read({ bytes, name: 'invoice' });
const walk = (bytes: Uint8Array) =>
  readWithoutStoring({ bytes, name: 'invoice', currency: 'EUR' }, { readers: pool, clock: systemClock, log: memoryLog() });
const xml = (text: string) => new Uint8Array(Buffer.from(text));

const PAGE = [
  'Mühlbach Bürobedarf GmbH',
  'Mühlweg 4, 80333 München',
  'USt-IdNr. DE123456789',
  'Rechnung Nr. RE-2026/118',
  'Datum: 14.03.2026',
  'Copy paper A4   198,00',
  'Ink & ribbon   25,00',
  'Nettobetrag 213,00',
  'MwSt 19 %   40,47',
  'Gesamtbetrag EUR 253,47',
  'Bereits gezahlt 50,00',
  'Zahlbar bis 13.04.2026: 203,47',
  'IBAN DE02 1203 0000 0000 2020 51',
];

/** A PDF whose page has these lines, with attachments by name. */
async function pdfWith(attachments: Readonly<Record<string, Uint8Array>>, lines = PAGE): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const page = pdf.addPage([595, 842]);
  lines.forEach((line, i) => void page.drawText(line, { x: 60, y: 760 - i * 24, size: 11, font }));
  for (const [name, bytes] of Object.entries(attachments)) await pdf.attach(bytes, name, { mimeType: 'application/xml' });
  return pdf.save();
}

describe('a PDF with an e-invoice inside', () => {
  it.each(['factur-x.xml', 'ZUGFeRD-invoice.xml', 'xrechnung.xml'])('is read as data from %s, and its page as always', async (name) => {
    const result = await read(await pdfWith({ 'terms.xml': xml('<a/>'), [name]: xml(ciiInvoice()) }));
    expect(result.reading).toMatchObject({ source: 'e-invoice', reader: 'e-invoice data (EN 16931) + pdfium 2.1.13' });
    expect(result.reading.invoice).toMatchObject({ number: 'RE-2026/118', total: '253.47' });
    expect(result.reading.pages).toMatchObject([{ source: 'text' }]);
    expect(result.images).toHaveLength(1);
    expect(result.ms.tiers).toMatchObject({ text: { count: 1 }, 'e-invoice': { count: 1, ms: expect.any(Number) } });
  });

  it('has the fields of the data in places on the page, and needs no person', async () => {
    const { line } = await walk(await pdfWith({ 'factur-x.xml': xml(ciiInvoice()) }));
    expect(line).toMatchObject({ source: 'e-invoice', type: 'invoice' });
    expect(line.fields.total).toMatchObject({ value: '253.47', p: 0.99, page: 1 });
    expect(line.fields.iban).toMatchObject({ value: 'DE02120300000000202051', p: 0.99, page: 1 });
    expect(line.findings.filter(({ check }) => check === 'e-invoice-differs')).toEqual([]);
  });

  it('goes to a person where the page shows another total and another account', async () => {
    const lines = PAGE.map((text) =>
      text.replace('253,47', '1.253,47').replace('DE02 1203 0000 0000 2020 51', 'DE02 5001 0517 0137 0750 30'),
    );
    const { line } = await walk(await pdfWith({ 'factur-x.xml': xml(ciiInvoice({ prepaid: '0', due: '253.47' })) }, lines));
    const told = line.findings.filter(({ check }) => check === 'e-invoice-differs');
    expect(told.map(({ severity, reason }) => `${severity}: ${reason}`)).toEqual([
      'wrong: The page shows the total EUR 1,253.47, but the e-invoice data inside the file say EUR 253.47.',
      'wrong: The page shows the bank account DE02500105170137075030, but the e-invoice data inside the file say DE02120300000000202051.',
    ]);
    expect(line.route).toBe('review');
  });

  it.each([
    ['a DOCTYPE', ciiInvoice().replace('<rsm:Cross', '<!DOCTYPE x><rsm:Cross'), 'xml_refused'],
    ['a cut-off end', ciiInvoice().slice(0, -100), 'file_truncated'],
    ['an older format', '<rsm:CrossIndustryDocument xmlns:rsm="urn:ferd:CrossIndustryDocument:invoice:1p0"/>', 'not_yet_readable'],
    ['20 MB of blanks', `<a>${' '.repeat(20_000_000)}</a>`, 'xml_refused'],
    ['nothing', '', 'file_truncated'],
  ])('keeps its own reading where the data have %s', async (_, text, code) => {
    const { reading, ms } = await read(await pdfWith({ 'factur-x.xml': xml(text) }));
    expect(reading).toMatchObject({ source: 'text', reader: 'pdfium 2.1.13', invoiceProblem: code });
    expect(reading).not.toHaveProperty('invoice');
    expect(reading.pages[0]?.words.map(({ text: word }) => word)).toContain('253,47');
    expect(ms.tiers['e-invoice']?.count).toBe(1);
  });

  it('is read from its page alone where the XML has no known name', async () => {
    const { reading, ms } = await read(await pdfWith({ 'data.xml': xml(ciiInvoice()) }));
    expect(reading).toMatchObject({ source: 'text' });
    expect(reading).not.toHaveProperty('invoice');
    expect(ms.tiers).not.toHaveProperty('e-invoice');
  });
});

describe('an e-invoice that is XML alone', () => {
  it.each([
    ['CII', ciiInvoice()],
    ['UBL', ublInvoice()],
  ])('in %s gets a page that shows its data, with words to point to', async (_, text) => {
    const result = await read(xml(text));
    expect(result.mediaType).toBe('application/xml');
    expect(result.reading).toMatchObject({ source: 'e-invoice', reader: 'e-invoice data (EN 16931)' });
    expect(result.reading.pages).toMatchObject([{ source: 'e-invoice', page: 1 }]);
    expect(result.ms.tiers).toMatchObject({ 'e-invoice': { count: 1 } });
    const { line } = await walk(xml(text));
    expect(line.findings.filter(({ check }) => check === 'e-invoice-differs')).toEqual([]);
    const rare: readonly string[] = RARE_FIELDS;
    for (const name of FIELD_NAMES.filter((one) => one !== 'currency' && !rare.includes(one)))
      expect(line.fields[name], name).toMatchObject({ page: 1, p: 0.99 });
  });

  it('may have so many lines that they need pages of their own', async () => {
    const lines = Array.from({ length: 400 }, (_, i) => ({ text: `Łódź № ${i}`, quantity: '1', price: '1', net: '1.00' }));
    const { reading } = await read(xml(ciiInvoice({ lines })));
    expect(reading.invoice?.lines).toHaveLength(400);
    expect(reading.pages.map(({ page }) => page)).toEqual([1, 2, 3, 4].slice(0, reading.pages.length));
    expect(reading.pages.length).toBeGreaterThan(2);
    expect(reading.pages.flatMap(({ words }) => words.map(({ text }) => text)).join(' ')).toContain('and 250 more lines');
  });

  it.each([
    ['a DOCTYPE', '<!DOCTYPE a><a/>', 'xml_refused'],
    ['a cut-off end', ciiInvoice().slice(0, -100), 'file_truncated'],
    ['another kind of XML', '<?xml version="1.0"?><a/>', 'not_yet_readable'],
  ])('is refused by name with %s', async (_, text, code) => {
    const refused = await read(xml(text.startsWith('<?xml') ? text : `<?xml version="1.0"?>${text}`)).catch((error: unknown) => error);
    expect(refused instanceof EngineError && refused.code).toBe(code);
  });
});

const folder = fileURLToPath(new URL('../../../../shared/corpora/e-invoices', import.meta.url));
const isHere = existsSync(folder);
if (!isHere) console.log('skipped: the sample e-invoices (../shared/corpora/e-invoices) are not here');

/** Files of the corpora that are no e-invoices, on purpose. */
const NO_INVOICE = new Set(['xml_dummy.xml', 'xml_invalid_1.xml', 'xml_invalid_2.xml']);
/** Values that every profile has, the smallest too. */
const ALWAYS = ['number', 'issueDate', 'currency', 'net', 'total', 'due'] as const satisfies readonly (keyof InvoiceData)[];

describe.skipIf(!isHere)('sample e-invoices', () => {
  it.each(['zugferd-v2', 'horstoeko-cii'])(
    'of %s all give their values, and their sums hold',
    async (set) => {
      const files = readdirSync(join(folder, set)).filter((name) => !NO_INVOICE.has(name));
      const found: InvoiceData[] = [];
      const ms: number[] = [];
      for (const name of files) {
        const { reading, ms: times } = await read(readFileSync(join(folder, set, name)));
        expect(reading, name).toMatchObject({ source: 'e-invoice' });
        if (reading.invoice) found.push(reading.invoice);
        ms.push(times.tiers['e-invoice']?.ms ?? 0);
      }
      const count = (has: (invoice: InvoiceData) => unknown) => found.filter((invoice) => has(invoice) !== undefined).length;
      const counts = Object.fromEntries(ALWAYS.map((name) => [name, count((invoice) => invoice[name])]));
      const more = { seller: count(({ seller }) => seller.name), taxId: count(({ seller }) => seller.taxId), tax: count(({ tax }) => tax) };
      const sometimes = {
        dueDate: count(({ dueDate }) => dueDate),
        iban: count(({ ibans }) => ibans[0]),
        lines: count(({ lines }) => lines[0]),
      };
      const median = ms.toSorted((a, b) => a - b)[ms.length >> 1];
      console.log(set, `n=${found.length}`, JSON.stringify({ ...counts, ...more, ...sometimes }), `median ${median?.toFixed(1)} ms`);
      for (const name of ALWAYS) expect(counts[name], name).toBe(files.length);
      expect(found.flatMap(({ number, sums }) => sums.filter(({ holds }) => !holds).map(({ note }) => `${number}: ${note}`))).toEqual([]);
    },
    600_000,
  );
});
