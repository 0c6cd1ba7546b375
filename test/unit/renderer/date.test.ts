import { describe, expect, it } from 'vitest';
import { formatAgo, formatDate, formatDuration } from '../../../src-renderer/format/date.ts';

describe('formatDate', () => {
  it('writes a day as the locale does, whatever the time zone', () => {
    expect(formatDate('2026-11-12', 'en-GB')).toBe('12 Nov 2026');
    expect(formatDate('2026-11-12', 'en-US')).toBe('Nov 12, 2026');
    expect(formatDate('2026-01-01', 'de-DE')).toBe('1. Jan. 2026');
  });

  it('gives back what is no day', () => {
    expect(formatDate('12.11.26')).toBe('12.11.26');
    expect(formatDate('2026-13-45')).toBe('2026-13-45');
  });
});

describe('formatAgo', () => {
  const now = new Date('2026-11-22T12:00:00.000Z');
  it.each([
    ['2026-11-22T11:59:58.000Z', 'just now'],
    ['2026-11-22T11:59:48.000Z', '12 s ago'],
    ['2026-11-22T11:57:00.000Z', '3 min ago'],
    ['2026-11-22T09:00:00.000Z', '3 h ago'],
    ['2026-11-21T09:00:00.000Z', 'yesterday'],
    ['2026-11-16T09:00:00.000Z', '6 days ago'],
    ['2026-11-22T12:00:30.000Z', 'just now'],
  ])('%s is %s', (instant, words) => {
    expect(formatAgo(instant, now)).toBe(words);
  });
});

describe('formatDuration', () => {
  it.each([
    [420, '420 ms'],
    [1800, '1.8 s'],
    [40_000, '40 s'],
    [180_000, '3 min'],
    [7_200_000, '2 h'],
    [11_400_000, '3 h 10 min'],
  ])('%i ms is %s', (ms, words) => {
    expect(formatDuration(ms)).toBe(words);
  });
});
