/** Distinct amounts that sums are tried on; receipts have some 15, long invoices 60. */
const MOST = 90;

/** What the amounts of a document say about one of them. */
export type AmountSigns = {
  /** Two others add up to it. */
  readonly isSum: boolean;
  /** It is one of two that add up to a third. */
  readonly isPart: boolean;
  /** It is a printed percentage of another, or another is of it. */
  readonly isTax: boolean;
  readonly isBase: boolean;
  /** How often it is printed, and its place among the distinct amounts by size: 0 the largest, 1 the smallest. */
  readonly count: number;
  readonly rank: number;
};

/** Signs by amount (minor units without sign). `rates` are printed percentages. Quadratic in at most `MOST` amounts. */
export function amountSigns(minors: readonly number[], rates: readonly number[]): ReadonlyMap<number, AmountSigns> {
  const counts = new Map<number, number>();
  for (const minor of minors) counts.set(Math.abs(minor), (counts.get(Math.abs(minor)) ?? 0) + 1);
  // Where there are too many the last ones count: sums stand at the end.
  const distinct = [...counts.keys()].filter((minor) => minor > 0).slice(-MOST);
  const known = new Set(distinct);
  const [sums, parts, taxes, bases] = [new Set<number>(), new Set<number>(), new Set<number>(), new Set<number>()];
  for (const [i, a] of distinct.entries()) {
    for (const b of distinct.slice(i)) {
      if (!known.has(a + b)) continue;
      sums.add(a + b);
      parts.add(a).add(b);
    }
    for (const rate of rates) {
      const tax = (a * rate) / 100;
      const hit = rate > 0 && [Math.round(tax), Math.floor(tax), Math.ceil(tax)].find((minor) => minor > 4 && known.has(minor));
      if (hit) {
        taxes.add(hit);
        bases.add(a);
      }
    }
  }
  const bySize = [...distinct].sort((a, b) => b - a);
  const places = new Map(bySize.map((minor, i) => [minor, bySize.length < 2 ? 0 : i / (bySize.length - 1)]));
  return new Map(
    [...counts].map(([minor, count]) => [
      minor,
      {
        isSum: sums.has(minor),
        isPart: parts.has(minor),
        isTax: taxes.has(minor),
        isBase: bases.has(minor),
        count,
        rank: places.get(minor) ?? 1,
      },
    ]),
  );
}
