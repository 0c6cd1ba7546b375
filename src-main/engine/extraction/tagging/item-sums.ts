import type { Facts } from '../facts.ts';
import { amountP } from './amount-tags.ts';
import type { WordTags } from './word-tags.ts';

/** From here on the network takes an amount for a sum of the document. */
const LEAST_SUM = 0.5;
/** More strangers than this at the end of a table are no slip of the network. */
const MOST_STRANGERS = 6;

/** What the items of a document may come to, in minor units: what the page names as net, subtotal or total outside of the items' rows. */
export function namedSums(facts: Facts, tags: WordTags, itemRows: ReadonlySet<number>): ReadonlySet<number> {
  return new Set(
    facts.rows.flatMap(({ row, amounts }) =>
      amounts.flatMap(({ minor, start, end }) => {
        if (itemRows.has(row.index) || minor === 0) return [];
        const p = amountP(tags, facts, { row: row.index, start, end });
        return p('net') + p('subtotal') + p('total') >= LEAST_SUM ? minor : [];
      }),
    ),
  );
}

/**
 * Which of the items of a document do not belong to it, by their place: what is left comes to a sum that the page names, which all of them do not.
 * The last ones (charges, rows of another table), or the one without which the sum is met. None where the sums tell nothing, or more than one thing.
 */
export function strangersAmong(minors: readonly number[], sums: ReadonlySet<number>): ReadonlySet<number> {
  const all = minors.reduce((sum, minor) => sum + minor, 0);
  if (minors.length < 2 || sums.has(all)) return new Set();
  const single = minors.flatMap((minor, at) => (minor !== 0 && sums.has(all - minor) ? at : []));
  if (single.length > 0) return new Set(single.length === 1 ? single : []);
  let rest = all;
  for (let from = minors.length - 1; from > 0 && minors.length - from <= MOST_STRANGERS; from--) {
    rest -= minors[from] ?? 0;
    if (sums.has(rest)) return new Set(minors.keys().drop(from));
  }
  return new Set();
}
