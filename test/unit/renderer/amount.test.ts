import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAmount, formatMoneyText, plural } from '../../../src-renderer/format/amount.ts';

describe('formatAmount', () => {
  it.each([
    ['1234567.5', 'GBP', 'en-GB', '1,234,567.50'],
    ['1234567.5', 'EUR', 'de-DE', '1.234.567,50'],
    ['1234567.5', 'INR', 'en-IN', '12,34,567.50'],
    ['1200', 'JPY', 'ja-JP', '1,200'],
    ['0.5', 'KWD', 'en-GB', '0.500'],
    ['-12.50', 'GBP', 'en-GB', '\u221212.50'],
    ['007', 'GBP', 'en-GB', '7.00'],
  ])('writes %s %s for %s as %s', (text, currency, locale, expected) => {
    expect(formatAmount(text, { currency, locale })).toBe(expected);
  });

  it('leaves four digits together where the locale does', () => {
    expect(formatAmount('1234.50', { currency: 'EUR', locale: 'es-ES' })).toBe('1234,50');
    expect(formatAmount('12345.50', { currency: 'EUR', locale: 'es-ES' })).toBe('12.345,50');
  });

  it('keeps every digit of an amount that a float could not hold', () => {
    expect(formatAmount('9007199254740993.01', { currency: 'GBP', locale: 'en-GB' })).toBe('9,007,199,254,740,993.01');
  });

  it('gives back text that is no decimal', () => {
    expect(formatAmount('2?.90', { currency: 'GBP' })).toBe('2?.90');
    expect(formatAmount('')).toBe('');
  });

  it('never changes the digits, whatever the locale', () => {
    const locales = ['en-GB', 'de-DE', 'fr-FR', 'en-IN', 'pl-PL', 'de-CH', 'sv-SE'];
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 15n), fc.integer({ min: 0, max: 99 }), fc.constantFrom(...locales), (whole, cents, locale) => {
        const shown = formatAmount(`${whole}.${String(cents).padStart(2, '0')}`, { currency: 'EUR', locale });
        expect(shown.replace(/\D/g, '')).toBe(`${whole}${String(cents).padStart(2, '0')}`);
      }),
    );
  });
});

describe('formatMoneyText', () => {
  it('names a currency only where it is not the one of the books', () => {
    expect(formatMoneyText('41.1', 'EUR', { base: 'GBP', locale: 'en-GB' })).toBe('EUR 41.10');
    expect(formatMoneyText('41.1', 'GBP', { base: 'GBP', locale: 'en-GB' })).toBe('41.10');
  });
});

describe('plural', () => {
  it('says one thing or several', () => {
    expect(plural(1, 'document')).toBe('1 document');
    expect(plural(0, 'document')).toBe('0 documents');
    expect(plural(2, 'mailbox', 'mailboxes')).toBe('2 mailboxes');
  });
});
