import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Currency } from '../../../src-main/contract/money.ts';
import { formatMoney, money } from '../../../src-main/contract/money.ts';
import { formatAmount } from '../../../src-renderer/format/amount.ts';
import { parseAmount } from '../../../src-renderer/format/parse-amount.ts';

test('what is shown can be typed back, in every way of writing numbers', () => {
  const locales = fc.constantFrom('en-GB', 'de-DE', 'de-CH', 'fr-FR', 'es-ES', 'pl-PL', 'en-IN', 'sv-SE');
  const currencies = fc.constantFrom('GBP', 'JPY', 'KWD');
  fc.assert(
    fc.property(locales, currencies, fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }), (locale, currency, minor) => {
      const text = formatMoney(money(minor, currency as Currency));
      // Indian grouping writes 12,34,567; whoever types that by hand types it without marks.
      fc.pre(locale !== 'en-IN' || Math.abs(minor) < 100_000);
      expect(parseAmount(formatAmount(text, { currency, locale }), currency, locale)).toBe(text);
    }),
  );
});

test('a lone mark before the last digits is a decimal mark, whichever it is', () => {
  expect(parseAmount('1,50', 'GBP', 'en-GB')).toBe('1.50');
  expect(parseAmount('1.5', 'EUR', 'de-DE')).toBe('1.50');
  expect(parseAmount('1,500', 'GBP', 'en-GB')).toBe('1500.00');
  expect(parseAmount('1.500', 'EUR', 'de-DE')).toBe('1500.00');
});

test('what is no amount of the currency is refused, never rounded', () => {
  for (const text of ['', 'about 40', '1,23,4', '12.345', '1.2.3', '--5', '1,5000'])
    expect(parseAmount(text, 'GBP', 'en-GB'), text).toBeUndefined();
  expect(parseAmount('12.50', 'JPY', 'en-GB')).toBeUndefined();
});
