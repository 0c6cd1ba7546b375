import type { InvoiceData } from '../../../src-main/contract/index.ts';
import { readEInvoice } from '../../../src-main/workers/reading/e-invoice/read-e-invoice.ts';
import { all, first, readXml, textAt, type XmlElement } from '../../../src-main/workers/reading/e-invoice/xml-tree.ts';
import type { TrueLine } from './document.ts';

/** `more` is the text that the data hold beside the name of an article; pages print it behind the name, below it, or not at all. */
export type InvoiceLine = TrueLine & { readonly more: string | undefined; readonly codes: readonly string[] };

/** What the data of an e-invoice say, amounts without sign: what may be looked for on its pages. */
export type InvoiceTruth = {
  readonly type: InvoiceData['type'];
  readonly supplier: string;
  readonly address: string | undefined;
  /** Numbers of the seller at tax offices, the VAT number first. */
  readonly taxIds: readonly string[];
  readonly buyer: { readonly name: string | undefined; readonly address: string | undefined };
  readonly number: string | undefined;
  readonly orderNumber: string | undefined;
  readonly date: string | undefined;
  readonly dueDate: string | undefined;
  readonly currency: string;
  readonly net: string | undefined;
  readonly tax: string | undefined;
  readonly total: string | undefined;
  readonly due: string | undefined;
  readonly prepaid: string | undefined;
  readonly iban: string | undefined;
  readonly taxes: InvoiceData['taxes'];
  readonly lines: readonly InvoiceLine[];
};

/** Reads the XML twice: the product's view of it, and what only labelling needs. Undefined where it names no seller or currency. */
export async function invoiceTruth(xml: Uint8Array): Promise<InvoiceTruth | undefined> {
  const invoice = await readEInvoice(xml);
  const { root } = await readXml(xml);
  const trade = first(root, 'SupplyChainTradeTransaction');
  const agreement = first(trade, 'ApplicableHeaderTradeAgreement');
  const buyer = first(agreement, 'BuyerTradeParty');
  const supplier = withoutNumbers(invoice.seller.name ?? '');
  if (supplier === '' || invoice.currency === undefined) return undefined;
  return {
    type: invoice.type,
    supplier,
    address: invoice.seller.address,
    taxIds: [
      ...new Set([
        invoice.seller.taxId ?? '',
        ...all(agreement, 'SellerTradeParty', 'SpecifiedTaxRegistration', 'ID').map(({ text }) => text),
      ]),
    ].filter((id) => id.length > 4),
    buyer: { name: named(buyer), address: addressOf(buyer) },
    number: invoice.number,
    orderNumber: textAt(agreement, 'BuyerOrderReferencedDocument', 'IssuerAssignedID'),
    date: invoice.issueDate,
    dueDate: invoice.dueDate,
    currency: invoice.currency,
    net: unsigned(invoice.net),
    tax: unsigned(invoice.tax),
    total: unsigned(invoice.total),
    due: unsigned(invoice.due),
    prepaid: unsigned(invoice.prepaid),
    iban: invoice.ibans[0],
    taxes: invoice.taxes.map((line) => ({
      ...line,
      tax: unsigned(line.tax) ?? line.tax,
      ...(line.net ? { net: unsigned(line.net) } : {}),
    })),
    lines: linesOf(trade, invoice),
  };
}

export const unsigned = <T extends string | undefined>(amount: T): T => amount?.replace(/^-/, '') as T;

/** Some writers put more than the name into the seller's name: their customer's number for them, a GLN. */
function withoutNumbers(name: string): string {
  return name
    .replace(/GLN\s*\d+|Lief-?Nr\.?:?\s*\d+/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function named(party: XmlElement | undefined): string | undefined {
  const name = withoutNumbers(textAt(party, 'Name') ?? '').replace(/Kunden-?Nr\.?\s*:?\s*\d+/i, ' ');
  return name.trim() || undefined;
}

function addressOf(party: XmlElement | undefined): string | undefined {
  const place = first(party, 'PostalTradeAddress');
  const parts = ['LineOne', 'LineTwo', 'LineThree', 'PostcodeCode', 'CityName'].map((name) => textAt(place, name));
  return parts.filter(Boolean).join(' ') || undefined;
}

/** Lines as the product reads them, with rate and codes of the article from the same element. */
function linesOf(trade: XmlElement | undefined, invoice: InvoiceData): InvoiceTruth['lines'] {
  const elements = all(trade, 'IncludedSupplyChainTradeLineItem');
  // Groups and explanations have no amount of their own; then the two lists do not match and the elements are left alone.
  const own = elements.length === invoice.lines.length ? elements : [];
  return invoice.lines.map(({ description, quantity, unitPrice, net }, index) => {
    const product = first(own[index], 'SpecifiedTradeProduct');
    const taxRate = textAt(own[index], 'SpecifiedLineTradeSettlement', 'ApplicableTradeTax', 'RateApplicablePercent');
    return {
      description,
      amount: unsigned(net),
      more: textAt(product, 'Description'),
      codes: ['GlobalID', 'SellerAssignedID', 'BuyerAssignedID'].flatMap((name) => textAt(product, name) ?? []),
      ...(quantity === undefined ? {} : { quantity: unsigned(quantity) }),
      ...(unitPrice === undefined ? {} : { unitPrice: unsigned(unitPrice) }),
      ...(taxRate === undefined ? {} : { taxRate }),
    };
  });
}
