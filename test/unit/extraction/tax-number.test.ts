import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { taxNumberOf } from '../../../src-main/engine/extraction/grammar/tax-number/check.ts';
import { taxNumbersIn } from '../../../src-main/engine/extraction/grammar/tax-number/mentions.ts';
import { BARE, PREFIXED } from '../../../src-main/engine/extraction/grammar/tax-number/schemes.ts';
import { plainUpper } from '../../../src-main/engine/extraction/labels.ts';

const first = (text: string) => taxNumbersIn(plainUpper(text))[0];

/** One number of each country that its own authority or python-stdnum gives as an example. */
const EXAMPLES: readonly string[] = [
  ...['ATU13585627', 'BE0428759497', 'BG175074752', 'CHE107787577', 'CY10259033P', 'CZ25123891', 'DE136695976', 'DK13585628'],
  ...['EE100931558', 'EL094259216', 'ESB58378431', 'ES54362315K', 'ESX2482300W', 'FI20774740', 'FR40303265045', 'GB980780684'],
  ...['HR33392005961', 'HU12892312', 'IE6433435F', 'IE6433435OA', 'IT00743110157', 'LT119511515', 'LU15027442', 'LV40003521600'],
  ...['MT11679112', 'NL004495445B01', 'NO995525828', 'PL8567346215', 'PT501964843', 'RO18547290', 'SE556188840401', 'SI50223054'],
  'SK2022749619',
];

describe('check digits of tax numbers', () => {
  test.each(EXAMPLES)('those of %s hold', (number) => {
    expect(taxNumberOf(number)).toMatchObject({ value: number, holds: true, mended: false });
  });

  test('every country of the European Union has an example and a rule', () => {
    const countries = new Set(EXAMPLES.map((number) => taxNumberOf(number)?.country));
    expect(countries).toEqual(new Set(Object.keys(PREFIXED)));
  });

  test('one wrong digit is noticed in most numbers', () => {
    const digits = fc.record({ number: fc.constantFrom(...EXAMPLES), at: fc.nat(), add: fc.integer({ min: 1, max: 9 }) });
    let wrong = 0;
    let noticed = 0;
    fc.assert(
      fc.property(digits, ({ number, at, add }) => {
        const places = [...number.matchAll(/\d/g)].map((m) => m.index);
        const place = places[at % places.length] ?? 0;
        const changed = `${number.slice(0, place)}${(Number(number[place]) + add) % 10}${number.slice(place + 1)}`;
        wrong++;
        if (taxNumberOf(changed)?.holds !== true) noticed++;
      }),
      { seed: 7, numRuns: 400 },
    );
    expect(noticed / wrong).toBeGreaterThan(0.9);
  });

  test.each([
    ['51824753556', BARE.AU_ABN],
    ['27AAPFU0939F1ZV', BARE.IN_GSTIN],
    ['197401143C', BARE.SG_UEN],
    ['4840108169', BARE.ZA_VAT],
    ['123026635RT0001', BARE.CA_GST],
    ['123026635', BARE.CA_BN],
    ['911144442', BARE.US_EIN],
    ['12892312242', BARE.HU_LOCAL],
    ['5561888404', BARE.SE_ORGANISATION],
  ])('%s holds without a prefix', (number, scheme) => {
    expect(taxNumberOf(number, [scheme])?.holds).toBe(true);
  });
});

describe('tax numbers on a page', () => {
  test.each([
    ['USt-IdNr.: DE 814 689 550', 'DE814689550', true],
    ['VAT Reg. No: GB 123 4567 82', 'GB123456782', true],
    ['VAT-nr 556188-8404', '5561888404', true],
    ['VAT No 980 7806 84 Tel 0113 496 0000', '980780684', true],
    ['GST ID : 000750673920', '000750673920', undefined],
    ['SST No: W10-1808-32001234', 'W10180832001234', undefined],
    ['ABN 51 824 753 556', '51824753556', true],
    ['NPWP: 01.234.567.8-901.000', '012345678901000', false],
    ['N° TVA : FR11999999998', 'FR11999999998', undefined],
    ['P.IVA IT12345678901', 'IT12345678901', false],
    ['P. IVA 00743110157', '00743110157', true],
    ['BTW-nr: NL004495445B01', 'NL004495445B01', true],
    ['BTW BE 0428.759.497', 'BE0428759497', true],
    ['UID-Nr.: ATU13585627', 'ATU13585627', true],
    ['CHE-107.787.577 MWST', 'CHE107787577', true],
    ['NIP: 856-734-62-15', '8567346215', true],
    ['DIČ: CZ25123891', 'CZ25123891', true],
    ['IČ DPH: SK2022749619', 'SK2022749619', true],
    ['CVR-nr. 13 58 56 28', '13585628', true],
    ['Momsreg.nr SE556188840401', 'SE556188840401', true],
    ['Org.nr: NO 995 525 828 MVA', 'NO995525828', true],
    ['Org.nr 995 525 828', '995525828', true],
    ['Y-tunnus: 2077474-0', '20774740', true],
    ['NIF: B-58378431', 'B58378431', true],
    ['NIF 501 964 843', '501964843', true],
    ['Adószám: 12892312-2-42', '12892312242', true],
    ['GSTIN: 27AAPFU0939F1ZV', '27AAPFU0939F1ZV', true],
    ['GST/HST No. 123026635 RT0001', '123026635RT0001', true],
    ['GSTIN/UIN : 27AAPFU0939F1ZV', '27AAPFU0939F1ZV', true],
    ['GST Reg No :J68-0385-03412845', 'J68038503412845', undefined],
    ['SST ID : 009362404037', '009362404037', undefined],
    ['ABN No : 51 824 753 556', '51824753556', true],
    ['CNPJ 16.727.230/0001-97', '16727230000197', true],
    ['RFC: GODE561231GR8', 'GODE561231GR8', true],
    ['CUIT 20-05536168-2', '20055361682', true],
    ['登録番号 T7000012050002', 'T7000012050002', true],
    ['UEN 197401143C', '197401143C', true],
    ['EIN: 91-1144442', '911144442', true],
  ])('%s', (text, value, holds) => {
    const found = first(text);
    expect({ value: found?.value, labelled: found?.labelled }).toEqual({ value, labelled: true });
    if (holds !== undefined) expect(found?.holds).toBe(holds);
  });

  test.each([
    ['USt-IdNr. DE I36 695 97G', 'DE136695976'],
    ['VAT No GB 98O 7806 84', 'GB980780684'],
    ['BTW NL00449544SBO1', 'NL004495445B01'],
    ['UID ATUI3585627', 'ATU13585627'],
  ])('letters read for digits in %s are mended where the check digits hold then', (text, value) => {
    expect(first(text)).toMatchObject({ value, holds: true });
  });

  test('wrong check digits weigh less than right ones, and no label less than a label', () => {
    const [right, wrong, bare] = ['USt-IdNr. DE136695976', 'USt-IdNr. DE136695978', 'DE136695976'].map(first);
    expect(wrong).toMatchObject({ value: 'DE136695978', holds: false });
    expect(right?.weight).toBeGreaterThan(wrong?.weight ?? 9);
    expect(bare).toMatchObject({ value: 'DE136695976', holds: true, labelled: false });
    expect(wrong?.weight).toBeGreaterThan(bare?.weight ?? 9);
  });

  test.each(['TEL 012345678901', 'IBAN DE89 3704 0044 0532 0130 00', 'DE136695978', 'NO 995525828', 'IT 12 300 00', 'ORDER SE 123456'])(
    '%s holds none',
    (text) => {
      expect(taxNumbersIn(plainUpper(text))).toEqual([]);
    },
  );
});
