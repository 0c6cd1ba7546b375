import { type AmountFact, plays } from '../amounts.ts';

/** More totals than this are a table of them. */
const MOST_PARTS = 10;

/**
 * Totals of groups of items, and totals that they add up to: "Total 6 % supplies 15.52", "Total 0 % supplies -9.62", "Total payable 5.90". Parts
 * stand in rows of their own above their sum, two or three of them. Amounts in minor units.
 */
export function groupTotals(amounts: readonly AmountFact[]): { readonly sums: ReadonlySet<number>; readonly parts: ReadonlySet<number> } {
  const named = amounts.filter(isNamed);
  const [sums, parts] = [new Set<number>(), new Set<number>()];
  for (const sum of named) {
    if (!plays(sum, 'total', 'grandTotal') || plays(sum, 'subtotal')) continue;
    const { minor } = sum.mention;
    const above = new Map(
      named.flatMap((fact) =>
        rowOf(fact) < rowOf(sum) && fact.mention.minor !== minor ? [[fact.mention.minor, rowOf(fact)] as const] : [],
      ),
    );
    for (const group of above.size > MOST_PARTS ? [] : groupsOf([...above], minor)) {
      sums.add(minor);
      for (const part of group) parts.add(part);
    }
  }
  return { sums, parts };
}

function isNamed(fact: AmountFact): boolean {
  return (
    fact.mention.minor !== 0 &&
    fact.isLastOfRow &&
    plays(fact, 'total', 'grandTotal', 'subtotal') &&
    !plays(fact, 'quantity', 'points', 'cash', 'change')
  );
}

const rowOf = ({ facts }: AmountFact): number => facts.row.index;

/** Every two or three amounts of different rows that make the sum. */
function groupsOf(amounts: readonly (readonly [minor: number, row: number])[], sum: number): number[][] {
  const apart = (...rows: number[]) => new Set(rows).size === rows.length;
  return amounts.flatMap(([a, rowA], i) =>
    amounts
      .slice(i + 1)
      .flatMap(([b, rowB], k) => [
        ...(a + b === sum && apart(rowA, rowB) ? [[a, b]] : []),
        ...amounts.slice(i + k + 2).flatMap(([c, rowC]) => (a + b + c === sum && apart(rowA, rowB, rowC) ? [[a, b, c]] : [])),
      ]),
  );
}
