import { expect, test } from 'vitest';
import type { KeptEntry } from '../../../src-main/connectors/ledgers/batch-files/entry-record.ts';
import { keptEntry, reversed } from '../../../src-main/connectors/ledgers/batch-files/entry-record.ts';
import type { DatevSettings } from '../../../src-main/connectors/ledgers/datev/bookings.ts';
import { accountNumber } from '../../../src-main/connectors/ledgers/datev/bookings.ts';
import { datev } from '../../../src-main/connectors/ledgers/datev/index.ts';
import { datevFormat, reference, yearOf } from '../../../src-main/connectors/ledgers/datev/map.ts';
import { convert, parseRates, rateFor, rateText } from '../../../src-main/connectors/ledgers/datev/rates.ts';
import type { Currency, LocalDate } from '../../../src-main/contract/index.ts';
import type { Bill, BillLine } from '../../../src-main/engine/ports.ts';
import { bill, entryOf, randomEntry, seeded } from './batch-entries.ts';
import { deviations, readBatch, unquoted } from './datev-validator.ts';

const SETTINGS: DatevSettings = {
  consultant: 29098,
  client: 55003,
  yearStart: '01-01',
  accountLength: 4,
  currency: 'EUR' as Currency,
  chart: '03',
  rates: [],
  period: 'year',
  isFinal: false,
  link: 'none',
};
const EUR = 'EUR' as Currency;
const AT = '2026-12-01T10:20:30.456Z';

const line = (change: Partial<BillLine> = {}): BillLine => ({
  description: 'Papier',
  account: '4980',
  net: 100_00,
  tax: 19_00,
  taxCode: '9',
  taxRate: '19',
  taxAccount: '1576',
  ...change,
});
function euro(lines: readonly BillLine[], change: Partial<Bill> = {}, date = '2026-11-12'): KeptEntry {
  const total = lines.reduce((sum, { net, tax }) => sum + net + tax, 0);
  const made: Bill = { kind: 'bill', supplier: { key: 'm', name: 'Müller' }, lines, total, paid: false, contra: '70001', ...change };
  return keptEntry(entryOf({ key: bill('one').key, date: date as LocalDate, currency: EUR }, made));
}

function batchOf(entries: readonly KeptEntry[], settings = SETTINGS) {
  const format = datevFormat(settings);
  const { head } = format.frame({ id: '0001', at: AT, entries, group: '' });
  return readBatch(format.encode([...head, ...entries.flatMap((entry) => format.rows(entry, ''))]));
}
const brief = (entry: KeptEntry, settings = SETTINGS) =>
  batchOf([entry], settings).rows.map((row) => [row[0], unquoted(row[1]), row[6], row[7], unquoted(row[8])].join(' '));
const problems = (entry: KeptEntry, settings = SETTINGS) =>
  datevFormat(settings)
    .problems(entry)
    .map(({ code }) => code);

test('a line with a key is one gross booking; the program takes the tax out', () => {
  expect(brief(euro([line()]))).toEqual(['119,00 H 70001 4980 0009']);
});

test('without a key the tax is booked by itself', () => {
  const { taxCode: _taxCode, ...plain } = line();
  expect(brief(euro([plain]))).toEqual(['100,00 H 70001 4980 ', '19,00 H 70001 1576 ']);
});

test('a credit note and a reversal turn the side, never the sign', () => {
  expect(brief(euro([line({ net: -100_00, tax: -19_00 })]))).toEqual(['119,00 S 70001 4980 0009']);
  expect(brief(reversed(euro([line(), line({ net: -5_00, tax: 0 })])))).toEqual(['119,00 S 70001 4980 0009', '5,00 H 70001 4980 0009']);
});

test('a line of zero makes no booking, and nothing but zeros is refused', () => {
  expect(brief(euro([line(), line({ net: 0, tax: 0 })]))).toHaveLength(1);
  expect(problems(euro([line({ net: 0, tax: 0 })]))).toEqual(['amount']);
});

test('the first line says whose books, which year and which days', () => {
  const entries = [euro([line()], {}, '2026-03-05'), euro([line()], {}, '2026-11-12')];
  expect(batchOf(entries).header).toEqual([
    ...[
      '"EXTF"',
      '700',
      '21',
      '"Buchungsstapel"',
      '13',
      '20261201102030456',
      '',
      '"RE"',
      '"Tickmark"',
      '""',
      '29098',
      '55003',
      '20260101',
      '4',
    ],
    ...['20260305', '20261112', '"Tickmark 0001"', '""', '1', '0', '0', '"EUR"', '', '""', '', '', '"03"', '', '', '""', '""'],
  ]);
});

test('a booking says its key, its document and when it is due', () => {
  const [row = []] = batchOf([euro([line()], { dueDate: '2026-12-12' as LocalDate })], { ...SETTINGS, link: 'BEDI', isFinal: true }).rows;
  expect(row[9]).toBe('1211');
  expect(unquoted(row[10])).toBe('NDS-20418');
  expect(unquoted(row[13])).toBe('Müller, Papier');
  expect(unquoted(row[19])).toBe('BEDI "AAAAAAAA-AAAA-AAAA-AAAA-AAAAAAAAAAAA"');
  expect([row[47], row[48], row[50], row[113], row[116]].map(unquoted)).toEqual(['Tickmark', 'one:g1', 'invoice.pdf', '1', '12122026']);
});

test('a key that would take another tax out of the gross amount is refused', () => {
  expect(problems(euro([line({ tax: 15_00 })]))).toEqual(['tax']);
  expect(problems(euro([line({ tax: 19_02 })]))).toEqual([]);
  expect(problems(euro([line({ tax: 19_04 })]))).toEqual(['tax']);
  expect(problems(euro([line({ taxCode: 'VSt' })]))).toEqual(['tax']);
  // Reverse charge: the key books both sides itself, the bill carries no tax.
  expect(problems(euro([line({ tax: 0, taxCode: '94' })]))).toEqual([]);
});

test('accounts are numbers of the right length', () => {
  expect(accountNumber('4980 Betriebsbedarf', SETTINGS)).toBe('4980');
  for (const bad of ['Papier', '4980-1', '123456', '0000', 'a4980']) expect(accountNumber(bad, SETTINGS)).toBeUndefined();
  expect(problems(euro([line({ account: 'Papier' })], { contra: '123456' }))).toEqual(['account', 'account']);
});

test('amounts that the format cannot hold are refused', () => {
  expect(problems(euro([line({ net: 999_999_999_999, tax: 0 })]))).toEqual([]);
  expect(problems(euro([line({ net: 1_000_000_000_000, tax: 0 })]))).toEqual(['amount']);
});

test('the reference keeps the letters that are allowed', () => {
  expect(reference('RG 2026.11/7 – Größe')).toBe('RG-2026-11/7-Groesse');
  expect(reference('A&B*C+D')).toBe('A-B-C-D');
  expect(reference('x'.repeat(50))).toHaveLength(36);
});

test.each([
  ['2026-12-31', '01-01', '2026-01-01'],
  ['2026-06-30', '07-01', '2025-07-01'],
  ['2026-07-01', '07-01', '2026-07-01'],
])('%s is in the fiscal year from %s that began on %s', (date, yearStart, begun) => {
  expect(yearOf(date as LocalDate, { yearStart })).toBe(begun);
});

test('entries of two fiscal years are of two groups', () => {
  const format = datevFormat({ ...SETTINGS, yearStart: '07-01' });
  const groups = ['2026-06-30', '2026-07-01', '2027-06-30'].map((date) => format.groupOf(euro([line()], {}, date)));
  expect(new Set(groups).size).toBe(2);
  const monthly = datevFormat({ ...SETTINGS, period: 'month' });
  expect(monthly.groupOf(euro([], {}, '2026-11-01'))).not.toBe(monthly.groupOf(euro([], {}, '2026-12-01')));
});

test('rates are read, chosen by month, and rounded half away from zero', () => {
  const rates = parseRates('USD 2026-11=1.0913; USD=1,08\nGBP=0.865');
  expect(rateFor(rates, 'USD' as Currency, '2026-11-30' as LocalDate)?.micro).toBe(1_091_300n);
  expect(rateFor(rates, 'USD' as Currency, '2026-12-01' as LocalDate)?.micro).toBe(1_080_000n);
  expect(rateFor(rates, 'CHF' as Currency, '2026-12-01' as LocalDate)).toBeUndefined();
  expect(convert(100, 'USD' as Currency, EUR, { currency: 'USD', micro: 2_000_000n })).toBe(50);
  expect(convert(1, 'USD' as Currency, EUR, { currency: 'USD', micro: 2_000_000n })).toBe(1);
  expect(convert(-1, 'USD' as Currency, EUR, { currency: 'USD', micro: 2_000_000n })).toBe(-1);
  expect(convert(16_325, 'JPY' as Currency, EUR, { currency: 'JPY', micro: 163_250_000n })).toBe(100_00);
  expect(rateText({ currency: 'USD', micro: 1_091_300n })).toBe('1,091300');
  for (const bad of ['USD', 'usd=1', 'USD=0', 'USD=1.1234567', 'USD 2026=1']) expect(() => parseRates(bad)).toThrow(/Rates/);
});

test('a foreign bill carries its rate and the amount in the books; below one it is booked converted', () => {
  const settings = { ...SETTINGS, rates: parseRates('USD=1.25; GBP=0.8') };
  const foreign = (currency: string) => ({ ...euro([line()]), currency: currency as Currency });
  expect(batchOf([foreign('USD')], settings).rows[0]?.slice(0, 6)).toEqual(['119,00', '"H"', '"USD"', '1,250000', '95,20', '"EUR"']);
  const [pounds = []] = batchOf([foreign('GBP')], settings).rows;
  expect(pounds.slice(0, 6)).toEqual(['148,75', '"H"', '"EUR"', '', '', '']);
  expect(unquoted(pounds[54])).toBe('GBP 119,00');
  expect(problems(foreign('USD'))).toEqual(['currency']);
  expect(deviations(batchOf([foreign('USD'), foreign('GBP')], settings))).toEqual([]);
});

test('5,000 awkward entries make batches without a deviation, with the same totals', { timeout: 90_000 }, () => {
  const random = seeded(17);
  const settings = { ...SETTINGS, yearStart: '04-01', rates: parseRates('USD=1.1; JPY=160; GBP=0.86; KWD=0.33'), link: 'DDMS' as const };
  const format = datevFormat(settings);
  const groups = new Map<string, KeptEntry[]>();
  let refused = 0;
  for (let number = 0; number < 5000; number += 1) {
    const entry = keptEntry(randomEntry(random, number, ['EUR', 'EUR', 'EUR', 'JPY', 'USD', 'GBP', 'KWD']));
    if (format.problems(entry).length > 0) refused += 1;
    else groups.set(format.groupOf(entry), [...(groups.get(format.groupOf(entry)) ?? []), entry]);
  }
  expect(refused).toBeLessThan(20);
  expect(groups.size).toBeGreaterThan(2);
  for (const entries of groups.values()) {
    const batch = batchOf(entries, settings);
    expect(deviations(batch)).toEqual([]);
    // Bookings in euro whose entries are in euro: debits of the lines are what is credited to the contra account.
    const keys = new Set(entries.filter(({ currency }) => currency === 'EUR').map(({ key }) => String(key)));
    const booked = batch.rows
      .filter((row) => keys.has(unquoted(row[48])))
      .reduce((sum, row) => sum + (row[1] === '"H"' ? 1n : -1n) * BigInt((row[0] ?? '').replace(',', '')), 0n);
    const totals = entries.filter(({ currency }) => currency === 'EUR').reduce((sum, entry) => sum + BigInt(entry.bill?.total ?? 0), 0n);
    expect(booked).toBe(totals);
  }
});

test('the validator sees what is wrong', () => {
  const good = batchOf([euro([line()])]);
  const spoil = (column: number, value: string) => ({ ...good, rows: good.rows.map((row) => row.with(column - 1, value)) });
  expect(deviations(good)).toEqual([]);
  for (const [column, value] of [
    [1, '0,00'],
    [1, '-119,00'],
    [1, '119.00'],
    [2, 'S'],
    [7, '1234567'],
    [9, '9'],
    [10, '3102'],
    [10, '0101'],
    [11, '"RG 7"'],
    [14, `"${'x'.repeat(61)}"`],
    [49, ''],
    [114, ''],
    [117, '31132026'],
  ] as const) {
    expect(deviations(spoil(column, value)), `${column} ${value}`).not.toEqual([]);
  }
  expect(() => readBatch(Buffer.from('a\n'))).toThrow();
});

test('settings are checked when they are entered', () => {
  const base = { folder: '/x', consultant: 29098, client: 1 };
  expect(datev.config.safeParse(base).success).toBe(true);
  for (const bad of [{ consultant: 1000 }, { client: 0 }, { yearStart: '02-30' }, { accountLength: 9 }, { rates: 'USD' }]) {
    expect(datev.config.safeParse({ ...base, ...bad }).success).toBe(false);
  }
  expect(datev.parse?.('29098-55003:/tmp/out')).toMatchObject({ consultant: 29098, client: 55003 });
  expect(() => datev.parse?.('/tmp/out')).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  expect(() => datev.parse?.('1-1:/tmp/out')).toThrow(expect.objectContaining({ code: 'invalid_input' }));
});
