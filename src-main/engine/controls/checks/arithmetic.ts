import { addMoney, type Finding, parseMoney, subtractMoney } from '../../../contract/index.ts';
import { type Check, type CheckInput, finding, sayMoney } from '../check.ts';

/** Cash rounding of the currencies that have it stays within this many minor units (five cents). */
const ROUNDING = 5;

/** Net and tax must give the total. A person can accept a difference; nothing forces a cent onto a line. */
export const arithmetic: Check = {
  id: 'arithmetic',
  title: 'Does not add up',
  explanation: 'Net and tax do not give the total, or the lines do not.',
  run(input) {
    const contradiction = netAndTax(input) ?? taxOfTotal(input);
    return contradiction ? [contradiction] : otherSums(input);
  },
};

function netAndTax(input: CheckInput): Finding | undefined {
  const { net, tax, total } = input.extraction.fields;
  const parse = (value: string | undefined) => (value === undefined ? undefined : parseMoney(value, input.currency));
  const [netAmount, taxAmount, totalAmount] = [parse(net?.value), parse(tax?.value), parse(total?.value)];
  if (!netAmount || !taxAmount || !totalAmount) return undefined;
  const sum = addMoney(netAmount, taxAmount);
  const difference = subtractMoney(totalAmount, sum);
  if (Math.abs(difference.minor) <= ROUNDING) return undefined;
  return finding('arithmetic', input, {
    severity: 'wrong',
    group: 'Does not add up',
    reason: `Net ${sayMoney(netAmount)} and tax ${sayMoney(taxAmount)} give ${sayMoney(sum)}, but the total says ${sayMoney(totalAmount)}.`,
    field: 'total',
  });
}

/** Recovered tax is posted as it stands, so it must at least be a part of the total; without a net amount nothing else would notice. */
function taxOfTotal(input: CheckInput): Finding | undefined {
  const { tax } = input.extraction.fields;
  const amount = tax && parseMoney(tax.value, input.currency);
  const { total } = input;
  if (!amount || !total || amount.minor === 0) return undefined;
  if (Math.sign(amount.minor) === Math.sign(total.minor) && Math.abs(amount.minor) <= Math.abs(total.minor)) return undefined;
  return finding('arithmetic', input, {
    severity: 'wrong',
    group: 'Does not add up',
    reason: `The tax of ${sayMoney(amount)} cannot be part of a total of ${sayMoney(total)}.`,
    field: 'tax',
  });
}

/** What the extractor itself tried: lines, tax rates, cash and change. */
function otherSums(input: CheckInput): Finding[] {
  if (input.typed.has('total')) return [];
  const failed = input.extraction.sums.filter(({ holds, rule }) => !holds && rule !== 'lines=total');
  const held = input.extraction.sums.some(({ holds }) => holds);
  // On a page one sum that holds outweighs another that was misread; data are not misread, so each has to hold.
  const { eInvoice } = input.extraction;
  const areData = eInvoice !== undefined && eInvoice.problem === undefined;
  return held && !areData
    ? []
    : failed.slice(0, 1).map(({ note }) => {
        const reason = areData ? `The e-invoice data do not add up: ${note}.` : note;
        return finding('arithmetic', input, { severity: 'doubt', group: 'Does not add up', reason, field: 'total' });
      });
}
