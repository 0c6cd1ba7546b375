import type { AmountFact, Role } from '../amounts.ts';
import type { Ledgerings } from '../arithmetic.ts';
import { cashAndChangeOf, linesAddUpTo, netAndTaxOf, roundedFrom } from '../arithmetic.ts';
import type { Facts } from '../facts.ts';
import { amountText } from '../grammar/amount.ts';
import { evidenceOf, spanOf } from '../rows.ts';
import type { Candidate } from '../types.ts';
import { groupTotals } from './group-totals.ts';

/** Distinct values that are weighed at most; item prices beyond that are no totals. */
const MOST_VALUES = 120;

/** How much a mention's surroundings speak for the total; decides which mention is shown as the evidence of a value. */
const SHOWN: Readonly<Partial<Record<Role, number>>> = {
  grandTotal: 3,
  total: 2,
  weakTotal: 1,
  inclusive: 1,
  subtotal: -1,
  exclusive: -2,
  tax: -1,
  cash: -1,
  card: -1,
  quantity: -1,
};

/** Every distinct amount of the document as a candidate for the total, described by all its mentions together. */
export function totalCandidates(facts: Facts, amounts: readonly AmountFact[], sums: Ledgerings): Candidate[] {
  const byValue = new Map<number, AmountFact[]>();
  // The totals of a long invoice stand at its end: labelled amounts first, then from the end backwards.
  const labelled = amounts.filter((f) => f.own.has('total') || f.own.has('grandTotal'));
  for (const fact of [...labelled, ...amounts.filter((f) => !labelled.includes(f)).reverse()]) {
    const group = byValue.get(fact.mention.minor);
    if (group) group.push(fact);
    else if (byValue.size < MOST_VALUES) byValue.set(fact.mention.minor, [fact]);
  }
  const largest = largestOf(amounts, () => true);
  const largestUnpaid = largestOf(
    amounts,
    (f) => !['cash', 'change', 'card', 'points', 'discount'].some((r) => f.own.has(r as Role) || f.above.has(r as Role)),
  );
  // A rounding row says that the till pays in steps of five minor units.
  const tillRounds = amounts.some((f) => f.own.has('rounding') || f.above.has('rounding'));
  const groups = groupTotals(amounts);
  return [...byValue].map(([minor, group]) => {
    const best = group.reduce((a, b) => (shownWeight(b) >= shownWeight(a) ? b : a));
    return {
      value: amountText(minor, facts.currency.code),
      evidence: evidenceOf(best.facts.row, best.mention.start, best.mention.end),
      span: spanOf(best.facts.row, best.mention.start, best.mention.end),
      features: {
        ...labelFeatures(group),
        ...shapeFeatures(group, facts),
        largest: flag(minor === largest),
        largestUnpaid: flag(minor === largestUnpaid),
        // Beyond four times it is the price of something bought often.
        repeats: Math.log1p(Math.min(3, group.length - 1)),
        zero: flag(minor === 0),
        negative: flag(minor < 0),
        netTax: flag(minor !== 0 && netAndTaxOf(minor, sums) !== undefined),
        cashChange: flag(minor > 0 && cashAndChangeOf(minor, sums) !== undefined),
        rounded: flag(roundedFrom(minor, sums) !== undefined),
        ...roundingFeatures(minor, sums, tillRounds),
        lines: flag(minor !== 0 && linesAddUpTo(minor, sums)),
        sumOfTotals: flag(groups.sums.has(minor)),
        partOfTotal: flag(groups.parts.has(minor)),
        exactCash: flag(minor > 0 && sums.cash.includes(minor) && sums.totals.includes(minor)),
        cashOnly: flag(group.every((f) => has(f, 'cash') && !has(f, 'total') && !has(f, 'grandTotal'))),
      },
    };
  });
}

/** Where a till rounds, the amount to pay is a multiple of five; the one before rounding stands beside it, at most four away. */
function roundingFeatures(minor: number, sums: Ledgerings, tillRounds: boolean): Record<string, number> {
  const round = minor % 5 === 0;
  const beside = sums.totals.some((other) => other !== minor && Math.abs(other - minor) < 5 && (other % 5 === 0) !== round);
  return { unrounded: flag(tillRounds && !round), roundedBeside: flag(beside && round), unroundedBeside: flag(beside && !round) };
}

const flag = (condition: boolean): number => (condition ? 1 : 0);
const has = (fact: AmountFact, role: Role): boolean => fact.own.has(role) || fact.above.has(role);

function largestOf(amounts: readonly AmountFact[], test: (fact: AmountFact) => boolean): number {
  return amounts.reduce((max, f) => (test(f) && f.mention.form !== 'grouped' ? Math.max(max, f.mention.minor) : max), 0);
}

function shownWeight(fact: AmountFact): number {
  let weight = fact.inTaxTable ? -1.5 : 0;
  for (const role of fact.own) weight += SHOWN[role] ?? 0;
  for (const role of fact.above) weight += 0.5 * (SHOWN[role] ?? 0);
  return weight;
}

function labelFeatures(group: readonly AmountFact[]): Record<string, number> {
  const any = (test: (f: AmountFact) => boolean) => flag(group.some(test));
  const sub = (f: AmountFact) => has(f, 'subtotal');
  const spoiled = (f: AmountFact) =>
    sub(f) || has(f, 'quantity') || has(f, 'discount') || (has(f, 'rounding') && !has(f, 'grandTotal')) || has(f, 'points');
  return {
    grandTotal: any((f) => f.own.has('grandTotal') && !spoiled(f) && !has(f, 'exclusive') && !f.inTaxTable),
    grandTotalAbove: any((f) => f.above.has('grandTotal') && !spoiled(f) && !has(f, 'exclusive')),
    total: any((f) => f.own.has('total') && !spoiled(f) && !has(f, 'exclusive') && !has(f, 'tax') && !f.inTaxTable),
    totalAbove: any((f) => f.above.has('total') && !spoiled(f) && !has(f, 'tax')),
    totalInTaxTable: any((f) => has(f, 'total') && f.inTaxTable),
    totalInclusive: any((f) => has(f, 'total') && has(f, 'inclusive') && !has(f, 'exclusive')),
    totalWithTaxWord: any((f) => has(f, 'total') && has(f, 'tax') && !has(f, 'inclusive') && !has(f, 'exclusive')),
    weakTotal: any((f) => has(f, 'weakTotal') && !has(f, 'total') && !spoiled(f)),
    columnTotal: any((f) => f.column.has('total') || f.column.has('grandTotal')),
    totalOfItems: any((f) => has(f, 'total') && has(f, 'quantity')),
    subtotal: any((f) => sub(f)),
    exclusive: any((f) => has(f, 'exclusive')),
    tax: any((f) => has(f, 'tax') && !has(f, 'total')),
    service: any((f) => has(f, 'serviceCharge')),
    cash: any((f) => has(f, 'cash')),
    card: any((f) => has(f, 'card')),
    change: any((f) => has(f, 'change')),
    rounding: any((f) => has(f, 'rounding') && !has(f, 'total') && !has(f, 'grandTotal')),
    totalAfterRounding: any((f) => has(f, 'rounding') && (has(f, 'total') || has(f, 'grandTotal'))),
    discount: any((f) => has(f, 'discount')),
    quantity: any((f) => has(f, 'quantity') && !has(f, 'total')),
    points: any((f) => has(f, 'points')),
    unlabelled: flag(group.every((f) => f.own.size === 0 && f.above.size === 0)),
  };
}

function shapeFeatures(group: readonly AmountFact[], facts: Facts): Record<string, number> {
  const rows = Math.max(1, facts.rows.length);
  const any = (test: (f: AmountFact) => boolean) => flag(group.some(test));
  const total = group.filter((f) => has(f, 'total') || has(f, 'grandTotal'));
  return {
    lastOfRow: any((f) => f.isLastOfRow),
    mark: any((f) => f.mention.mark !== undefined),
    integer: flag(group.every((f) => f.mention.form === 'integer')),
    grouped: flag(group.every((f) => f.mention.form === 'grouped')),
    repaired: flag(group.every((f) => f.mention.repaired)),
    position: Math.max(...group.map((f) => f.facts.row.index)) / rows,
    lastTotal: total.length === 0 ? 0 : Math.max(...total.map((f) => f.facts.row.index)) / rows,
    tall: any((f) => f.facts.row.height > 1.35 * facts.textHeight),
    alone: any((f) => f.facts.amounts.length === 1),
  };
}
