import { describe, expect, test } from 'vitest';
import { documentNumbersIn, ibansIn, purchaseOrdersIn } from '../../../src-main/engine/extraction/grammar/identifier.ts';
import { plainUpper } from '../../../src-main/engine/extraction/labels.ts';

describe('IBANs', () => {
  test.each([
    ['IBAN DE89 3704 0044 0532 0130 00 BIC COBADEFF', 'DE89370400440532013000'],
    ['NL91ABNA0417164300', 'NL91ABNA0417164300'],
    ['GB82 WEST 1234 5698 7654 32', 'GB82WEST12345698765432'],
    ['IBAN: DE89 37O4 0044 O532 0130 00', 'DE89370400440532013000'],
  ])('in %s the one whose checksum holds is found', (text, iban) => {
    expect(ibansIn(plainUpper(text)).map((i) => i.value)).toEqual([iban]);
  });
  test('an account without the check digits of its country is one where the checksum of the standard holds', () => {
    expect(ibansIn('NL20 INGB 0001 2345 67').map((i) => i.value)).toEqual(['NL20INGB0001234567']);
  });
  test('a wrong checksum is no IBAN', () => {
    expect(ibansIn('IBAN DE88 3704 0044 0532 0130 00')).toEqual([]);
  });
});

describe('document numbers', () => {
  test.each([
    ['Invoice No: INV-2026/0042', 'INV-2026/0042'],
    ['Rechnungsnr.: 2026-0417', '2026-0417'],
    ['Handelsrechnung Nr. 471102 vom', '471102'],
    ['Facture FA-2017-0010', 'FA-2017-0010'],
    ['Receipt # 00931', '00931'],
    ['DOC NO. : CS00031663', 'CS00031663'],
    ['Factura N° 2026.113', '2026.113'],
    ['N° de facture : FA2026-17', 'FA2026-17'],
    ['Ticket n° 3381', '3381'],
    ['Número de factura: A/2026/12', 'A/2026/12'],
    ['Factura simplificada nº 00123', '00123'],
    ['Numero fattura 17/2026', '17/2026'],
    ['Scontrino n. 0042', '0042'],
    ['Factuurnummer: 20260417', '20260417'],
    ['Fatura n.º FT 2026/17', 'FT2026/17'],
    ['Fatura n.º FT D/8255', 'FTD/8255'],
    ['Fatura-Recibo nº 1/203', '1/203'],
    ['Faktura VAT nr FV/12/2026', 'FV/12/2026'],
    ['Numer faktury: 12/03/A', '12/03/A'],
    ['Nr paragonu 004211', '004211'],
    ['Faktura č. 20260042', '20260042'],
    ['Číslo dokladu: 2026042', '2026042'],
    ['Fakturanummer 10042', '10042'],
    ['Kvittonr: 4711', '4711'],
    ['Fakturanr. 2026-88', '2026-88'],
    ['Laskun numero 100234', '100234'],
    ['Kuitti nro 00931', '00931'],
    ['Faktura č. FV 5/2584', 'FV5/2584'],
    ['Invoice No. FT#3425', 'FT#3425'],
    ['Ticket: 5653603805', '5653603805'],
    ['Doc. n. 94444359890062', '94444359890062'],
    ['Lieferschein Nr. 8680957653', '8680957653'],
    ['Rechnung Nr. 2026-17 vom', '2026-17'],
    ['Invoice No 12345 Tel 0113 496 0000', '12345'],
  ])('%s', (text, value) => {
    const best = documentNumbersIn(plainUpper(text)).sort((a, b) => b.weight - a.weight)[0];
    expect(best?.value).toBe(value);
  });
  test('a label without a number behind it stays open for the cell below', () => {
    expect(documentNumbersIn('INVOICE NO')[0]).toMatchObject({ open: true });
  });
});

describe('purchase orders', () => {
  test.each([
    ['PO Number: 4500012345', '4500012345'],
    ['P.O. No. 77-1234', '77-1234'],
    ['Purchase Order # PO-2026-8', 'PO-2026-8'],
    ['PO: 88123', '88123'],
    ['Ihre Bestellnummer: B-20417', 'B-20417'],
    ['Bestell-Nr. 20417', '20417'],
    ['Bestellung : B123456789', 'B123456789'],
    ['Commande: C-20417', 'C-20417'],
    ['Zamówienie: ZAM/2041/26', 'ZAM/2041/26'],
    ['Bon de commande n° 991-A2', '991-A2'],
    ['N° de commande : 55120', '55120'],
    ['Pedido nº 2026/55', '2026/55'],
    ['Ordine n. 771', '771'],
    ['Encomenda n.º 8812', '8812'],
    ['Bestelnummer 99123', '99123'],
    ['Nr zamówienia: Z/12/26', 'Z/12/26'],
    ['Číslo objednávky 260017', '260017'],
    ['Ert ordernr 4500', '4500'],
    ['Rekvisitionsnr. 118', '118'],
    ['Tilausnumero 77120', '77120'],
    ['Your reference: KL-55', 'KL-55'],
  ])('%s', (text, value) => {
    const best = purchaseOrdersIn(plainUpper(text)).sort((a, b) => b.weight - a.weight)[0];
    expect(best?.value).toBe(value);
  });
  test.each(['Invoice No 12345', 'Rechnungsnr. 2026-0417', 'POS 12', 'PO BOX 12'])('%s names none', (text) => {
    expect(purchaseOrdersIn(plainUpper(text)).filter((m) => !m.open)).toEqual([]);
  });
});
