import type { AmountFact, Role } from './amounts.ts';
import { plays } from './amounts.ts';

/** Tills round to 5 cents where small coins are gone (Malaysia, Switzerland, Australia), so a printed total may differ by this much. */
const ROUNDING_LIMIT = 5;

/** Amounts by role, distinct minor units. Sets are small: at most `PER_ROLE` values each, largest first kept by reading order. */
export type Ledgerings = {
  readonly totals: readonly number[];
  readonly nets: readonly number[];
  readonly taxes: readonly number[];
  readonly services: readonly number[];
  readonly cash: readonly number[];
  readonly change: readonly number[];
  readonly roundings: readonly number[];
  readonly discounts: readonly number[];
  /** Sum of the right-hand amounts of the item rows, absent where there are none. */
  readonly lines: number | undefined;
  readonly lineCount: number;
};

const PER_ROLE = 12;

/** The amounts that could enter a sum, taken from their labels. */
export function ledgerings(all: readonly AmountFact[], lines: readonly number[]): Ledgerings {
  const pick = (test: (fact: AmountFact) => boolean): number[] =>
    [...new Set(all.filter((f) => test(f)).map((f) => f.mention.minor))].slice(0, PER_ROLE);
  const has =
    (...roles: Role[]) =>
    (f: AmountFact) =>
      plays(f, ...roles);
  return {
    totals: pick(has('grandTotal', 'total', 'weakTotal')),
    nets: pick((f) => plays(f, 'subtotal', 'exclusive', 'total', 'weakTotal') || f.inTaxTable),
    taxes: pick((f) => plays(f, 'tax') || f.inTaxTable).filter((minor) => minor !== 0),
    services: pick(has('serviceCharge')).filter((minor) => minor !== 0),
    cash: pick(has('cash', 'card')),
    change: pick(has('change')),
    roundings: pick(has('rounding')).filter((minor) => minor !== 0 && Math.abs(minor) <= ROUNDING_LIMIT),
    discounts: pick(has('discount')).filter((minor) => minor !== 0),
    lines: lines.length > 0 ? lines.reduce((a, b) => a + b, 0) : undefined,
    lineCount: lines.length,
  };
}

export type NetTax = { readonly net: number; readonly tax: number; readonly rounding: number };

/** A net and a tax that add up to the total, with or without a rounding; undefined where none do. Tax must be under half of the net. */
export function netAndTaxOf(total: number, sums: Ledgerings): NetTax | undefined {
  for (const rounding of [0, ...sums.roundings, ...sums.roundings.map((r) => -r)]) {
    for (const tax of sums.taxes) {
      if (Math.sign(tax) !== Math.sign(total) || Math.abs(tax) * 2 > Math.abs(total)) continue;
      const net = total - tax - rounding;
      if (net !== tax && sums.nets.includes(net)) return { net, tax, rounding };
      for (const service of sums.services) if (sums.nets.includes(net - service)) return { net: net - 0, tax, rounding };
    }
  }
  return undefined;
}

/** Cash and change that differ by the total. Change of 0 proves less and is left out. */
export function cashAndChangeOf(total: number, sums: Ledgerings): { cash: number; change: number } | undefined {
  for (const change of sums.change) {
    if (change === 0) continue;
    const cash = total + Math.abs(change);
    if (sums.cash.includes(cash)) return { cash, change: Math.abs(change) };
  }
  return undefined;
}

/** A labelled amount that becomes the total by the printed rounding. */
export function roundedFrom(total: number, sums: Ledgerings): number | undefined {
  for (const rounding of sums.roundings) {
    for (const before of [total - rounding, total + rounding]) {
      if (before !== total && sums.totals.includes(before)) return before;
    }
  }
  return undefined;
}

/** True where the item rows add up to the amount, to within a rounding, or after one of the printed discounts. */
export function linesAddUpTo(amount: number, sums: Ledgerings): boolean {
  if (sums.lines === undefined || sums.lineCount === 0) return false;
  const gap = amount - sums.lines;
  if (Math.abs(gap) <= (sums.roundings.length > 0 ? ROUNDING_LIMIT : 0)) return true;
  return sums.discounts.some((discount) => gap === -Math.abs(discount));
}
