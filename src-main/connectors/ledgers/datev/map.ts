import type { LocalDate } from '../../../contract/index.ts';
import { exponentOf, localDate } from '../../../contract/index.ts';
import type { Bill } from '../../../engine/ports.ts';
import { oneLine } from '../../one-line.ts';
import type { BatchFormat, BatchPlan, OutgoingEntry } from '../batch-files/books.ts';
import { firstCharacters, toWindows1252, windows1252Bytes } from '../batch-files/characters.ts';
import type { Booking, DatevSettings } from './bookings.ts';
import { accountNumber, amountsOf, bookingsOf, problemsOf } from './bookings.ts';
import { COLUMN, COLUMNS } from './columns.ts';

/** The description: at most 99,999 bookings in a file. */
const MAX_ROWS = 99_999;

export function datevFormat(settings: DatevSettings): BatchFormat {
  return {
    mediaType: 'text/csv',
    foreignCurrency: settings.rates.length > 0,
    maxRows: MAX_ROWS,
    groupOf: ({ date }) => (settings.period === 'month' ? `${yearOf(date, settings)} ${date.slice(0, 7)}` : yearOf(date, settings)),
    problems: (entry) => problemsOf(entry, settings),
    rows: (entry) => rowsOf(entry, settings),
    frame: (plan) => ({
      name: `EXTF_Buchungsstapel_${settings.consultant}_${settings.client}_${plan.id}.csv`,
      head: [header(plan, settings), COLUMNS.join(';')],
    }),
    encode: (lines) => windows1252Bytes(lines.map((line) => `${line}\r\n`).join('')),
    decode: (bytes) => Buffer.from(bytes).toString('latin1').split('\r\n'),
  };
}

/** First day of the fiscal year that the day is in. A batch names it, and days are written without a year, so no batch may hold two. */
export function yearOf(date: LocalDate, { yearStart }: Pick<DatevSettings, 'yearStart'>): LocalDate {
  const year = Number(date.slice(0, 4));
  const [month = 1, day = 1] = yearStart.split('-').map(Number);
  const start = localDate(year, month, day);
  const begun = start !== undefined && start <= date ? start : localDate(year - 1, month, day);
  if (begun === undefined) throw new RangeError(`no fiscal year begins on ${yearStart}`);
  return begun;
}

/** Letters that the reference field takes by its published expression and by the words beside it: the narrower of the two. */
export function reference(number: string): string {
  const plain = toWindows1252(oneLine(number)).replace(/[äöüÄÖÜß]/g, (letter) => UMLAUTS[letter] ?? letter);
  return plain
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^A-Za-z0-9$%/-]+/g, '-')
    .slice(0, 36);
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', ß: 'ss' };

function rowsOf(entry: OutgoingEntry, settings: DatevSettings): string[] {
  const { bill } = entry;
  return bill === undefined ? [] : bookingsOf(bill).map((booking) => row(booking, entry, bill, settings));
}

function row(booking: Booking, entry: OutgoingEntry, bill: Bill, settings: DatevSettings): string {
  const cells = COLUMNS.map(() => '');
  const put = (column: number, value: string | undefined) => {
    if (value !== undefined) cells[column - 1] = value;
  };
  const { amount, currency, rate, base } = amountsOf(booking.minor, entry, settings);
  put(COLUMN.amount, decimal(amount ?? 0));
  // The side is that of `account`, which is the contra account of the bill: a person's, a bank's or the till.
  put(COLUMN.side, quoted(booking.minor > 0 ? 'H' : 'S', 1));
  put(COLUMN.currency, quoted(currency, 3));
  if (base !== undefined) {
    put(COLUMN.rate, rate);
    put(COLUMN.baseAmount, decimal(base));
    put(COLUMN.baseCurrency, quoted(settings.currency, 3));
  }
  put(COLUMN.account, accountNumber(bill.contra, settings));
  put(COLUMN.contra, accountNumber(booking.account, settings));
  if (booking.taxKey !== undefined) put(COLUMN.taxKey, quoted(booking.taxKey, 4));
  put(COLUMN.date, `${entry.date.slice(8)}${entry.date.slice(5, 7)}`);
  if (entry.number !== undefined) put(COLUMN.reference, quoted(reference(entry.number), 36));
  put(COLUMN.text, quoted([entry.payee, booking.text || entry.description].filter((part) => part !== '').join(', '), 60));
  if (settings.link !== 'none') put(COLUMN.documentLink, quoted(`${settings.link} "${guid(entry.document.sha256)}"`, 210));
  put(COLUMN.keyLabel, quoted('Tickmark', 20));
  put(COLUMN.key, quoted(entry.key, 210));
  put(COLUMN.fileLabel, quoted('Belegdatei', 20));
  put(COLUMN.file, quoted(entry.document.name, 210));
  put(COLUMN.hashLabel, quoted('SHA-256', 20));
  put(COLUMN.hash, quoted(entry.document.sha256, 210));
  if (currency !== entry.currency) {
    put(COLUMN.foreignLabel, quoted('Fremdwährung', 20));
    put(COLUMN.foreign, quoted(`${entry.currency} ${plain(Math.abs(booking.minor), exponentOf(entry.currency))}`, 210));
  }
  put(COLUMN.finalised, settings.isFinal ? '1' : '0');
  if (!bill.paid && bill.dueDate !== undefined && bill.dueDate.startsWith('20')) put(COLUMN.due, dayText(bill.dueDate));
  return cells.join(';');
}

function decimal(hundredth: number): string {
  return plain(hundredth, 2);
}

function plain(minor: number, exponent: number): string {
  const digits = String(minor).padStart(exponent + 1, '0');
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)},${digits.slice(-exponent)}`;
}

/** A text field: in quotes, doubled inside, in Windows-1252, at most `length` characters. */
function quoted(value: string, length: number): string {
  return `"${firstCharacters(toWindows1252(oneLine(value)), length).replaceAll('"', '""')}"`;
}

/** The first 32 digits of the hash in the form of a GUID, for offices that hand the originals over under this name. */
function guid(sha256: string): string {
  return sha256
    .slice(0, 32)
    .toUpperCase()
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function dayText(date: LocalDate): string {
  return `${date.slice(8)}${date.slice(5, 7)}${date.slice(0, 4)}`;
}

/** The first line: 31 fields that say whose books, which fiscal year and which days. */
function header({ id, at, entries }: BatchPlan, settings: DatevSettings): string {
  const dates = entries.map(({ date }) => date).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('a batch without entries');
  const compact = (date: string) => date.replaceAll('-', '');
  const fields = [
    ...['"EXTF"', '700', '21', '"Buchungsstapel"', '13', at.replace(/\D/g, '').slice(0, 17), '', '"RE"', '"Tickmark"', '""'],
    ...[String(settings.consultant), String(settings.client), compact(yearOf(first, settings)), String(settings.accountLength)],
    ...[compact(first), compact(last), quoted(`Tickmark ${id}`, 30), '""', '1', '0', settings.isFinal ? '1' : '0'],
    ...[`"${settings.currency}"`, '', '""', '', '', `"${settings.chart}"`, '', '', '""', '""'],
  ];
  return fields.join(';');
}
