import { describe, expect, it } from 'vitest';
import { decidingWords } from '../../../src-main/workers/reading/cascade/deciding-words.ts';

/** Rows as they are printed, ten px a sign: what decides something, as `kind:text`. */
function deciding(...rows: string[]): string[] {
  const placed = rows.map((row) =>
    [...row.matchAll(/\S+/g)].map(({ 0: text, index }) => ({ text, left: index * 10, right: (index + text.length) * 10 })),
  );
  return decidingWords(placed).map(({ row, word, decides }) => `${decides}:${placed[row]?.[word]?.text}`);
}

describe('words on which a field hangs', () => {
  it.each([
    ['Total RM 8.70', '8.70'],
    ['TOTAL AMOUNT: 8.70', '8.70'],
    ['T0TAL 8.70', '8.70'],
    ['Tota1 8.7O', '8.7O'],
    ['Gesamtbetrag EUR 1.234,56', '1.234,56'],
    ['zu zahlen 12,00 €', '12,00'],
    ['TOTAL À PAYER 45,10', '45,10'],
    ['Totale complessivo 9,90', '9,90'],
    ['Importe a pagar 7,25', '7,25'],
    ['Te betalen 3,10', '3,10'],
    ['Do zapłaty 120,00', '120,00'],
    ['Celkem k úhradě 99,00', '99,00'],
    ['Att betala 250,00', '250,00'],
    ['Beløb i alt 88,50', '88,50'],
    ['Yhteensä 14,20', '14,20'],
  ])('are the amounts of a row that speaks of a total: %s', (row, amount) => {
    expect(deciding(row)).toEqual([`total:${amount}`]);
  });

  it('are the amounts below a label that stands alone, and not those left of it', () => {
    expect(deciding('        BALANCE DUE', '2  1.00     8.70')).toEqual(['total:8.70']);
  });

  it.each(['15/03/2018', '15-03-18', '2018.03.15', 'l5/O3/2018', '(15/03/2018', 'Date:15/03/2018', '15MAR2018', '15-MAR-18'])(
    'are dates, also misread ones: %s',
    (date) => expect(deciding(`Date ${date} 12:30`)).toEqual([`date:${date}`]),
  );

  it('are dates of several words', () => {
    expect(deciding('12 March 2024')).toEqual(['date:12', 'date:March', 'date:2024']);
    expect(deciding('den 3. Dezember 2023')).toEqual(['date:3.', 'date:Dezember', 'date:2023']);
  });

  it('are account numbers with all their groups', () => {
    expect(deciding('IBAN: DE89 3704 0044')).toEqual(['iban:DE89', 'iban:3704', 'iban:0044']);
    expect(deciding('Konto DE89370400440532013000')).toEqual(['iban:DE89370400440532013000']);
  });

  it('are the numbers behind a document’s name', () => {
    expect(deciding('Rechnung Nr. 2024-0117')).toEqual(['number:2024-0117']);
    expect(deciding('INVOICE NO : A01882')).toEqual(['number:A01882']);
  });

  it('are no items, telephones or greetings', () => {
    expect(deciding('KOPI O 2 x 1.50 3.00', 'Tel: 03-8023 1122', 'Thank you, march on', 'Copy paper 4.75')).toEqual([]);
  });
});
