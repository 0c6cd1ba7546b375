import type { LineItem } from '../../contract/index.ts';
import type { AmountFact } from './amounts.ts';
import type { Facts, RowFacts } from './facts.ts';
import { says } from './facts.ts';
import { amountText } from './grammar/amount.ts';
import { evidenceOf } from './rows.ts';

/** A bought thing with its amount in minor units and the row it stands in. */
export type Item = { readonly line: LineItem; readonly minor: number; readonly row: number };

/** More item rows than any honest document of the kind has. */
const MOST_ITEMS = 300;

const END_OF_ITEMS = ['grandTotal', 'total', 'subtotal', 'cash', 'card', 'change', 'rounding', 'summary'] as const;

/**
 * Rows between the header and the first total with an amount at the right edge and a description, on the same row or on
 * the row above (tills print the name, then code, quantity, price and amount).
 */
export function itemsOf(facts: Facts, amounts: readonly AmountFact[]): Item[] {
  const edge = rightEdge(amounts);
  const items: Item[] = [];
  for (const fact of amounts) {
    if (items.length >= MOST_ITEMS) break;
    const { row } = fact.facts;
    if (endsItems(fact.facts) || END_OF_ITEMS.some((role) => role !== 'summary' && fact.own.has(role))) {
      if (items.length > 0 && !fact.facts.row.text.includes('%')) break;
      continue;
    }
    if (!fact.isLastOfRow || fact.mention.form === 'integer' || fact.right < edge - 0.12 * row.pageWidth) continue;
    if (fact.own.has('quantity') || fact.own.has('tax')) continue;
    const description = describe(facts, fact);
    if (description === undefined) continue;
    items.push(toItem(facts, fact, description, amounts));
  }
  return items;
}

/** Where amounts end at the right: the 80th percentile of the last amounts of the rows, in pixels. */
function rightEdge(amounts: readonly AmountFact[]): number {
  const edges = amounts
    .filter((f) => f.isLastOfRow)
    .map((f) => f.right)
    .sort((a, b) => a - b);
  return edges[Math.floor(edges.length * 0.5)] ?? 0;
}

function endsItems(facts: RowFacts): boolean {
  return END_OF_ITEMS.some((label) => says(facts.label, label));
}

function describe(facts: Facts, fact: AmountFact): string | undefined {
  const words = (text: string) =>
    text
      .replace(/[\u0001|]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
  const before = fact.facts.row.text.slice(0, fact.facts.amounts[0]?.start ?? fact.mention.start);
  const own = words(before.replace(/(?:\s+(?:[xX@*]\s*)?\d{1,4}(?:[.,]\d{1,3})?\s*[xX@*]?\s*)$/, ''));
  if ((own.match(/\p{L}/gu) ?? []).length >= 3) return own.slice(0, 200);
  const above = facts.rows[fact.facts.row.index - 1];
  if (!above || above.row.page !== fact.facts.row.page || above.amounts.length > 0 || endsItems(above)) return undefined;
  const text = words(above.row.text);
  return (text.match(/\p{L}/gu) ?? []).length >= 3 ? text.slice(0, 200) : undefined;
}

function toItem(facts: Facts, fact: AmountFact, description: string, amounts: readonly AmountFact[]): Item {
  const currency = facts.currency.code;
  const { page, box } = evidenceOf(fact.facts.row, 0, fact.facts.row.text.length);
  const price = amounts.find((other) => other.facts === fact.facts && other !== fact);
  const quantity = price === undefined ? undefined : quantityFor(fact, price);
  return {
    line: {
      description,
      ...(quantity === undefined || price === undefined ? {} : { quantity, unitPrice: amountText(price.mention.minor, currency) }),
      amount: amountText(fact.mention.minor, currency),
      page,
      box,
    },
    minor: fact.mention.minor,
    row: fact.facts.row.index,
  };
}

/** The whole number on the row by which the unit price gives the amount; undefined where none does. */
function quantityFor(fact: AmountFact, price: AmountFact): string | undefined {
  const [amount, unit] = [fact.mention.minor, price.mention.minor];
  if (unit === 0 || amount % unit !== 0) return undefined;
  const quantity = amount / unit;
  return quantity >= 1 && quantity <= 10_000 && new RegExp(`(?<![\\d.,])${quantity}(?:[.,]0{1,3})?(?![\\d])`).test(fact.facts.row.text)
    ? String(quantity)
    : undefined;
}
