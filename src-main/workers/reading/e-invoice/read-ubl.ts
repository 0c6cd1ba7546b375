import type { PlainInvoice, PlainLine } from './plain-invoice.ts';
import { inCurrency } from './read-cii.ts';
import { all, first, textAt, type XmlElement } from './xml-tree.ts';

export const UBL_INVOICE_NAMESPACE = 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2';
export const UBL_CREDIT_NOTE_NAMESPACE = 'urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2';

/** OASIS UBL 2.1 Invoice or CreditNote, the syntax of Peppol BIS 3 and XRechnung (UBL). */
export function readUbl(root: XmlElement): PlainInvoice {
  const isCreditNote = root.name === 'CreditNote';
  const seller = first(root, 'AccountingSupplierParty', 'Party');
  const sums = first(root, 'LegalMonetaryTotal');
  const currency = textAt(root, 'DocumentCurrencyCode');
  const place = first(seller, 'PostalAddress');
  const schemes = all(seller, 'PartyTaxScheme');
  const taxed = schemes.find((scheme) => textAt(scheme, 'TaxScheme', 'ID') === 'VAT') ?? schemes[0];
  const totals = all(root, 'TaxTotal');
  const tax = inCurrency(
    totals.flatMap((total) => all(total, 'TaxAmount')),
    currency,
  );
  return {
    syntax: 'ubl',
    profile: textAt(root, 'CustomizationID'),
    isCreditNote,
    typeCode: textAt(root, isCreditNote ? 'CreditNoteTypeCode' : 'InvoiceTypeCode'),
    number: textAt(root, 'ID'),
    issueDate: textAt(root, 'IssueDate'),
    dueDate: textAt(root, 'DueDate') ?? textAt(root, 'PaymentMeans', 'PaymentDueDate'),
    deliveryDates: [
      textAt(root, 'Delivery', 'ActualDeliveryDate'),
      ...['StartDate', 'EndDate'].map((day) => textAt(root, 'InvoicePeriod', day)),
    ],
    currency,
    seller: {
      name: textAt(seller, 'PartyLegalEntity', 'RegistrationName') ?? textAt(seller, 'PartyName', 'Name'),
      address: [
        textAt(place, 'StreetName'),
        textAt(place, 'AdditionalStreetName'),
        [textAt(place, 'PostalZone'), textAt(place, 'CityName')].filter(Boolean).join(' '),
      ],
      taxId: textAt(taxed, 'CompanyID'),
    },
    accounts: all(root, 'PaymentMeans', 'PayeeFinancialAccount', 'ID').map(({ text }) => text),
    sums: {
      lines: textAt(sums, 'LineExtensionAmount'),
      allowances: textAt(sums, 'AllowanceTotalAmount'),
      charges: textAt(sums, 'ChargeTotalAmount'),
      net: textAt(sums, 'TaxExclusiveAmount'),
      tax: tax?.text,
      total: textAt(sums, 'TaxInclusiveAmount'),
      prepaid: textAt(sums, 'PrepaidAmount'),
      rounding: textAt(sums, 'PayableRoundingAmount'),
      due: textAt(sums, 'PayableAmount'),
    },
    taxes: all(root, 'TaxTotal', 'TaxSubtotal').map((part) => ({
      rate: textAt(part, 'TaxCategory', 'Percent'),
      net: textAt(part, 'TaxableAmount'),
      tax: textAt(part, 'TaxAmount'),
    })),
    lines: all(root, isCreditNote ? 'CreditNoteLine' : 'InvoiceLine').map((line) => readLine(line, isCreditNote)),
  };
}

function readLine(line: XmlElement, isCreditNote: boolean): PlainLine {
  return {
    description: textAt(line, 'Item', 'Name'),
    quantity: textAt(line, isCreditNote ? 'CreditedQuantity' : 'InvoicedQuantity'),
    unitPrice: textAt(line, 'Price', 'PriceAmount'),
    net: textAt(line, 'LineExtensionAmount'),
  };
}
