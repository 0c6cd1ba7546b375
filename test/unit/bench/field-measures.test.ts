import { describe, expect, test } from 'vitest';
import { withoutCountry } from '../../bench/fields/countries.ts';
import { scoreLines } from '../../bench/fields/lines.ts';
import type { Outcome } from '../../bench/fields/outcome.ts';
import { passingAtBest } from '../../bench/fields/passing.ts';
import { binned, reliability } from '../../bench/fields/reliability.ts';
import { wilson } from '../../bench/fields/shares.ts';
import type { LabelledPage, LabelledWord } from '../../bench/labelled/document.ts';
import { matchText } from '../../bench/labelled/match-text.ts';
import { placesOfId } from '../../bench/labelled/match-values.ts';
import { Sheet } from '../../bench/labelled/sheet.ts';
import { placesOfTotal } from '../../bench/labelled/total-places.ts';

/** Rows of text as a page; words 2 % of the page high, a letter 1 % wide. */
function page(...rows: string[]): LabelledPage {
  const words = rows.flatMap((row, line) =>
    [...row.matchAll(/\S+/g)].map(
      (match): LabelledWord => ({
        text: match[0],
        box: [0.05 + match.index * 0.01, 0.05 + line * 0.03, match[0].length * 0.01, 0.02],
        p: 1,
        line,
        tag: 'other',
      }),
    ),
  );
  return { page: 1, width: 1000, height: 1000, source: 'ocr', words };
}

const textOf = (words: readonly LabelledWord[] | undefined): string => (words ?? []).map(({ text }) => text).join(' ');

describe('a labelled value and its words', () => {
  test('a name is found with a word misread and a number left out', () => {
    const { words } = page('WELCOME', 'KEDAI KOPl (123456-X) AMAN SDN BHD', 'JALAN TUN RAZAK');
    expect(textOf(matchText(words, 'KEDAI KOPI AMAN SDN. BHD.', 0.6)?.words)).toBe('KEDAI KOPl AMAN SDN BHD');
  });

  test('a name that stands nowhere is not found', () => {
    expect(matchText(page('ICED TEA 2.00', 'TOTAL 2.00').words, 'KEDAI KOPI AMAN', 0.6)).toBeUndefined();
  });

  test('an account in groups is one place, without its label', () => {
    const sheet = new Sheet([page('IBAN: DE02 1203 0000 0000 2020 51 BIC BYLADEM1001')], 'EUR');
    expect(placesOfId(sheet, 'DE02120300000000202051').map(({ words }) => textOf(words))).toEqual(['DE02 1203 0000 0000 2020 51']);
  });

  test('the total is neither the only item, nor the subtotal, nor the cash', () => {
    const sheet = new Sheet([page('ICED TEA 12.30', 'SUBTOTAL 12.30', 'TOTAL 12.30', 'CASH 12.30')], 'MYR');
    const { mentions, isExact } = placesOfTotal(sheet, 1230);
    expect(isExact).toBe(true);
    expect(mentions.map(({ row }) => row.row.text)).toEqual(['TOTAL 12.30']);
  });

  test('a total with one digit misread is still its place', () => {
    const { mentions, isExact } = placesOfTotal(new Sheet([page('ICED TEA 12.80', 'TOTAL 12.80')], 'MYR'), 1230);
    expect(isExact).toBe(false);
    expect(mentions.map(({ row }) => row.row.text)).toEqual(['TOTAL 12.80']);
  });
});

describe('the country of an address, which data keep as a code', () => {
  test.each([
    ['Lieferantenstraße 20 80333 München Deutschland', 'DE', 'Lieferantenstraße 20 80333 München'],
    ['Ecke 12, 12345 Stadthausen, Germany', 'DE', 'Ecke 12, 12345 Stadthausen'],
    ['Musterstraße 3 DE 12345 Berlin', 'DE', 'Musterstraße 3 12345 Berlin'],
    ['Musterstraße 3 D-12345 Berlin', 'DE', 'Musterstraße 3 D-12345 Berlin'],
    ["1242 chemin de l'olive 84340 Malaucène France", 'FR', "1242 chemin de l'olive 84340 Malaucène"],
    ['Rue de France 3 84340 Malaucène', 'FR', 'Rue de France 3 84340 Malaucène'],
    ['Deutschland Allee 20 Bonn', 'DE', 'Deutschland Allee 20 Bonn'],
  ])('is none of it: %s', (address, country, bare) => expect(withoutCountry(address, country)).toBe(bare));
});

describe('shares of right documents', () => {
  const outcome = (p: number, isRight: boolean): Outcome => ({
    id: '',
    about: { set: '', language: '', country: '', picture: '', supplierKey: '', isSupplierSeen: false },
    words: 0,
    ms: 0,
    verdicts: [],
    both: { isRight, p },
    document: { isRight, p },
    lines: undefined,
  });

  test('only documents above the surest wrong one pass, where a hundred are not there', () => {
    const outcomes = [outcome(0.99, true), outcome(0.98, true), outcome(0.97, false), outcome(0.96, true)];
    expect(passingAtBest(outcomes)).toEqual({ passed: 2, right: 2, of: 4 });
  });

  test('documents of equal probability pass together or not at all', () => {
    expect(passingAtBest([outcome(0.9, true), outcome(0.9, false)])).toEqual({ passed: 0, right: 0, of: 2 });
  });

  test('the interval of 95 of 100 is that of the tables', () => {
    const [low, high] = wilson({ right: 95, of: 100 });
    expect(low).toBeCloseTo(0.888, 3);
    expect(high).toBeCloseTo(0.978, 3);
  });

  test('reliability has the values of each range, their mean and how many of them are right, and is drawn', () => {
    const bins = binned([...Array(3)].map(() => ({ p: 0.96, right: true })).concat({ p: 1, right: false }, { p: 0.3, right: false }));
    expect(bins.map(({ from, n, right }) => [from, n, right])).toEqual([
      [0, 1, 0],
      [0.95, 3, 3],
      [0.99, 1, 0],
    ]);
    expect(bins[1]?.p).toBeCloseTo(0.96);
    const { section, drawing } = reliability([outcome(0.96, true)], [outcome(0.96, true)]);
    expect(section.rows).toContainEqual(['document', '0.95 to 0.98', '1', '0.960', '1.000 (1)', '0.207 to 1.000', '1.000']);
    expect(drawing).toMatch(/^<svg .*<\/svg>\s$/s);
  });

  test('a line counts once, with its quantity, and whatever its sign', () => {
    const wanted = [{ description: 'Zitronensäure 100ml', quantity: '5', amount: '5.00' }];
    const found = { description: 'Zitronensaure 100 ml', quantity: '-5', amount: '-5.00' };
    expect(scoreLines([found, found], wanted)).toEqual({ right: 1, strict: 1, counted: 1, found: 2, wanted: 1 });
    expect(scoreLines([{ ...found, quantity: '6' }], wanted)).toMatchObject({ right: 0, counted: 0 });
    expect(scoreLines([{ ...found, description: 'Wasser' }], wanted)).toMatchObject({ right: 0, counted: 1 });
  });

  test("numbers of the article are no part of a line's description, on either side", () => {
    const line = { quantity: '20', amount: '198.00' };
    const [bare, full] = ['Trennblätter A4', 'GTIN: 4012345001235 Unsere Art.-Nr.: TB100A4 Trennblätter A4'];
    const score = (found: string, wanted: string) => scoreLines([{ ...line, description: found }], [{ ...line, description: wanted }]);
    expect(score(bare, full)).toMatchObject({ right: 1, strict: 0, counted: 1 });
    expect(score(full, bare)).toMatchObject({ right: 1, strict: 0, counted: 1 });
    expect(score(full, full)).toMatchObject({ right: 1, strict: 1 });
    expect(score('Trennblätter A5 grau', full)).toMatchObject({ right: 0, strict: 0, counted: 1 });
  });
});
