import { describe, expect, test } from 'vitest';
import { documentNumbersIn, ibansIn } from '../../../src-main/engine/extraction/grammar/identifier.ts';
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
  ])('%s', (text, value) => {
    const best = documentNumbersIn(plainUpper(text)).sort((a, b) => b.weight - a.weight)[0];
    expect(best?.value).toBe(value);
  });
  test('a label without a number behind it stays open for the cell below', () => {
    expect(documentNumbersIn('INVOICE NO')[0]).toMatchObject({ open: true });
  });
});
