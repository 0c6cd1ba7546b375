import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDate } from '../../../src-main/contract/index.ts';
import { datesIn, timesIn } from '../../../src-main/engine/extraction/grammar/date.ts';
import { plainUpper } from '../../../src-main/engine/extraction/labels.ts';

const mentions = (text: string) => datesIn(plainUpper(text), 'dmy');
const days = (text: string) => mentions(text).map((d) => d.readings.map((r) => r.date));

/** Months as dates print them: Czech, Polish and Finnish in the case that dates ask for. */
const LANGUAGES: Readonly<Record<string, string>> = {
  en: 'January February March April May June July August September October November December',
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  it: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  nl: 'januari februari maart april mei juni juli augustus september oktober november december',
  pt: 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  pl: 'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
  cs: 'ledna února března dubna května června července srpna září října listopadu prosince',
  sv: 'januari februari mars april maj juni juli augusti september oktober november december',
  da: 'januar februar marts april maj juni juli august september oktober november december',
  fi: 'tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta',
};
const SHORT: Readonly<Record<string, string>> = {
  en: 'Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec',
  de: 'Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.',
  fr: 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.',
  es: 'ene. feb. mar. abr. may. jun. jul. ago. sept. oct. nov. dic.',
  it: 'gen feb mar apr mag giu lug ago set ott nov dic',
  nl: 'jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec.',
  pt: 'jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.',
  pl: 'sty. lut. mar. kwi. maj cze. lip. sie. wrz. paź. lis. gru.',
  cs: 'led. úno. bře. dub. kvě. čvn. čvc. srp. zář. říj. lis. pro.',
  sv: 'jan. feb. mars apr. maj juni juli aug. sep. okt. nov. dec.',
  da: 'jan. feb. mar. apr. maj jun. jul. aug. sep. okt. nov. dec.',
  fi: 'tammi. helmi. maalis. huhti. touko. kesä. heinä. elo. syys. loka. marras. joulu.',
};
const WEEKDAYS = ['Mon, ', 'Montag, ', 'lunes, ', 'lundi ', 'måndag ', 'Data: ', ''];

const anyDay = fc.record({
  y: fc.integer({ min: 2000, max: 2049 }),
  m: fc.integer({ min: 1, max: 12 }),
  d: fc.integer({ min: 1, max: 28 }),
});
const two = (n: number) => String(n).padStart(2, '0');

/** Ways to set a day, a name and a year beside each other. */
const NAMED: readonly ((d: number, name: string, y: number) => string)[] = [
  (d, name, y) => `${d} ${name} ${y}`,
  (d, name, y) => `${d}. ${name} ${y}`,
  (d, name, y) => `${two(d)}-${name}-${y}`,
  (d, name, y) => `${d} ${name}, ${y}`,
  (d, name, y) => `${d} de ${name} de ${y}`,
  (d, name, y) => `${d}.º de ${name} de ${y}`,
  (d, name, y) => `${d}er ${name} ${y}`,
  (d, name, y) => `${d}:e ${name} ${y}`,
  (d, name, y) => `${name} ${d}, ${y}`,
  (d, name, y) => `${name} ${d}th ${y}`,
  (d, name, y) => `${y} ${name} ${d}`,
];

const NUMERIC: readonly ((d: number, m: number, y: number) => string)[] = ['/', '-', '.', ' / ', '–'].flatMap((s) => [
  (d: number, m: number, y: number) => `${two(d)}${s}${two(m)}${s}${y}`,
  (d: number, m: number, y: number) => `${two(m)}${s}${two(d)}${s}${y}`,
  (d: number, m: number, y: number) => `${d}${s}${m}${s}${y}`,
  (d: number, m: number, y: number) => `${two(d)}${s}${two(m)}${s}${two(y % 100)}`,
  (d: number, m: number, y: number) => `${y}${s}${two(m)}${s}${two(d)}`,
]);

describe('a date in any format', () => {
  test.each(Object.entries(LANGUAGES))('with a month named in %s is read', (_language, names) => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...NAMED), fc.constantFrom(...WEEKDAYS), ({ y, m, d }, set, weekday) => {
        expect(days(`${weekday}${set(d, names.split(' ')[m - 1] ?? '', y)}`)).toEqual([[localDate(y, m, d)]]);
      }),
      { numRuns: 300 },
    );
  });

  test.each(Object.entries(SHORT))('with the short name of the month in %s is read', (_language, names) => {
    fc.assert(
      fc.property(anyDay, ({ y, m, d }) => {
        const name = names.split(' ')[m - 1] ?? '';
        expect(days(`${d} ${name} ${y}`)).toEqual([[localDate(y, m, d)]]);
        expect(days(`${two(d)}-${name.replace('.', '')}-${y}`)).toEqual([[localDate(y, m, d)]]);
      }),
    );
  });

  test('in numbers is among the readings, in every order and with every separator', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...NUMERIC), ({ y, m, d }, set) => {
        expect(days(`Date: ${set(d, m, y)} 10:21`)[0]).toContain(localDate(y, m, d));
      }),
      { numRuns: 500 },
    );
  });

  test('in numbers keeps both readings where both parts are at most twelve and differ', () => {
    const part = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(part, part, fc.integer({ min: 2010, max: 2029 }), fc.constantFrom('/', '-', '.'), (a, b, y, s) => {
        const readings = days(`${two(a)}${s}${two(b)}${s}${y}`)[0];
        expect(new Set(readings)).toEqual(new Set([localDate(y, b, a), localDate(y, a, b)]));
      }),
    );
  });

  test('with letters read for digits is mended and marked', () => {
    const confused = (text: string) => text.replace(/0/g, 'O').replace(/1/g, 'l');
    fc.assert(
      fc.property(anyDay, fc.constantFrom('/', '.', '-'), ({ y, m, d }, s) => {
        const print = `${two(d)}${s}${two(m)}${s}${confused(two(y % 100))}`;
        const [found] = mentions(print);
        if (/\D/.test(confused(two(y % 100))) && found) {
          expect(found.readings.map((r) => r.date)).toContain(localDate(y, m, d));
          expect(found.repaired).toBe(true);
        }
      }),
    );
  });

  test.each([
    ['O3 May 2O18', '2018-05-03'],
    ['3 APR1L 2018', '2018-04-03'],
    ['3 JU1Y 2018', '2018-07-03'],
    ['l2-MAR-20l9', '2019-03-12'],
    ['DATE:O3/l2/2O18', '2018-12-03'],
    ['2O24-05-03T12:30:00', '2024-05-03'],
  ])('%s is mended to %s', (text, day) => {
    const [found] = mentions(text);
    expect(found?.repaired).toBe(true);
    expect(found?.readings.map((r) => r.date)).toContain(day);
  });

  test.each([
    ['2024-05-03T12:30:00Z', '2024-05-03'],
    ['20240503T123000', '2024-05-03'],
    ["3 May '24", '2024-05-03'],
    ["May 3 '24", '2024-05-03'],
    ['May 3, 24', '2024-05-03'],
    ['3rd of May 2024', '2024-05-03'],
    ['le 1er mai 2024', '2024-05-01'],
    ['den 3. maj 2024', '2024-05-03'],
    ['Warszawa, 3 maja 2024 r.', '2024-05-03'],
    ['3 de mayo del 2024', '2024-05-03'],
    ['12APRIL2018', '2018-04-12'],
    ['12DEC18', '2018-12-12'],
    ['2024年5月3日', '2024-05-03'],
    ['2024년 5월 3일', '2024-05-03'],
    ['3/5-2024', '2024-05-03'],
    ['03 . 05 . 2024', '2024-05-03'],
  ])('%s is %s', (text, day) => {
    expect(days(text)[0]).toContain(day);
  });

  test.each(['IPHONE 12 PRO 2020', 'E27 5 LED 20', '1 OUT 20.00', '31.02.2024', '3 MAY 9999', '01.01.9999', 'MAY 3 12:30'])(
    '%s is no date',
    (text) => {
      expect(mentions(text).filter((d) => !d.guessed)).toEqual([]);
    },
  );
});

test.each(['12.30 Uhr', 'kl. 12.30', 'klo 12.30', 'ore 12.30', '12h30', '10:36:13', '07:49PM'])('%s is a time of day', (text) => {
  expect(timesIn(text)).toHaveLength(1);
});

test('an amount is no time of day', () => {
  expect(timesIn('Kaffee 12.30 EUR')).toEqual([]);
});
