import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isValidIBAN } from 'ibantools';
import { Currency, type FieldName, LocalDate, type Reading } from '../../../src-main/contract/index.ts';
import type { ExtractionContext } from '../../../src-main/engine/extraction/types.ts';
import { SROIE_CONTEXT, type Truth } from '../extraction/corpus.ts';
import { truthDay, truthTotal } from '../extraction/truth.ts';
import { labelPictures, type PagedInvoice, pagedInvoices, pictureSources } from '../labelled/collect-invoices.ts';
import { germanNames, RECEIPTS_DE, sroieSource } from '../labelled/collect-receipts.ts';
import { namedValues } from '../labelled/german-labels.ts';
import { readAll, type Source } from '../labelled/readings.ts';
import { apply, RECEIPT_DAMAGES } from '../labelled/variants.ts';
import { bytesOf } from '../reading/bench.ts';
import { companyKey, type Labelled } from '../reading/split.ts';
import type { Case } from './outcome.ts';
import { corrected } from './wrong-labels.ts';

/** What the German clients of a bookkeeper would have set, on a day after the last of their receipts and invoices. */
const GERMAN_CONTEXT: ExtractionContext = { today: LocalDate.parse('2020-06-01'), currency: Currency.parse('EUR'), dateOrder: 'dmy' };
const INVOICE_CONTEXT: ExtractionContext = { ...GERMAN_CONTEXT, today: LocalDate.parse('2020-12-31') };

/** Whether labels that the pictures contradict are taken as they are, or put right. */
export type Labels = 'as labelled' | 'corrected';

/** How receipts come to be read: `photo` is a damaged copy that lies askew on a table. */
export type ReceiptSet = { readonly receipts: readonly Labelled[]; readonly picture: 'scan' | 'photo'; readonly isSeen: boolean };

export async function sroieCases(
  { receipts, picture, isSeen }: ReceiptSet,
  folder: string | undefined,
): Promise<(labels: Labels) => Case[]> {
  const photo = RECEIPT_DAMAGES.find(({ name }) => name === 'photo');
  const sourceOf = (receipt: Labelled): Source =>
    picture === 'scan' || photo === undefined
      ? sroieSource(receipt)
      : { key: `sroie-photo/${receipt.id}`, pages: async () => [await apply(photo, receipt.id, bytesOf(receipt.id))] };
  const readings = await readAll(receipts.map(sourceOf), folder, `of SROIE, ${picture}`);
  return (labels) =>
    receipts.map((receipt) => {
      const truth = labels === 'corrected' ? corrected('sroie', receipt.id, receipt.truth) : receipt.truth;
      const about = { set: 'sroie', language: 'en', country: 'MY', picture, isSupplierSeen: isSeen };
      return {
        id: receipt.id,
        reading: readings.get(sourceOf(receipt).key) ?? UNREAD,
        context: SROIE_CONTEXT,
        want: wantedOf(truth),
        about: { ...about, supplierKey: companyKey(receipt.truth.company) },
      };
    });
}

/** A page that the reader refused counts as one without words. */
const UNREAD: Reading = { source: 'ocr', reader: 'none', pages: [{ page: 1, width: 1, height: 1, source: 'ocr', words: [] }] };

function wantedOf(truth: Truth): Case['want'] {
  return withoutGaps({
    total: truthTotal(truth.total),
    date: truthDay(truth.date),
    supplier: truth.company || undefined,
    address: truth.address || undefined,
  });
}

export async function germanCases(folder: string | undefined): Promise<(labels: Labels) => Case[]> {
  const names = germanNames();
  const sourceOf = (name: string): Source => ({
    key: `receipts-de/${name}`,
    pages: async () => [readFileSync(join(RECEIPTS_DE, `${name}.jpg`))],
  });
  const readings = await readAll(names.map(sourceOf), folder, 'of German shops');
  return (labels) =>
    names.map((name) => {
      const named = namedValues(name);
      const { merchant, ...values } = labels === 'corrected' ? corrected('receipts-de', name, named) : named;
      const about = { set: 'receipts-de', language: 'de', country: 'DE', picture: 'scan', supplierKey: merchant, isSupplierSeen: false };
      return { id: name, reading: readings.get(`receipts-de/${name}`) ?? UNREAD, context: GERMAN_CONTEXT, want: values, about };
    });
}

/** The test side of the e-invoices: each rendered as it is and damaged in one way, and its text layer (`text`), of which only the words are used. */
export async function invoiceCases(folder: string | undefined): Promise<{ pictures: Case[]; text: Case[] }> {
  const invoices = (await pagedInvoices()).filter(({ split }) => split === 'test');
  const wanted = invoices.flatMap((invoice) => pictureSources(invoice, 1).map((source) => ({ invoice, source })));
  const readings = await readAll(
    wanted.map(({ source }) => source),
    folder,
    'of e-invoices',
  );
  const pictures = wanted.map(({ invoice, source }) => {
    const picture = source.variant === 'rendered' || source.variant === 'photo' ? source.variant : 'scan';
    return invoiceCase(invoice, readings.get(source.key) ?? UNREAD, source.variant, picture);
  });
  const text = invoices.map((invoice) => {
    const { document } = invoice.text;
    const pages = document.pages.map((page) => ({ ...page, words: page.words.map(({ tag: _, item: __, ...word }) => word) }));
    return invoiceCase(invoice, { source: 'text', reader: '', pages }, 'text', 'text layer');
  });
  return { pictures, text };
}

function invoiceCase(invoice: PagedInvoice, reading: Reading, variant: string, picture: string): Case {
  const { document } = labelPictures(invoice, reading, variant);
  const { truth, type, language, country, supplierKey } = document;
  // The product writes amounts of credit notes negative.
  const signed = (amount: string | undefined): string | undefined =>
    amount !== undefined && type === 'credit-note' && Number(amount) !== 0 ? `-${amount}` : amount;
  const { supplier, address, supplierTaxId, number, date, dueDate, currency, iban, lines } = truth;
  return {
    id: `${invoice.id} ${variant}`,
    reading,
    context: INVOICE_CONTEXT,
    want: withoutGaps({
      ...{ supplier, address, supplierTaxId, number, date, dueDate, currency },
      // Many samples show an IBAN whose check digits are wrong: it names no account, and not to take it for one is right.
      iban: iban !== undefined && isValidIBAN(iban) ? iban : undefined,
      ...{ net: signed(truth.net), tax: signed(truth.tax), total: signed(truth.total) },
    }),
    ...(lines === undefined ? {} : { lines }),
    codedCountry: country,
    about: { set: 'e-invoices', language, country, picture, supplierKey, isSupplierSeen: false },
  };
}

function withoutGaps(values: Partial<Record<FieldName, string | undefined>>): Case['want'] {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Case['want'];
}
