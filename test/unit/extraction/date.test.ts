import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDate } from '../../../src-main/contract/index.ts';
import { extract } from '../../../src-main/engine/extraction/extract.ts';
import { datesIn } from '../../../src-main/engine/extraction/grammar/date.ts';
import { plainUpper } from '../../../src-main/engine/extraction/labels.ts';
import { context, reading } from './page.ts';

const days = (text: string) => datesIn(plainUpper(text), 'dmy').map((d) => d.readings.map((r) => r.date));
const anyDay = fc.record({
  y: fc.integer({ min: 2000, max: 2049 }),
  m: fc.integer({ min: 1, max: 12 }),
  d: fc.integer({ min: 1, max: 28 }),
});
const two = (n: number) => String(n).padStart(2, '0');

describe('dates on a page', () => {
  const MONTHS = {
    en: 'January February March April May June July August September October November December',
    de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
    fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
    es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
    it: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
    nl: 'januari februari maart april mei juni juli augustus september oktober november december',
  };
  test.each(Object.entries(MONTHS))('a month named in %s is read', (_language, names) => {
    fc.assert(
      fc.property(anyDay, ({ y, m, d }) => {
        const name = names.split(' ')[m - 1] ?? '';
        expect(days(`${d} ${name} ${y}`)).toEqual([[localDate(y, m, d)]]);
        expect(days(`${d}. ${name} ${y}`)).toEqual([[localDate(y, m, d)]]);
      }),
    );
  });

  test.each(['/', '-', '.'])('day, month and year parted by %s are read, in four digits and in two', (s) => {
    fc.assert(
      fc.property(anyDay, ({ y, m, d }) => {
        const want = localDate(y, m, d);
        expect(days(`${two(d)}${s}${two(m)}${s}${y}`)[0]).toContain(want);
        expect(days(`${d}${s}${m}${s}${two(y % 100)}`)[0]).toContain(want);
        expect(days(`${y}${s}${two(m)}${s}${two(d)}`)).toEqual([[want]]);
        expect(days(`${y}${two(m)}${two(d)}`)).toEqual([[want]]);
      }),
    );
  });

  test('a day above 12 leaves one reading', () => {
    expect(days('25/12/2018')).toEqual([['2018-12-25']]);
    expect(days('12/25/2018')).toEqual([['2018-12-25']]);
  });

  test('where both parts are up to 12 both readings are kept', () => {
    expect(days('03/04/2026')).toEqual([['2026-04-03', '2026-03-04']]);
  });

  test.each([
    ['O3/l2/2O18', '2018-12-03'],
    ['25/122018', '2018-12-25'],
    ['25 12/2018', '2018-12-25'],
    ['25112/2018', '2018-12-25'],
    ['41/05/2018', '2018-05-11'],
  ])('%s is mended to %s and marked as repaired', (text, day) => {
    const [found] = datesIn(plainUpper(text), 'dmy');
    expect(found?.repaired).toBe(true);
    expect(found?.readings.map((r) => r.date)).toContain(day);
  });

  test.each(['31/02/2026', 'TEL 07-3507405', 'MARKET 12 2018', '10.12.1', '192.168.10.11'])('%s is no date', (text) => {
    expect(
      days(text)
        .flat()
        .filter((d) => !d.startsWith('2026-0')),
    ).toEqual([]);
  });
});

describe('the order of day and month', () => {
  const receipt = (date: string, money = '£') =>
    reading(['CORNER SHOP LTD', '', `Date: ${date}  10:15`, '', `TOTAL   ${money}12.50`, 'CASH   20.00', 'CHANGE   7.50']);

  test('without a habit and with a currency of both orders, both readings stay with honest odds', () => {
    const { dateOrder: _, ...bare } = context({ currency: 'CAD', today: '2026-06-30' });
    const { date } = extract(receipt('03/04/2026', 'CAD '), bare).fields;
    expect([date?.value, ...(date?.alternatives.map((a) => a.value) ?? [])].sort()).toEqual(['2026-03-04', '2026-04-03']);
    expect(date?.p).toBeLessThan(0.6);
    expect(date?.alternatives[0]?.p).toBeGreaterThan(0.3);
  });

  test('the habit of the client decides where the currency agrees with it', () => {
    const { date } = extract(receipt('03/04/2026'), context()).fields;
    expect(date?.value).toBe('2026-04-03');
    expect(date?.p).toBeGreaterThan(0.85);
  });

  test('another date of the page that can only be read one way decides', () => {
    const page = receipt('03/04/2026', '$').pages[0];
    const more = reading(['CORNER SHOP INC', 'Valid until 12/31/2026', 'Date: 03/04/2026 10:15', 'TOTAL   $12.50']);
    expect(page).toBeDefined();
    expect(extract(more, context({ dateOrder: 'dmy' })).fields.date?.value).toBe('2026-03-04');
  });

  test('the reading that lies in the future gives way to the one that does not', () => {
    const { dateOrder: _, ...bare } = context({ currency: 'CAD', today: '2026-04-30' });
    const { date } = extract(receipt('03/11/2026', 'CAD '), bare).fields;
    expect(date?.value).toBe('2026-03-11');
  });

  test('dots mean day first', () => {
    const { date } = extract(receipt('03.04.2026', '$'), context({ currency: 'USD', dateOrder: 'mdy' })).fields;
    expect([date?.value, date?.alternatives[0]?.value]).toContain('2026-04-03');
  });
});

describe('the date of issue', () => {
  const dateOf = (...lines: readonly string[]) =>
    extract(reading(['TAXI TX GMBH', ...lines, 'Gesamtbetrag EUR  18,08']), context({ currency: 'EUR' })).fields.date;

  test('is not the day of delivery, though that is named again without its label', () => {
    const date = dateOf('Rechnung Nr. 471102 vom 30.03.2026', 'Leistungsdatum: 29.03.2026', 'Rechnung gemäß Fahrt vom 29.03.2026');
    expect([date?.value, date?.alternatives[0]?.value]).toEqual(['2026-03-30', '2026-03-29']);
  });

  test('may be the same day as that of delivery', () => {
    expect(dateOf('Rechnung Nr. 471102 vom 30.03.2026', 'Leistungsdatum: 30.03.2026')?.value).toBe('2026-03-30');
  });
});
