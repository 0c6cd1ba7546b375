import type { Fields } from '../../contract/index.ts';
import { plays } from './amounts.ts';
import { cashAndChangeOf } from './arithmetic.ts';
import type { Prepared } from './candidates/prepare.ts';
import { fieldOf } from './decode.ts';
import { says } from './facts.ts';
import { amountText, minorOf } from './grammar/amount.ts';
import { evidenceOf } from './rows.ts';
import type { SumResult } from './sums.ts';

/** Cash and change that give the total prove each other; a tip is as sure as its label. */
const PROVEN = 0.95;
const LABELLED = 0.6;

/** How a bill was paid, as far as labels and sums say: what was given, what came back, a tip. */
export function paymentFields(prepared: Prepared, result: SumResult): Pick<Fields, 'cash' | 'change' | 'tip'> {
  const { facts, amounts, sums } = prepared;
  const minor = result.total === undefined ? undefined : minorOf(result.total.value);
  const paid = minor === undefined ? undefined : cashAndChangeOf(minor, sums);
  const field = (value: number, role: 'cash' | 'change') => {
    const at = amounts.find((fact) => Math.abs(fact.mention.minor) === value && plays(fact, role));
    const evidence = at && evidenceOf(at.facts.row, at.mention.start, at.mention.end);
    return fieldOf(amountText(value, facts.currency.code), PROVEN * (0.5 + 0.5 * (evidence?.wordP ?? 1)), evidence);
  };
  const tip = amounts.find((fact) => fact.isLastOfRow && fact.mention.minor > 0 && says(fact.facts.label, 'tip'));
  return {
    ...(paid === undefined ? {} : { cash: field(paid.cash, 'cash'), change: field(paid.change, 'change') }),
    ...(tip === undefined
      ? {}
      : {
          tip: fieldOf(
            amountText(tip.mention.minor, facts.currency.code),
            LABELLED,
            evidenceOf(tip.facts.row, tip.mention.start, tip.mention.end),
          ),
        }),
  };
}
