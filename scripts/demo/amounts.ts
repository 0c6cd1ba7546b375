import { Currency, formatMoney, money } from '../../src-main/contract/money.ts';
import { dayNumber, LocalDate } from '../../src-main/contract/time.ts';

/** Decimal text of pence or cents: `1250` is `12.50`. */
export function amount(minor: number, currency = 'GBP'): string {
  return formatMoney(money(minor, Currency.parse(currency)));
}

/** Tax contained in a gross sum of minor units, rounded half up; `rate` is per cent. */
export function taxIn(gross: number, rate: number): number {
  return Math.round((gross * rate) / (100 + rate));
}

/** Tax on top of a net sum of minor units, rounded half up; `rate` is per cent. */
export function taxOn(net: number, rate: number): number {
  return Math.round((net * rate) / 100);
}

export function daysBefore(asOf: LocalDate, days: number): LocalDate {
  return LocalDate.parse(new Date((dayNumber(asOf) - days) * 86_400_000).toISOString().slice(0, 10));
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `21/11/2026` where day and month cannot be mistaken, otherwise `05 Nov 2026`. */
export function britishDate(date: LocalDate): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return Number(day) > 12 ? `${day}/${month}/${year}` : longDate(date);
}

export function longDate(date: LocalDate): string {
  const [year = '', month = '1', day = ''] = date.split('-');
  return `${day} ${MONTHS[Number(month) - 1]} ${year}`;
}
