import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, dayNumber, Instant, isCalendarDay, LocalDate, localDate } from '../../../src-main/contract/index.ts';

const day = fc
  .integer({ min: -600_000, max: 2_900_000 })
  .map((number) => new Date(number * 86_400_000).toISOString())
  .filter((text) => /^\d{4}-/.test(text))
  .map((text) => LocalDate.parse(text.slice(0, 10)));

describe('LocalDate', () => {
  it('takes exactly the days that the calendar has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }), (y, m, d) => {
        const date = new Date(0);
        date.setUTCFullYear(y, m - 1, d);
        const exists = date.getUTCFullYear() === y && date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
        expect(localDate(y, m, d) !== undefined).toBe(exists);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['2026-02-29', '2026-04-31', '2026-00-10', '2026-13-01', '26-01-01', '2026-1-1', '2026-01-01T00:00', '', '1900-02-29'])(
    'refuses "%s"',
    (text) => {
      expect(LocalDate.safeParse(text).success).toBe(false);
    },
  );

  it('knows leap days', () => {
    for (const text of ['2024-02-29', '2000-02-29', '2400-02-29']) expect(isCalendarDay(text)).toBe(true);
  });

  it('differs from the next day by one', () => {
    fc.assert(
      fc.property(day, (date) => {
        const next = LocalDate.parse(new Date((dayNumber(date) + 1) * 86_400_000).toISOString().slice(0, 10));
        expect(dayNumber(next) - dayNumber(date)).toBe(1);
        expect(next > date).toBe(true);
      }),
    );
  });
});

describe('addMonths', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-03-15', -12, '2025-03-15'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-03-15', 0, '2026-03-15'],
    ['2026-01-15', -25, '2023-12-15'],
  ])('%s and %i months is %s', (date, months, expected) => {
    expect(addMonths(LocalDate.parse(date), months)).toBe(expected);
  });

  it('moves by whole months and keeps the day where the month has it', () => {
    fc.assert(
      fc.property(
        day.filter((date) => date > '0200' && date < '9700'),
        fc.integer({ min: -1200, max: 1200 }),
        (date, months) => {
          const [y = 0, m = 0, d = 0] = date.split('-').map(Number);
          const [ry = 0, rm = 0, rd = 0] = addMonths(date, months).split('-').map(Number);
          expect(ry * 12 + rm - (y * 12 + m)).toBe(months);
          expect(rd === d || (rd < d && localDate(ry, rm, rd + 1) === undefined)).toBe(true);
        },
      ),
    );
  });
});

describe('Instant', () => {
  it('is UTC with milliseconds, so that text order is time order', () => {
    expect(Instant.safeParse(new Date(0).toISOString()).success).toBe(true);
    for (const wrong of ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000+01:00', '2026-01-01'])
      expect(Instant.safeParse(wrong).success).toBe(false);
  });
});
