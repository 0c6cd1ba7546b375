/** Amounts in whole minor units inside the fake, as JSON numbers outside. */
const digits = (currency: string): number => (currency === 'JPY' ? 0 : 2);

/** Xero keeps two decimals (none for the yen) and refuses more. Undefined where there are more. */
export function toMinor(value: number, currency: string): number | undefined {
  const scaled = value * 10 ** digits(currency);
  return Math.abs(scaled - Math.round(scaled)) < 1e-4 ? Math.round(scaled) : undefined;
}

export function toNumber(minor: number, currency: string): number {
  return Number((minor / 10 ** digits(currency)).toFixed(digits(currency)));
}
