/** E-invoices made by hand: as little as the norm allows, so that a test can change what it is about. */
export type SmallInvoice = {
  readonly number?: string;
  readonly typeCode?: string;
  /** Day as YYYYMMDD. */
  readonly issued?: string;
  readonly lines?: readonly { readonly text: string; readonly quantity: string; readonly price: string; readonly net: string }[];
  readonly net?: string;
  readonly tax?: string;
  readonly total?: string;
  readonly prepaid?: string;
  readonly due?: string;
  readonly iban?: string;
  readonly seller?: string;
};

const DEFAULTS: Required<SmallInvoice> = {
  number: 'RE-2026/118',
  typeCode: '380',
  issued: '20260314',
  lines: [
    { text: 'Copy paper A4', quantity: '20.0000', price: '9.9000', net: '198.00' },
    { text: 'Ink & ribbon', quantity: '2', price: '12.50', net: '25.00' },
  ],
  net: '213.00',
  tax: '40.47',
  total: '253.47',
  prepaid: '50.00',
  due: '203.47',
  iban: 'DE02 1203 0000 0000 2020 51',
  seller: 'Mühlbach Bürobedarf GmbH',
};

const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Cross Industry Invoice: 223.00 in lines less an allowance of 10.00, 19 %. `prefix` is that of most elements. */
export function ciiInvoice(change: SmallInvoice = {}, prefix = 'ram'): string {
  const of = { ...DEFAULTS, ...change };
  const p = prefix === '' ? '' : `${prefix}:`;
  const date = (day: string) => `<udt:DateTimeString format="102">${day}</udt:DateTimeString>`;
  const ram = 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100';
  const lines = of.lines.map(
    ({ text, quantity, price, net }, index) => `<${p}IncludedSupplyChainTradeLineItem>
      <${p}AssociatedDocumentLineDocument><${p}LineID>${index + 1}</${p}LineID></${p}AssociatedDocumentLineDocument>
      <${p}SpecifiedTradeProduct><${p}Name>${xml(text)}</${p}Name></${p}SpecifiedTradeProduct>
      <${p}SpecifiedLineTradeAgreement><${p}NetPriceProductTradePrice><${p}ChargeAmount>${price}</${p}ChargeAmount></${p}NetPriceProductTradePrice></${p}SpecifiedLineTradeAgreement>
      <${p}SpecifiedLineTradeDelivery><${p}BilledQuantity unitCode="H87">${quantity}</${p}BilledQuantity></${p}SpecifiedLineTradeDelivery>
      <${p}SpecifiedLineTradeSettlement><${p}SpecifiedTradeSettlementLineMonetarySummation><${p}LineTotalAmount>${net}</${p}LineTotalAmount></${p}SpecifiedTradeSettlementLineMonetarySummation></${p}SpecifiedLineTradeSettlement>
    </${p}IncludedSupplyChainTradeLineItem>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns${prefix === '' ? '' : `:${prefix}`}="${ram}" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
  <rsm:ExchangedDocumentContext><${p}GuidelineSpecifiedDocumentContextParameter><${p}ID>urn:cen.eu:en16931:2017</${p}ID></${p}GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
  <rsm:ExchangedDocument><${p}ID>${xml(of.number)}</${p}ID><${p}TypeCode>${of.typeCode}</${p}TypeCode><${p}IssueDateTime>${date(of.issued)}</${p}IssueDateTime></rsm:ExchangedDocument>
  <rsm:SupplyChainTradeTransaction>${lines.join('')}
    <${p}ApplicableHeaderTradeAgreement><${p}SellerTradeParty><${p}Name>${xml(of.seller)}</${p}Name>
      <${p}PostalTradeAddress><${p}PostcodeCode>80333</${p}PostcodeCode><${p}LineOne>Mühlweg 4</${p}LineOne><${p}CityName>München</${p}CityName><${p}CountryID>DE</${p}CountryID></${p}PostalTradeAddress>
      <${p}SpecifiedTaxRegistration><${p}ID schemeID="FC">201/113/40209</${p}ID></${p}SpecifiedTaxRegistration>
      <${p}SpecifiedTaxRegistration><${p}ID schemeID="VA">DE 123456789</${p}ID></${p}SpecifiedTaxRegistration>
    </${p}SellerTradeParty><${p}BuyerTradeParty><${p}Name>Somebody Else</${p}Name></${p}BuyerTradeParty></${p}ApplicableHeaderTradeAgreement>
    <${p}ApplicableHeaderTradeSettlement><${p}InvoiceCurrencyCode>EUR</${p}InvoiceCurrencyCode>
      <${p}SpecifiedTradeSettlementPaymentMeans><${p}PayeePartyCreditorFinancialAccount><${p}IBANID>${of.iban}</${p}IBANID></${p}PayeePartyCreditorFinancialAccount></${p}SpecifiedTradeSettlementPaymentMeans>
      <${p}ApplicableTradeTax><${p}CalculatedAmount>${of.tax}</${p}CalculatedAmount><${p}BasisAmount>${of.net}</${p}BasisAmount><${p}RateApplicablePercent>19.00</${p}RateApplicablePercent></${p}ApplicableTradeTax>
      <${p}SpecifiedTradePaymentTerms><${p}DueDateDateTime>${date('20260413')}</${p}DueDateDateTime></${p}SpecifiedTradePaymentTerms>
      <${p}SpecifiedTradeSettlementHeaderMonetarySummation>
        <${p}LineTotalAmount>223.00</${p}LineTotalAmount><${p}ChargeTotalAmount>0.00</${p}ChargeTotalAmount><${p}AllowanceTotalAmount>10.00</${p}AllowanceTotalAmount>
        <${p}TaxBasisTotalAmount>${of.net}</${p}TaxBasisTotalAmount><${p}TaxTotalAmount currencyID="USD">1.00</${p}TaxTotalAmount><${p}TaxTotalAmount currencyID="EUR">${of.tax}</${p}TaxTotalAmount>
        <${p}GrandTotalAmount>${of.total}</${p}GrandTotalAmount><${p}TotalPrepaidAmount>${of.prepaid}</${p}TotalPrepaidAmount><${p}DuePayableAmount>${of.due}</${p}DuePayableAmount>
      </${p}SpecifiedTradeSettlementHeaderMonetarySummation>
    </${p}ApplicableHeaderTradeSettlement>
  </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>`;
}

/** The same invoice (or credit note, with positive amounts) in UBL 2.1. */
export function ublInvoice(kind: 'Invoice' | 'CreditNote' = 'Invoice'): string {
  const quantity = kind === 'Invoice' ? 'InvoicedQuantity' : 'CreditedQuantity';
  const code = kind === 'Invoice' ? '380' : '381';
  const line = (id: number, name: string, count: string, price: string, net: string) =>
    `<cac:${kind}Line><cbc:ID>${id}</cbc:ID><cbc:${quantity} unitCode="H87">${count}</cbc:${quantity}><cbc:LineExtensionAmount currencyID="EUR">${net}</cbc:LineExtensionAmount><cac:Item><cbc:Name>${xml(name)}</cbc:Name></cac:Item><cac:Price><cbc:PriceAmount currencyID="EUR">${price}</cbc:PriceAmount></cac:Price></cac:${kind}Line>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<${kind} xmlns="urn:oasis:names:specification:ubl:schema:xsd:${kind}-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID><cbc:ID>RE-2026/118</cbc:ID><cbc:IssueDate>2026-03-14</cbc:IssueDate>
  ${kind === 'Invoice' ? '<cbc:DueDate>2026-04-13</cbc:DueDate>' : ''}<cbc:${kind}TypeCode>${code}</cbc:${kind}TypeCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cac:AccountingSupplierParty><cac:Party><cac:PostalAddress><cbc:StreetName>Mühlweg 4</cbc:StreetName><cbc:CityName>München</cbc:CityName><cbc:PostalZone>80333</cbc:PostalZone></cac:PostalAddress>
    <cac:PartyTaxScheme><cbc:CompanyID>201/113/40209</cbc:CompanyID><cac:TaxScheme><cbc:ID>FC</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
    <cac:PartyTaxScheme><cbc:CompanyID>DE123456789</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
    <cac:PartyLegalEntity><cbc:RegistrationName>Mühlbach Bürobedarf GmbH</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>Somebody Else</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>
  <cac:PaymentMeans>${kind === 'CreditNote' ? '<cbc:PaymentDueDate>2026-04-13</cbc:PaymentDueDate>' : ''}<cac:PayeeFinancialAccount><cbc:ID>DE02120300000000202051</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
  <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">40.47</cbc:TaxAmount><cac:TaxSubtotal><cbc:TaxableAmount currencyID="EUR">213.00</cbc:TaxableAmount><cbc:TaxAmount currencyID="EUR">40.47</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
  <cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="EUR">223.00</cbc:LineExtensionAmount><cbc:TaxExclusiveAmount currencyID="EUR">213.00</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount currencyID="EUR">253.47</cbc:TaxInclusiveAmount><cbc:AllowanceTotalAmount currencyID="EUR">10.00</cbc:AllowanceTotalAmount><cbc:PrepaidAmount currencyID="EUR">50.00</cbc:PrepaidAmount><cbc:PayableAmount currencyID="EUR">203.47</cbc:PayableAmount></cac:LegalMonetaryTotal>
  ${line(1, 'Copy paper A4', '20', '9.9', '198.00')}${line(2, 'Ink & ribbon', '2', '12.50', '25.00')}
</${kind}>`;
}
