import { type Currency, formatMoney, type InvoiceData, money, type NormRule } from '../../../contract/index.ts';

/** Amounts of an e-invoice in minor units. */
export type Amounts = {
  /** BT-131 of each line, BT-117 of each rate. */
  readonly lineNets: readonly (number | undefined)[];
  readonly taxAmounts: readonly (number | undefined)[];
  /** BT-106, BT-107, BT-108, BT-109, BT-110, BT-112, BT-113, BT-114, BT-115. */
  readonly lines: number | undefined;
  readonly allowances: number | undefined;
  readonly charges: number | undefined;
  readonly net: number | undefined;
  readonly tax: number | undefined;
  readonly total: number | undefined;
  readonly prepaid: number | undefined;
  readonly rounding: number | undefined;
  readonly due: number | undefined;
};

/**
 * The sums of EN 16931 whose parts are there, to the minor unit: the norm leaves no room for rounding. Absent allowances, charges, prepaid
 * and rounding amounts count nothing; small profiles without lines have fewer sums.
 */
export function normSums(amounts: Amounts, currency: Currency): InvoiceData['sums'] {
  const { lines, net, tax, total, due } = amounts;
  const [allowances, charges, prepaid, rounding] = [amounts.allowances, amounts.charges, amounts.prepaid, amounts.rounding].map(
    (a) => a ?? 0,
  );
  const text = (minor: number | undefined) => formatMoney(money(minor ?? 0, currency));
  const tried: InvoiceData['sums'] = [];
  const compare = (rule: NormRule, parts: string, sum: number | undefined, said: number | undefined) => {
    if (sum === undefined || said === undefined) return;
    const [a, b] = [text(sum), text(said)];
    tried.push({ rule, holds: a === b, note: `${parts}: ${a}${a === b ? '' : `, but it says ${b}`}` });
  };
  const count = (values: readonly unknown[], noun: string) => `${values.length} ${noun}${values.length === 1 ? '' : 's'}`;
  compare('BR-CO-10', count(amounts.lineNets, 'line'), sumOf(amounts.lineNets), lines);
  const beforeTax = lines === undefined ? undefined : lines - (allowances ?? 0) + (charges ?? 0);
  compare('BR-CO-13', `${text(lines)} − ${text(allowances)} (allowances) + ${text(charges)} (charges)`, beforeTax, net);
  compare('BR-CO-14', count(amounts.taxAmounts, 'tax amount'), sumOf(amounts.taxAmounts), tax);
  const gross = net === undefined ? undefined : net + (tax ?? 0);
  compare('BR-CO-15', `${text(net)} + ${text(tax)}`, gross, total);
  // The MINIMUM profile has neither a sum of lines nor a prepaid amount, but what is left to pay.
  if (lines === undefined && amounts.prepaid === undefined) return tried;
  const left = total === undefined ? undefined : total - (prepaid ?? 0) + (rounding ?? 0);
  compare('BR-CO-16', `${text(total)} − ${text(prepaid)} (paid) + ${text(rounding)} (rounding)`, left, due);
  return tried;
}

/** Undefined where there is none, or one is no amount. */
function sumOf(values: readonly (number | undefined)[]): number | undefined {
  if (values.length === 0) return undefined;
  return values.reduce<number | undefined>((sum, value) => (sum === undefined || value === undefined ? undefined : sum + value), 0);
}
