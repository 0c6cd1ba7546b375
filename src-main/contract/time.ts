import { z } from 'zod';

/** A day as a document or a ledger says it: `YYYY-MM-DD`, without time and zone. */
export const LocalDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isCalendarDay, 'a day that exists')
  .brand<'LocalDate'>();
export type LocalDate = z.infer<typeof LocalDate>;

/** A moment of an event: UTC, ISO 8601 with milliseconds, so that text order is time order. */
export const Instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;

/** True where the text is a day of the proleptic Gregorian calendar (31 April is not). */
export function isCalendarDay(text: string): boolean {
  const [year, month, day] = text.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The day made of its parts, or undefined where there is no such day. */
export function localDate(year: number, month: number, day: number): LocalDate | undefined {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const parsed = LocalDate.safeParse(text);
  return parsed.success ? parsed.data : undefined;
}

/** Days since 1970-01-01; differences of two are exact numbers of days. */
export function dayNumber(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00.000Z`) / 86_400_000;
}

/** The same day `months` later (negative: earlier), clamped to the end of a shorter month. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const index = year * 12 + (month - 1) + months;
  const [newYear, newMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  const clamped = Math.min(day, daysInMonth(newYear, newMonth));
  const result = localDate(newYear, newMonth, clamped);
  if (result === undefined) throw new RangeError(`no day ${months} months from ${date}`);
  return result;
}
