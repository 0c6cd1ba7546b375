import { type Money, money } from '../../../contract/index.ts';
import { type Check, finding, sayMoney } from '../check.ts';

/** Fewer documents say nothing about what is usual. */
const ENOUGH = 4;

export const unusualAmount: Check = {
  id: 'unusual-amount',
  title: 'Unusual amount',
  explanation: 'The total is many times what this supplier usually charges.',
  run(input) {
    const { total } = input;
    const earlier = input.history.totals.filter(({ currency }) => currency === total?.currency);
    if (!total || earlier.length < ENOUGH) return [];
    const usual = median(earlier);
    if (usual.minor <= 0 || Math.abs(total.minor) <= usual.minor * input.policy.unusualFactor) return [];
    const reason = `${sayMoney(total)} is more than ${input.policy.unusualFactor} times the usual ${sayMoney(usual)} of the last ${earlier.length} documents.`;
    return [finding('unusual-amount', input, { severity: 'doubt', group: 'Unusual amount', reason, field: 'total' })];
  },
};

/** The middle one; of an even number the lower of the two, so that the median is an amount that was really charged. */
function median(amounts: readonly Money[]): Money {
  const sorted = [...amounts].sort((a, b) => a.minor - b.minor);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (!middle) throw new RangeError('no amounts');
  return money(middle.minor, middle.currency);
}
