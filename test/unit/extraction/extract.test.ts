import { describe, expect, test } from 'vitest';
import { Extraction } from '../../../src-main/contract/index.ts';
import { extract } from '../../../src-main/engine/extraction/extract.ts';
import { context, pages, reading } from './page.ts';

const RECEIPT = [
  '        GREENGROCER & SONS LTD',
  '        14 High Street',
  '        Leeds LS1 4AP',
  '        VAT Reg No: GB 123 4567 82',
  '',
  'Receipt No: R-20931',
  'Date: 14/03/2026          10:21',
  '',
  'Apples 1kg                          2.40',
  'Oranges                             3.60',
  'Olive oil         2    6.00        12.00',
  '',
  'Subtotal                           15.00',
  'VAT 20%                             3.00',
  'TOTAL                             £18.00',
  'Cash                               20.00',
  'Change                              2.00',
];

const INVOICE = [
  'Kessler Werkzeugbau GmbH                                 Rechnung',
  'Industriestr. 12',
  '73733 Esslingen',
  '',
  'Muster & Partner KG                        Rechnungsnr.: 2026-0417',
  'Hauptstr. 1                                Rechnungsdatum: 02.04.2026',
  '80331 München                              Fällig am: 02.05.2026',
  '',
  'Pos  Beschreibung            Menge   Einzelpreis      Betrag',
  '1    Fräser 8 mm               4         25,00        100,00',
  '2    Schmierstoff              1         50,50         50,50',
  '',
  '     Nettobetrag                                      150,50',
  '     USt 19 %                                          28,60',
  '     Gesamtbetrag EUR                                 179,10',
  '',
  'Bitte überweisen Sie den Betrag auf das Konto',
  'IBAN: DE89 3704 0044 0532 0130 00   USt-IdNr.: DE 814 689 550',
];

const values = (e: Extraction) => Object.fromEntries(Object.entries(e.fields).map(([name, field]) => [name, field?.value]));

describe('a till receipt', () => {
  const found = extract(reading(RECEIPT), context());

  test('has its fields in canonical form', () => {
    expect(values(found)).toMatchObject({
      supplier: 'GREENGROCER & SONS LTD',
      date: '2026-03-14',
      number: 'R-20931',
      currency: 'GBP',
      net: '15.00',
      tax: '3.00',
      total: '18.00',
      supplierTaxId: 'GB123456782',
    });
    expect(found.fields.address?.value).toBe('14 High Street Leeds LS1 4AP');
  });

  test('is a receipt, and cash with change proves that it is paid', () => {
    expect(found.type.value).toBe('receipt');
    expect(found.paid).toBe(true);
  });

  test('lists the sums that hold', () => {
    expect(found.sums.filter((s) => s.holds).map((s) => s.rule)).toEqual(expect.arrayContaining(['net+tax=total', 'cash-change=total']));
  });

  test('keeps its evidence: the box of the total lies on the row of the total', () => {
    const { box, page } = found.fields.total ?? {};
    expect(page).toBe(1);
    expect(box?.[1]).toBeGreaterThan(14 / 20);
    expect((box?.[1] ?? 0) + (box?.[3] ?? 0)).toBeLessThan(15 / 20);
  });

  test('has its lines with amount, and quantity and price where they multiply', () => {
    expect(found.lines.map((l) => [l.description, l.amount])).toEqual([
      ['Apples 1kg', '2.40'],
      ['Oranges', '3.60'],
      ['Olive oil', '12.00'],
    ]);
    expect(found.lines[2]).toMatchObject({ quantity: '2', unitPrice: '6.00' });
  });

  test('fulfils the contract', () => {
    expect(Extraction.parse(found)).toEqual(found);
  });
});

describe('an invoice in German', () => {
  const found = extract(reading(INVOICE), context({ currency: 'EUR', clientName: 'Muster & Partner KG' }));

  test('has its fields in canonical form', () => {
    expect(values(found)).toMatchObject({
      supplier: 'Kessler Werkzeugbau GmbH',
      date: '2026-04-02',
      dueDate: '2026-05-02',
      number: '2026-0417',
      currency: 'EUR',
      net: '150.50',
      tax: '28.60',
      total: '179.10',
      iban: 'DE89370400440532013000',
      supplierTaxId: 'DE814689550',
    });
  });

  test('is an invoice that asks for payment', () => {
    expect(found.type.value).toBe('invoice');
    expect(found.paid).toBe(false);
  });

  test('shows its tax per rate', () => {
    expect(found.taxes).toEqual([{ rate: '19', tax: '28.60' }]);
  });

  test("does not take the client's own name for the supplier", () => {
    const own = extract(reading(INVOICE), context({ currency: 'EUR', clientName: 'Kessler Werkzeugbau GmbH' }));
    expect(own.fields.supplier?.value).not.toBe('Kessler Werkzeugbau GmbH');
  });
});

describe('arithmetic', () => {
  const total = (lines: readonly string[]) => extract(reading(['SHOP LTD', '14/03/2026', ...lines]), context()).fields.total;

  test('chooses the total that net and tax add up to, not the largest amount', () => {
    expect(
      total([
        'TOTAL SALES (EXCLUDING GST)    51.42',
        'TOTAL GST 6%      3.08',
        'TOTAL SALES (INCLUSIVE OF GST)   54.50',
        'CASH    100.00',
        'CHANGE   45.50',
      ])?.value,
    ).toBe('54.50');
  });

  test('chooses the rounded total where a rounding is printed', () => {
    expect(
      total(['TOTAL            60.31', 'ROUNDING         -0.01', 'TOTAL ROUNDED    60.30', 'CASH  70.30', 'CHANGE  10.00'])?.value,
    ).toBe('60.30');
  });

  test('a sum that holds raises the probability, one that fails lowers it', () => {
    const holding = total(['SUBTOTAL   10.00', 'VAT 20%  2.00', 'TOTAL   12.00', 'CASH 20.00', 'CHANGE 8.00']);
    const bare = total(['TOTAL   12.00']);
    const failing = total(['SUBTOTAL   10.00', 'VAT  3.00', 'TOTAL   12.00', 'CASH 20.00', 'CHANGE 5.00']);
    expect(holding?.p).toBeGreaterThan(bare?.p ?? 1);
    expect(failing?.p).toBeLessThan(holding?.p ?? 0);
    const sums = extract(reading(['SHOP LTD', 'SUBTOTAL   10.00', 'VAT  3.00', 'TOTAL   12.00']), context()).sums;
    expect(sums).toContainEqual(expect.objectContaining({ rule: 'net+tax=total', holds: false }));
  });

  test('two rows of a tax table that add up by chance are no net and tax', () => {
    const { net, tax } = extract(
      reading([
        'MARKT GMBH',
        'zu zahlen      19,58',
        'MWST %    MWST    Netto    Brutto',
        'A 7 %     0,84    12,06    12,90',
        'B 19 %    1,07     5,61     6,68',
      ]),
      context({ currency: 'EUR' }),
    ).fields;
    expect([net?.value, tax?.value]).toEqual(['17.67', '1.91']);
  });

  test('a word read with less confidence gives a lower probability', () => {
    const lines = ['SHOP LTD', '14/03/2026', 'TOTAL   12.00'];
    const sure = extract(reading(lines), context()).fields.total?.p ?? 0;
    expect(extract(reading(lines, { p: 0.3 }), context()).fields.total?.p).toBeLessThan(sure);
  });
});

describe('credit notes', () => {
  const note = (sign: string) => [
    'TOOLS LTD',
    'CREDIT NOTE No: CN-77',
    'Date: 14/03/2026',
    `Net     ${sign}10.00`,
    `VAT 20%    ${sign}2.00`,
    `Total     ${sign}12.00`,
  ];

  test.each(['', '-'])('amounts are negative, printed as "%s12.00"', (sign) => {
    const found = extract(reading(note(sign)), context());
    expect(found.type.value).toBe('credit-note');
    expect(found.fields.total?.value).toBe('-12.00');
    expect(found.fields.tax?.value).toBe('-2.00');
  });

  test('terms at the foot that mention credit notes do not make one', () => {
    const found = extract(reading([...INVOICE, '', 'Goods are returned against a credit note only.']), context({ currency: 'EUR' }));
    expect(found.type.value).toBe('invoice');
  });
});

describe('goods that are taken back', () => {
  const kindOf = (title: string) => {
    const lines = [
      'BUTCHERS ROGERS',
      title,
      'Date 15/10/2025 18:10',
      'Battery  10.25',
      'Engine oil  45.25',
      'TOTAL TO PAY  55.50',
      'CASH  60.00',
    ];
    const { type, fields } = extract(reading([...lines, 'CHANGE DUE  4.50']), context());
    return [type.value, fields.total?.value];
  };

  test.each(['CREDIT NOTE', '*** REFUND ***', 'Nota de crédito', 'Rückerstattung'])('make a credit note, also at a till: "%s"', (title) => {
    expect(kindOf(title)).toEqual(['credit-note', '-55.50']);
  });

  test.each(['Refunds within 7 days', 'Credit note no. on request', 'No exchange, no refund', 'Return receipt to sender'])(
    'are not what terms are about: "%s"',
    (line) => expect(kindOf(line)).toEqual(['receipt', '55.50']),
  );
});

describe('currency', () => {
  const currencyOf = (line: string, own: string) => extract(reading(['SHOP', 'Date 14/03/2026', line]), context({ currency: own })).fields;

  test('is no postcode whose last letter was read as a dollar', () => {
    const fields = extract(reading(['SHOP', 'Whitcombe WB2 4R$', 'TOTAL £12.50']), context({ currency: 'GBP' })).fields;
    expect(fields.currency).toMatchObject({ value: 'GBP', alternatives: [] });
    for (const [line, code] of [
      ['TOTAL R$ 12,50', 'BRL'],
      ['TOTAL 12,50R$', 'BRL'],
      ['TOTAL HK$12.50', 'HKD'],
      ['TOTAL 12.50 US$', 'USD'],
    ] as const)
      expect(currencyOf(line, 'EUR').currency?.value).toBe(code);
  });

  test('a dollar is the client’s own where the client has dollars', () => {
    expect(currencyOf('TOTAL $12.50', 'AUD').currency?.value).toBe('AUD');
  });
  test('one that is written stands above the client’s', () => {
    expect(currencyOf('TOTAL EUR 12.50', 'GBP').currency?.value).toBe('EUR');
  });
  test.each([
    ['TOTAL 43,90 Euro', 'EUR'],
    ['TOTAL Euro 43,90', 'EUR'],
    ['TOTAL Euro43,90', 'EUR'],
    ['TOTAL 43,90EUR', 'EUR'],
    ['TOTAL NZD43.90', 'NZD'],
    ['TOTAL Fr. 43.90', 'CHF'],
    ['TOTAL SFr.43.90', 'CHF'],
    ['CELKEM 43,90 KČ', 'CZK'],
    ['SUMA 43,90 zŁ', 'PLN'],
    ['I ALT 43,90 KR', 'SEK'],
    ['TOTAL Dhs 43.90', 'AED'],
  ])('"%s" is in %s for a client of pounds', (line, code) => {
    const { currency, total } = currencyOf(line, 'GBP');
    expect([currency?.value, total?.value]).toEqual([code, '43.90']);
    expect(currency?.box).toBeDefined();
  });

  test.each(['Euro Car Parks', 'Diesel Euro 5', 'Mo.-Fr. 8.00 - 18.00', 'Fr 12.30 Uhr', 'Fr. 12.03.2026', 'Model KR 1200', 'Zone R 12.50'])(
    '"%s" names none',
    (line) => {
      const { currency } = extract(reading([line, 'Date 14/03/2026', 'TOTAL 12.50']), context({ currency: 'GBP' })).fields;
      expect(currency?.value).toBe('GBP');
      expect(currency?.box).toBeUndefined();
    },
  );

  test('where none is written the client’s is assumed, without evidence', () => {
    const { currency } = currencyOf('TOTAL 12.50', 'GBP');
    expect(currency?.value).toBe('GBP');
    expect(currency?.box).toBeUndefined();
  });
  test('the BHD of a Malaysian company is no dinar', () => {
    const { currency, total } = extract(reading(['KEDAI SDN BHD 12345-X', 'TOTAL 12.50']), context({ currency: 'MYR' })).fields;
    expect([currency?.value, total?.value]).toEqual(['MYR', '12.50']);
  });
  test('yen amounts have no decimals', () => {
    expect(currencyOf('TOTAL ¥1,200', 'JPY').total?.value).toBe('1200');
  });
});

describe('pages', () => {
  test('the total of a long invoice stands on its last page, the supplier on its first', () => {
    const items = Array.from({ length: 20 }, (_, i) => `Item ${i}                 1.00`);
    const found = extract(
      pages([INVOICE.slice(0, 9), items, items, items, items, items, ['Gesamtbetrag EUR            100,00']]),
      context({ currency: 'EUR' }),
    );
    expect(found.fields.supplier?.value).toBe('Kessler Werkzeugbau GmbH');
    expect(found.fields.total).toMatchObject({ value: '100.00', page: 7 });
  });

  test('a page without words gives no fields, not even an assumed currency', () => {
    const found = extract(reading([]), context());
    expect(Object.keys(found.fields)).toEqual([]);
    expect(found.type.value).toBe('other');
  });
});
