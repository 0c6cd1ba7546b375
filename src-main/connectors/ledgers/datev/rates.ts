import type { Currency, LocalDate } from '../../../contract/index.ts';
import { EngineError, exponentOf } from '../../../contract/index.ts';

/** Units of a foreign currency for one of the books', in millionths. `month` (YYYY-MM) binds a rate to the entries of one month. */
export type Rate = { readonly currency: string; readonly month?: string; readonly micro: bigint };

/**
 * Reads rates as a person keeps them: `USD 2026-11=1.0913; GBP=0.8650`. Tax offices publish one a month, so that is the finest grain.
 * Throws `invalid_input`.
 */
export function parseRates(text: string): Rate[] {
  return text
    .split(/[;\n]/)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const match = /^\s*([A-Z]{3})(?:\s+(\d{4}-\d{2}))?\s*=\s*(\d{1,4})(?:[.,](\d{1,6}))?\s*$/.exec(part);
      const [, currency = '', month, whole = '', fraction = ''] = match ?? [];
      const micro = BigInt(`0${whole}${fraction.padEnd(6, '0')}`);
      if (match === null || micro === 0n) {
        throw new EngineError('invalid_input', { note: `Rates: "${part.trim()}" is not of the form USD=1.0850 or USD 2026-11=1.0913.` });
      }
      return month === undefined ? { currency, micro } : { currency, month, micro };
    });
}

/** The rate of the entry's month, else the one without a month. */
export function rateFor(rates: readonly Rate[], currency: Currency, date: LocalDate): Rate | undefined {
  const own = rates.filter((rate) => rate.currency === currency);
  return own.find(({ month }) => month === date.slice(0, 7)) ?? own.find(({ month }) => month === undefined);
}

/** Whole minor units of the books' currency, half away from zero. Both currencies count with their own decimals. */
export function convert(minor: number, from: Currency, to: Currency, { micro }: Rate): number {
  const [amount, sign] = minor < 0 ? [BigInt(-minor), -1] : [BigInt(minor), 1];
  const above = amount * 1_000_000n * 10n ** BigInt(exponentOf(to));
  const below = micro * 10n ** BigInt(exponentOf(from));
  return sign * Number((2n * above + below) / (2n * below)) || 0;
}

/** `1,085000`: the form of the rate column, which knows no rate below one. Undefined for these. */
export function rateText({ micro }: Rate): string | undefined {
  return micro < 1_000_000n ? undefined : `${micro / 1_000_000n},${String(micro % 1_000_000n).padStart(6, '0')}`;
}
