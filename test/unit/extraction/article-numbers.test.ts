import { describe, expect, test } from 'vitest';
import { articleNumbersIn, withoutArticleNumbers } from '../../../src-main/engine/extraction/article-numbers.ts';

describe('a description without numbers of the article', () => {
  test.each([
    ['GTIN: 4012345001235 Unsere Art.-Nr.: TB100A4 Trennblätter A4', 'Trennblätter A4'],
    ['Joghurt Banane Unsere Art.-Nr.: ARNR2', 'Joghurt Banane'],
    ["Our item no. 4711 Blue pen, customer's part number: X-1", 'Blue pen,'],
    ['Ihre Artikelnummer 99-A Kabel 3m', 'Kabel 3m'],
    ['EAN-13: 4006381333931 Stifte', 'Stifte'],
    ['Code article: EG1268 Sac poubelle', 'Sac poubelle'],
    ['Réf.: AB12 Vis 5 mm', 'Vis 5 mm'],
    ['Art.nr 5512 Kanelbulle', 'Kanelbulle'],
  ])('%s is %s', (printed, wanted) => expect(withoutArticleNumbers(printed)).toBe(wanted));

  test.each([
    'Windows 11 Pro',
    'EAN-13 scanner',
    'Code 39 scanner',
    'Art print 30x40',
    'Part of the order 2',
    'Product 12 litre bucket',
    'Article about tax 2024',
    'Material 100% cotton',
    'Order 66 posters',
    'Ersatzteil A4711',
    'Unsere Art.-Nr.: Trennblätter',
  ])('%s stays as it is: no label, or no number behind it', (printed) => expect(withoutArticleNumbers(printed)).toBe(printed));

  test('that would have no word left stays', () => expect(withoutArticleNumbers('GTIN: 4012345001235')).toBe('GTIN: 4012345001235'));
});

test('numbers of the article are found with their labels, also where a line breaks within', () => {
  const text = 'GTIN: 4012345001235 Unsere Art.- Nr.: TB100A4 Trennblätter A4';
  expect(articleNumbersIn(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    'GTIN: 4012345001235',
    'Unsere Art.- Nr.: TB100A4',
  ]);
});
