import type { Extraction, Field } from '../../contract/index.ts';
import type { AmountFact, Role } from './amounts.ts';
import { plays } from './amounts.ts';
import { cashAndChangeOf, linesAddUpTo, netAndTaxOf, ROUNDING_LIMIT, splitByRate, untaxedNet } from './arithmetic.ts';
import type { CalibrationInput } from './calibration.ts';
import type { Prepared } from './candidates/prepare.ts';
import { fieldOf, trustOf } from './decode.ts';
import { type RowFacts, says } from './facts.ts';
import { amountText, minorOf } from './grammar/amount.ts';
import { evidenceOf } from './rows.ts';
import type { TaxAmount } from './taxes.ts';
import type { Scored } from './types.ts';

/** Sums that were tried for the chosen total, and the net and tax that follow. */
export type SumResult = {
  readonly total: Scored | undefined;
  readonly net: Field | undefined;
  readonly tax: Field | undefined;
  readonly sums: Extraction['sums'];
  readonly cashProven: boolean;
  /** Net and tax, or cash and change, give the total; a net beside a tax of nothing proves less. */
  readonly strong: boolean;
  readonly holds: number;
  readonly fails: number;
};

/** Tries every sum in which the best total can stand. Only sums whose parts are printed are listed. */
export function summed(totals: readonly Scored[], prepared: Prepared): SumResult {
  const [total] = totals;
  const { sums: set, facts, taxes } = prepared;
  const text = (minor: number) => amountText(minor, facts.currency.code);
  const minor = total ? minorOf(total.value) : undefined;
  const sums: Extraction['sums'] = [];
  const netTax = minor === undefined ? undefined : netAndTaxOf(minor, set);
  const byRate = minor === undefined || netTax ? undefined : splitByRate(minor, set);
  const untaxed = minor !== undefined && !netTax && untaxedNet(minor, set);
  const cash = minor === undefined ? undefined : cashAndChangeOf(minor, set);
  const net = netTax ?? byRate;
  const lines = minor !== undefined && (linesAddUpTo(minor, set) || (net !== undefined && linesAddUpTo(net.net, set)));
  if (minor !== undefined) {
    const [labelledNet] = labelled(prepared.amounts, 'subtotal', 'exclusive');
    const [labelledTax] = labelled(prepared.amounts, 'tax').filter((f) => f.mention.minor !== 0);
    if (netTax)
      sums.push({
        rule: 'net+tax=total',
        holds: true,
        note: `${text(netTax.net)} + ${text(netTax.tax)}${netTax.rounding ? ` + ${text(netTax.rounding)} (rounding)` : ''} = ${text(minor)}`,
      });
    else if (byRate)
      sums.push({
        rule: 'net+tax=total',
        holds: true,
        note: `${text(byRate.net)} + ${byRate.rate} % (${text(byRate.tax)}) = ${text(minor)}`,
      });
    else if (untaxed) sums.push({ rule: 'net+tax=total', holds: true, note: `${text(minor)} + ${text(0)} = ${text(minor)}` });
    // Where the "subtotal" is the total itself, prices include the tax and nothing is contradicted.
    else if (labelledNet && labelledTax && !set.labelledNets.includes(minor))
      sums.push({
        rule: 'net+tax=total',
        holds: false,
        note: `${text(labelledNet.mention.minor)} + ${text(labelledTax.mention.minor)} is not ${text(minor)}`,
      });
    if (cash) sums.push({ rule: 'cash-change=total', holds: true, note: `${text(cash.cash)} − ${text(cash.change)} = ${text(minor)}` });
    else if (set.cash[0] !== undefined && set.change.some((c) => c !== 0))
      sums.push({ rule: 'cash-change=total', holds: false, note: `${text(set.cash[0])} less change is not ${text(minor)}` });
    if (set.lines !== undefined)
      sums.push({
        rule: 'lines=total',
        holds: lines,
        note: `${set.lineCount} lines make ${text(set.lines)}${lines ? '' : `, not ${text(minor)}`}`,
      });
  }
  const tax = chooseTax(prepared, taxes, minor, net, untaxed, text);
  const lineSum = taxes.reduce((sum, line) => sum + line.tax, 0);
  if (taxes.length > 1 && tax)
    sums.push({ rule: 'taxes=tax', holds: Math.abs(lineSum) === Math.abs(tax.minor), note: `${taxes.length} rates make ${text(lineSum)}` });
  return {
    total,
    net: chooseNet(prepared, minor, tax?.minor, untaxed && minor !== undefined ? { net: minor } : net, text),
    tax: tax?.field,
    sums,
    cashProven: cash !== undefined,
    strong: net !== undefined || cash !== undefined,
    holds: sums.filter((s) => s.holds && s.rule !== 'taxes=tax').length,
    fails: sums.filter((s) => !s.holds && (s.rule === 'cash-change=total' || s.rule === 'net+tax=total')).length,
  };
}

/** What the sums say about the chosen total, for calibration. */
export function totalJudgement(best: Scored, share: number, result: SumResult): CalibrationInput {
  return {
    share,
    score: best.score,
    ...trustOf(best),
    agrees: Math.min(2, result.holds) + (result.strong ? 0.5 : 0) + (best.features['repeats'] ? 0.5 : 0),
    contradicts: result.fails,
  };
}

/** A total beside which another one stands under the same label is no more certain than this: a person looks. */
const RIVALLED = 0.79;
/** The network tells two totals apart where its log-odds of them lie this far apart, as those of .98 and .02 do. */
const APART = 8;
/**
 * Log-odds of the network below which it takes the best total for something else (.38). Of 271 rendered documents this and `APART` leave 250
 * above .8, 98.8 % of them right, of 261 with 96.2 %; of 1,079 real receipts 1,056, 99.5 % of them right, of 1,064 with 99.4 %.
 */
const UNSEEN = -0.5;

/**
 * The total's field, capped where the page names two totals alike, or where the network takes the best one for something else, and no sum
 * tells which one it is; where it asks for two different sums in the end, and nothing on it says what lies between them; and where the sum
 * that it asks for in the end could not be read (`isUnread`), or money goes the other way under the same label.
 */
export function unlessRivalled(
  field: Field | undefined,
  totals: readonly Scored[],
  { strong }: SumResult,
  { amounts, facts }: Pick<Prepared, 'amounts' | 'facts'>,
): Field | undefined {
  const [best, ...others] = totals;
  if (field === undefined || best === undefined || field.p <= RIVALLED) return field;
  const printed = new Set(amounts.map(({ mention }) => Math.abs(mention.minor)));
  const unseen = !strong && (best.features['tag'] ?? 0) < UNSEEN;
  const isOpen = (other: Scored): boolean => isUnexplained(best, other, printed) || (!strong && rivals(best, other));
  const hidden = !best.features['grandTotal'] && facts.rows.some(isUnread);
  const isProven = strong || best.features['sumOfTotals'] === 1;
  const opposed = !isProven && facts.rows.some((row) => isOpposite(row, minorOf(best.value)));
  return unseen || hidden || opposed || others.some(isOpen) ? { ...field, p: RIVALLED } : field;
}

/** A total that goes the other way: the network takes one of "TOTAL -89.90" and "TOTAL 871.39" for something else, surely and by chance. */
function isOpposite({ label, amounts }: RowFacts, best: number): boolean {
  const isTotal = (says(label, 'total') || says(label, 'grandTotal')) && !says(label, 'quantity') && !says(label, 'discount');
  return isTotal && amounts.some(({ minor }) => minor * best < 0);
}

/**
 * A row that names the last word ("total payable") with digits that are no amount: written over, stained, misread. Of 2,214 tuning documents 12
 * whose total has no such label have one; 11 of their totals are wrong.
 */
function isUnread({ label, amounts, dates, row }: RowFacts): boolean {
  return (
    amounts.length === 0 && dates.length === 0 && says(label, 'grandTotal') && !says(label, 'quantity') && /\d[^\d%]{0,3}$/.test(row.text)
  );
}

/**
 * Another amount that its label makes the last word ("amount due"), apart from the best one by an amount that is printed nowhere else: neither a
 * payment before, nor a discount, nor a tip. Of 970 tuning documents whose total is told as sure this
 * holds back 4, all of them right: what it costs. None of them asks for two sums.
 */
function isUnexplained(best: Scored, other: Scored, printed: ReadonlySet<number>): boolean {
  if (!other.features['grandTotal']) return false;
  const [a, b] = [best, other].map(({ value }) => Math.abs(minorOf(value))) as [number, number];
  const gap = Math.abs(a - b);
  return b !== 0 && gap >= ROUNDING_LIMIT && (gap === a || gap === b || !printed.has(gap));
}

/** Rounded and unrounded totals are no rivals. */
function rivals(best: Scored, other: Scored): boolean {
  const kind = ({ features }: Scored) => (features['grandTotal'] ? 2 : features['total'] ? 1 : 0);
  const toldApart = (best.features['tag'] ?? 0) - (other.features['tag'] ?? 0) >= APART;
  return (
    !toldApart && kind(other) > 0 && kind(other) === kind(best) && Math.abs(minorOf(other.value) - minorOf(best.value)) >= ROUNDING_LIMIT
  );
}

type Chosen = { minor: number; field: Field };

function labelled(amounts: readonly AmountFact[], ...roles: Role[]): AmountFact[] {
  return amounts.filter((f) => plays(f, ...roles) && f.isLastOfRow && !f.inTaxTable && !plays(f, 'discount', 'quantity'));
}

function located(prepared: Prepared, minor: number, ...roles: Role[]): AmountFact | undefined {
  const same = prepared.amounts.filter((f) => Math.abs(f.mention.minor) === Math.abs(minor));
  return same.find((f) => plays(f, ...roles)) ?? same.find((f) => f.inTaxTable) ?? same[0];
}

function withEvidence(prepared: Prepared, minor: number, p: number, text: (m: number) => string, ...roles: Role[]): Field {
  const at = located(prepared, minor, ...roles);
  const evidence = at ? evidenceOf(at.facts.row, at.mention.start, at.mention.end) : undefined;
  return fieldOf(text(minor), p * (0.6 + 0.4 * (evidence?.wordP ?? 1)), evidence);
}

/** The largest share that tax can have in a total: 27 of 127. */
export const HIGHEST_SHARE = 0.213;

/** Tax: what the sum used, else the sum of the tax lines, else a single labelled amount. */
function chooseTax(
  prepared: Prepared,
  taxes: readonly TaxAmount[],
  total: number | undefined,
  netTax: { tax: number } | undefined,
  untaxed: boolean,
  text: (m: number) => string,
): Chosen | undefined {
  if (untaxed) return { minor: 0, field: withEvidence(prepared, 0, 0.9, text, 'tax') };
  if (netTax) return { minor: netTax.tax, field: withEvidence(prepared, netTax.tax, 0.96, text, 'tax') };
  const lineSum = taxes.reduce((sum, line) => sum + line.tax, 0);
  const plausible = (tax: number) => tax !== 0 && (total === undefined || Math.abs(tax) <= HIGHEST_SHARE * Math.abs(total));
  if (taxes.length > 0 && plausible(lineSum)) return { minor: lineSum, field: withEvidence(prepared, lineSum, 0.85, text, 'tax') };
  const own = labelled(prepared.amounts, 'tax').filter(
    (f) => (f.mention.minor === 0 || plausible(f.mention.minor)) && !plays(f, 'total', 'grandTotal', 'subtotal', 'exclusive', 'inclusive'),
  );
  const best = own.find((f) => f.mention.minor !== 0) ?? own[0];
  if (!best) return undefined;
  const minor = best.mention.minor;
  return { minor, field: withEvidence(prepared, minor, own.every((f) => f.mention.minor === minor) ? 0.7 : 0.45, text, 'tax') };
}

function chooseNet(
  prepared: Prepared,
  total: number | undefined,
  tax: number | undefined,
  netTax: { net: number } | undefined,
  text: (m: number) => string,
): Field | undefined {
  if (netTax) return withEvidence(prepared, netTax.net, 0.95, text, 'subtotal', 'exclusive');
  const [own] = labelled(prepared.amounts, 'exclusive', 'subtotal').filter((f) => !f.own.has('inclusive'));
  if (own && total !== undefined && Math.abs(own.mention.minor) <= Math.abs(total))
    return withEvidence(prepared, own.mention.minor, 0.5, text, 'subtotal', 'exclusive');
  // Net follows from total and tax where none is printed; it is as sure as the two together.
  if (total !== undefined && tax !== undefined && Math.abs(tax) < Math.abs(total)) return fieldOf(text(total - tax), 0.5, undefined);
  return undefined;
}
