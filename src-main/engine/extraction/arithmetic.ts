import type { AmountFact, Role } from './amounts.ts';
import { plays } from './amounts.ts';
import type { TaxAmount } from './taxes.ts';

/** Tills round to 5 cents where small coins are gone (Malaysia, Switzerland, Australia), so a printed total may differ by this much. */
export const ROUNDING_LIMIT = 5;

/** Amounts by role, distinct minor units. Sets are small: at most `PER_ROLE` values each, largest first kept by reading order. */
export type Ledgerings = {
  readonly totals: readonly number[];
  readonly nets: readonly number[];
  readonly taxes: readonly number[];
  /** Those among them that their own row names, outside tables of tax per rate. */
  readonly labelledNets: readonly number[];
  readonly labelledTaxes: readonly number[];
  /** A row of tax says 0.00 and none says more. */
  readonly taxIsZero: boolean;
  /** Printed percentages. */
  readonly rates: readonly number[];
  /** Sums over the rows of the tax table; the net is undefined where a row lacks it. */
  readonly taxLineNet: number | undefined;
  readonly taxLineTax: number;
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
export function ledgerings(
  all: readonly AmountFact[],
  lines: readonly number[],
  taxLines: readonly TaxAmount[],
  rates: readonly number[],
): Ledgerings {
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
    labelledNets: pick((f) => !f.inTaxTable && (f.own.has('subtotal') || f.own.has('exclusive'))),
    labelledTaxes: pick(
      (f) =>
        !f.inTaxTable &&
        f.own.has('tax') &&
        !f.own.has('total') &&
        !f.own.has('subtotal') &&
        !f.own.has('inclusive') &&
        !f.own.has('exclusive'),
    ),
    taxIsZero: isZeroTax(all),
    rates: [...new Set(rates)].slice(0, PER_ROLE),
    taxLineNet:
      taxLines.length > 0 && taxLines.every((line) => line.net !== undefined)
        ? taxLines.reduce((sum, line) => sum + (line.net ?? 0), 0)
        : undefined,
    taxLineTax: taxLines.reduce((sum, line) => sum + line.tax, 0),
    services: pick(has('serviceCharge')).filter((minor) => minor !== 0),
    cash: pick(has('cash', 'card')),
    change: pick(has('change')),
    roundings: pick(has('rounding')).filter((minor) => minor !== 0 && Math.abs(minor) <= ROUNDING_LIMIT),
    discounts: pick(has('discount')).filter((minor) => minor !== 0),
    lines: lines.length > 0 ? lines.reduce((a, b) => a + b, 0) : undefined,
    lineCount: lines.length,
  };
}

function isZeroTax(all: readonly AmountFact[]): boolean {
  const named = all.filter(
    (f) => f.own.has('tax') && !f.own.has('total') && !f.own.has('subtotal') && !f.own.has('inclusive') && f.isLastOfRow,
  );
  return named.length > 0 && named.every((f) => f.mention.minor === 0);
}

/** `quality` counts what speaks for the pair: a printed rate, the sum of the tax table, labels. */
export type NetTax = { readonly net: number; readonly tax: number; readonly rounding: number; readonly quality: number };

/** A printed net that equals the total beside a printed tax of 0.00: sales of food, books or travel that bear none. */
export function untaxedNet(total: number, sums: Ledgerings): boolean {
  return total !== 0 && sums.taxIsZero && sums.labelledNets.includes(total);
}

/**
 * Net and tax of which one was not read, where a printed rate confirms the other: three printed numbers agree, so it proves as much as the
 * fourth would. Undefined where both were read, since then they add up or contradict.
 */
export function splitByRate(total: number, sums: Ledgerings): { net: number; tax: number; rate: number } | undefined {
  const { labelledNets, labelledTaxes } = sums;
  if (labelledNets.length > 0 && labelledTaxes.length > 0) return undefined;
  const pairs = [...labelledNets.map((net) => ({ net, tax: total - net })), ...labelledTaxes.map((tax) => ({ net: total - tax, tax }))];
  for (const { net, tax } of pairs) {
    if (tax === 0 || Math.sign(tax) !== Math.sign(total) || Math.sign(net) !== Math.sign(total)) continue;
    // One minor unit: without the fourth number to confirm it, a tax summed over rounded items is not told from chance.
    const rate = sums.rates.find((percent) => percent > 0 && Math.abs((net * percent) / 100 - tax) <= 1);
    if (rate !== undefined) return { net, tax, rate };
  }
  return undefined;
}

/** No value added tax is above 27 % (Hungary); what adds up with more is chance or two rows of a tax table. */
const HIGHEST_RATE = 0.28;

/** The best net and tax that add up to the total, with or without a rounding; undefined where none do or nothing else speaks for them. */
export function netAndTaxOf(total: number, sums: Ledgerings): NetTax | undefined {
  let best: NetTax | undefined;
  const offer = (net: number, tax: number, rounding: number, extra: number) => {
    if (tax === 0 || net === tax || Math.sign(tax) !== Math.sign(total) || Math.abs(tax) > HIGHEST_RATE * Math.abs(net)) return;
    const quality = extra + qualityOf(net, tax, sums);
    if (quality >= 1 && (best === undefined || quality > best.quality)) best = { net, tax, rounding, quality };
  };
  for (const rounding of [0, ...sums.roundings, ...sums.roundings.map((r) => -r)]) {
    const off = rounding === 0 ? 0 : -0.5;
    for (const tax of sums.taxes) {
      const net = total - tax - rounding;
      if (sums.nets.includes(net)) offer(net, tax, rounding, off);
      for (const service of sums.services) if (sums.nets.includes(net - service)) offer(net, tax, rounding, off - 0.2);
    }
    // The table of tax per rate adds up by itself, whether or not its sums are printed or were read.
    const { taxLineNet, taxLineTax } = sums;
    if (taxLineNet !== undefined && taxLineTax !== 0 && taxLineNet + taxLineTax + rounding === total)
      offer(taxLineNet, taxLineTax, rounding, off + 1);
  }
  return best;
}

/** Tax that follows from a printed rate may be off by this many minor units, since some tills round per item. */
const RATE_SLACK = 3;

function qualityOf(net: number, tax: number, sums: Ledgerings): number {
  const rate = sums.rates.some((percent) => percent > 0 && Math.abs((net * percent) / 100 - tax) <= RATE_SLACK);
  const table = tax === sums.taxLineTax;
  return (rate ? 2 : 0) + (table ? 2 : 0) + (sums.labelledTaxes.includes(tax) ? 1 : 0) + (sums.labelledNets.includes(net) ? 1 : 0);
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
