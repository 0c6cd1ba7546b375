import { z } from 'zod';

/**
 * Minor-unit exponents that differ from 2, after ISO 4217 (list one, 2024). `Intl` is no source for them:
 * it says that the forint has 0 decimals where ISO says 2.
 */
const EXPONENTS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** Currencies of ISO 4217 with two minor digits that Tickmark knows. */
const TWO_DIGITS = (
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK ' +
  'DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR ' +
  'LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR ' +
  'SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW ZWG'
).split(' ');

const KNOWN = new Set([...Object.keys(EXPONENTS), ...TWO_DIGITS]);

/** ISO 4217 code of a currency whose exponent is known. */
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .refine((code) => KNOWN.has(code), 'a currency of ISO 4217')
  .brand<'Currency'>();
export type Currency = z.infer<typeof Currency>;

/** Every known currency code, sorted. */
export const CURRENCIES: readonly string[] = [...KNOWN].sort((a, b) => (a < b ? -1 : 1));

/** Decimal text with a dot, optional minus, no grouping: `-1234.50`. The wire form of an amount. */
export const DecimalText = z.string().regex(/^-?\d{1,13}(\.\d{1,6})?$/);
export type DecimalText = z.infer<typeof DecimalText>;

/** An amount: a whole number of minor units. No float ever holds money. */
export type Money = { readonly minor: number; readonly currency: Currency };

/** Number of decimals of the currency (GBP 2, JPY 0, KWD 3). */
export function exponentOf(currency: Currency): number {
  return EXPONENTS[currency] ?? 2;
}

export function money(minor: number, currency: Currency): Money {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`${minor} is no whole number of minor units`);
  return { minor: minor === 0 ? 0 : minor, currency };
}

/**
 * Money from decimal text, by digits. Undefined where the text is no decimal or has more non-zero digits
 * than the currency; `12.5` GBP is 12.50.
 */
export function parseMoney(text: string, currency: Currency): Money | undefined {
  const match = /^(-?)(\d{1,13})(?:\.(\d{1,6}))?$/.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '0', fraction = ''] = match;
  const exponent = exponentOf(currency);
  if (/[1-9]/.test(fraction.slice(exponent))) return undefined;
  const minor = Number(whole + fraction.slice(0, exponent).padEnd(exponent, '0'));
  return Number.isSafeInteger(minor) ? money(sign === '-' ? -minor : minor, currency) : undefined;
}

/** Decimal text with exactly the currency's digits: `-12.50`, `1200` (JPY). */
export function formatMoney({ minor, currency }: Money): DecimalText {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const fraction = exponent === 0 ? '' : `.${digits.slice(-exponent)}`;
  return `${minor < 0 ? '-' : ''}${whole}${fraction}`;
}

export function addMoney(a: Money, b: Money): Money {
  assertSameCurrency(a, b);
  return money(a.minor + b.minor, a.currency);
}

export function subtractMoney(a: Money, b: Money): Money {
  assertSameCurrency(a, b);
  return money(a.minor - b.minor, a.currency);
}

export function negateMoney(a: Money): Money {
  return money(-a.minor, a.currency);
}

function assertSameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new TypeError(`cannot combine ${a.currency} with ${b.currency}`);
}
