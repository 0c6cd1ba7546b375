import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reading } from '../../../src-main/contract/index.ts';
import type { Split } from '../reading/split.ts';
import { attachedXml } from './attached-xml.ts';
import { type InvoiceLabelling, labelInvoice, supplierKey } from './invoice-labels.ts';
import { type InvoiceTruth, invoiceTruth } from './invoice-truth.ts';
import { pagePictures, textOf } from './pdf-pages.ts';
import { readAll, type Source } from './readings.ts';
import type { Labelling } from './receipt-labels.ts';
import { apply, drawn, PAGE_DAMAGES, seedOf } from './variants.ts';

export const E_INVOICES = new URL('../../../../shared/corpora/e-invoices/zugferd-v2/', import.meta.url).pathname;

/** Damaged variants of an invoice's pages. */
const VARIANTS = 2;

/** An e-invoice with pages: what its data say, and the labelled words of its text layer. */
export type PagedInvoice = {
  readonly id: string;
  readonly pdf: Uint8Array;
  readonly truth: InvoiceTruth;
  readonly split: Split;
  readonly language: string;
  readonly country: string;
  readonly text: InvoiceLabelling;
};

/** The PDFs of the corpus whose data can be read; none where it is absent. */
export async function pagedInvoices(): Promise<PagedInvoice[]> {
  if (!existsSync(E_INVOICES)) return [];
  const invoices: PagedInvoice[] = [];
  for (const name of readdirSync(E_INVOICES)
    .filter((file) => file.endsWith('.pdf'))
    .toSorted()) {
    const pdf = readFileSync(join(E_INVOICES, name));
    const xml = await attachedXml(pdf);
    const truth = xml === undefined ? undefined : await invoiceTruth(xml);
    if (truth === undefined) continue;
    const { reading } = await textOf(pdf);
    const about = { id: name.slice(0, -'.pdf'.length), truth, split: splitOfSupplier(truth.supplier), ...placeOf(reading, name) };
    const text = labelInvoice({ ...about, reading, variant: 'text' });
    // The data of one sample belong to another page than the one they are attached to.
    if (text.found['number'] !== 'exact' && text.found['total'] !== 'exact') continue;
    invoices.push({ ...about, pdf, truth: text.truth, text });
  }
  return invoices;
}

/** All invoices of a supplier are on one side, so that versions of one document are not on both; two fifths may be tuned on. */
export function splitOfSupplier(name: string): Split {
  return seedOf(`e-invoice ${supplierKey(name)}`) % 5 < 2 ? 'val' : 'test';
}

/** The French federation's samples are English or French, by their words; all others are German, or English by those of Mustang. */
function placeOf(reading: Reading, name: string): { language: string; country: string } {
  const words = new Set(reading.pages.flatMap((page) => page.words.map(({ text }) => text.toLowerCase())));
  const language = words.has('facture') || words.has('avoir') ? 'fr' : words.has('invoice') ? 'en' : 'de';
  return { language, country: /^(?:FNFE|PHP)/.test(name) ? 'FR' : 'DE' };
}

/** The pages of an invoice as pictures, as they are or damaged. */
export function pictureSources({ id, pdf }: Pick<PagedInvoice, 'id' | 'pdf'>, variants = VARIANTS): (Source & { variant: string })[] {
  const rendered = { key: `e-invoice-rendered/${id}`, variant: 'rendered', pages: () => pagePictures(pdf) };
  const harmed = drawn(PAGE_DAMAGES, id, variants).map((damage) => ({
    key: `e-invoice-${damage.name}/${id}`,
    variant: damage.name,
    pages: async () => {
      const pictures = await pagePictures(pdf);
      return Promise.all(pictures.map((picture, page) => apply(damage, `${id} ${page}`, picture)));
    },
  }));
  return [rendered, ...harmed];
}

/** Text layers, rendered pages and damaged ones. The text layer decides which values stand on the pages; pictures are scored by those. */
export async function collectInvoices(folder: string | undefined): Promise<Labelling[]> {
  const invoices = await pagedInvoices();
  const wanted = invoices.flatMap((invoice) => pictureSources(invoice).map((source) => ({ invoice, source })));
  const readings = await readAll(
    wanted.map(({ source }) => source),
    folder,
    'of e-invoices',
  );
  const pictures = wanted.flatMap(({ invoice, source }) => {
    const reading = readings.get(source.key);
    return reading === undefined ? [] : labelPictures(invoice, reading, source.variant);
  });
  return [...invoices.map(({ text }) => text), ...pictures];
}

export function labelPictures({ text, pdf: _, ...about }: PagedInvoice, reading: Reading, variant: string): Labelling {
  const onPage = new Set(Object.keys(text.found).filter((name) => text.found[name] === 'exact'));
  return labelInvoice({ ...about, reading, variant, onPage, linesOnPage: new Set(text.foundLines) });
}
