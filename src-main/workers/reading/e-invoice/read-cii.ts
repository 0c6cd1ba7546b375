import type { PlainInvoice, PlainLine } from './plain-invoice.ts';
import { all, first, textAt, type XmlElement } from './xml-tree.ts';

export const CII_NAMESPACE = 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100';

/** Lines of the EXTENDED profile that group or explain others; their amounts are no part of the sum of lines. */
const NO_OWN_AMOUNT = new Set(['GROUP', 'INFORMATION']);

/** UN/CEFACT Cross Industry Invoice D16B, the syntax of ZUGFeRD 2, Factur-X and XRechnung (CII). */
export function readCii(root: XmlElement): PlainInvoice {
  const header = first(root, 'ExchangedDocument');
  const trade = first(root, 'SupplyChainTradeTransaction');
  const settlement = first(trade, 'ApplicableHeaderTradeSettlement');
  const seller = first(trade, 'ApplicableHeaderTradeAgreement', 'SellerTradeParty');
  const sums = first(settlement, 'SpecifiedTradeSettlementHeaderMonetarySummation');
  const currency = textAt(settlement, 'InvoiceCurrencyCode');
  const place = first(seller, 'PostalTradeAddress');
  const registered = all(seller, 'SpecifiedTaxRegistration', 'ID');
  return {
    syntax: 'cii',
    profile: textAt(root, 'ExchangedDocumentContext', 'GuidelineSpecifiedDocumentContextParameter', 'ID'),
    isCreditNote: false,
    typeCode: textAt(header, 'TypeCode'),
    number: textAt(header, 'ID'),
    issueDate: dayAt(header, 'IssueDateTime'),
    dueDate: dayAt(settlement, 'SpecifiedTradePaymentTerms', 'DueDateDateTime'),
    deliveryDates: [
      dayAt(trade, 'ApplicableHeaderTradeDelivery', 'ActualDeliverySupplyChainEvent', 'OccurrenceDateTime'),
      dayAt(settlement, 'BillingSpecifiedPeriod', 'StartDateTime'),
      dayAt(settlement, 'BillingSpecifiedPeriod', 'EndDateTime'),
    ],
    currency,
    seller: {
      name: textAt(seller, 'Name'),
      address: [
        ...['LineOne', 'LineTwo', 'LineThree'].map((line) => textAt(place, line)),
        [textAt(place, 'PostcodeCode'), textAt(place, 'CityName')].filter(Boolean).join(' '),
      ],
      // VA is the VAT number (BT-31), FC the number at the local tax office (BT-32).
      taxId: (registered.find(({ attributes }) => attributes['schemeID'] === 'VA') ?? registered[0])?.text,
    },
    accounts: all(settlement, 'SpecifiedTradeSettlementPaymentMeans', 'PayeePartyCreditorFinancialAccount', 'IBANID').map(
      ({ text }) => text,
    ),
    sums: {
      lines: textAt(sums, 'LineTotalAmount'),
      allowances: textAt(sums, 'AllowanceTotalAmount'),
      charges: textAt(sums, 'ChargeTotalAmount'),
      net: textAt(sums, 'TaxBasisTotalAmount'),
      tax: inCurrency(all(sums, 'TaxTotalAmount'), currency)?.text,
      total: textAt(sums, 'GrandTotalAmount'),
      prepaid: textAt(sums, 'TotalPrepaidAmount'),
      rounding: textAt(sums, 'RoundingAmount'),
      due: textAt(sums, 'DuePayableAmount'),
    },
    taxes: all(settlement, 'ApplicableTradeTax').map((tax) => ({
      rate: textAt(tax, 'RateApplicablePercent'),
      net: textAt(tax, 'BasisAmount'),
      tax: textAt(tax, 'CalculatedAmount'),
    })),
    lines: all(trade, 'IncludedSupplyChainTradeLineItem').filter(hasOwnAmount).map(readLine),
  };
}

function hasOwnAmount(line: XmlElement): boolean {
  return !NO_OWN_AMOUNT.has(textAt(line, 'AssociatedDocumentLineDocument', 'LineStatusReasonCode') ?? '');
}

function readLine(line: XmlElement): PlainLine {
  return {
    description: textAt(line, 'SpecifiedTradeProduct', 'Name'),
    quantity: textAt(line, 'SpecifiedLineTradeDelivery', 'BilledQuantity'),
    unitPrice: textAt(line, 'SpecifiedLineTradeAgreement', 'NetPriceProductTradePrice', 'ChargeAmount'),
    net: textAt(line, 'SpecifiedLineTradeSettlement', 'SpecifiedTradeSettlementLineMonetarySummation', 'LineTotalAmount'),
  };
}

/** Format 102 is YYYYMMDD; others (weeks, months) name no day. */
function dayAt(from: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  const day = first(from, ...path, 'DateTimeString');
  return day === undefined || (day.attributes['format'] ?? '102') !== '102' ? undefined : day.text;
}

/** Tax is also told in the currency of the books where that is another one (BT-111). */
export function inCurrency(amounts: readonly XmlElement[], currency: string | undefined): XmlElement | undefined {
  return (
    amounts.find(({ attributes }) => attributes['currencyID'] === currency) ?? amounts.find(({ attributes }) => !attributes['currencyID'])
  );
}
