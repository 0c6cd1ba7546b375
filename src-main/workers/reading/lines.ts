/** Something with a vertical extent; any unit, y grows downwards. */
export type Span = { readonly left: number; readonly top: number; readonly bottom: number };

type Row<T> = { top: number; bottom: number; centre: number; readonly items: T[] };

/** How many rows back a span may still belong to: on a slightly rotated page neighbouring rows interleave. */
const ROWS_BACK = 4;
/** A span belongs to a row when their centres are closer than this share of the row's height (measured on receipts). */
const CENTRE_TOLERANCE = 0.6;

/**
 * Groups spans into rows by vertical overlap, rows from top to bottom, each from left to right. `spanOf` tells where an item is.
 * The order of the input does not matter.
 */
export function groupIntoLines<T>(items: readonly T[], spanOf: (item: T) => Span): T[][] {
  const sorted = items.map((item) => ({ item, span: spanOf(item) })).sort((a, b) => centreOf(a.span) - centreOf(b.span));
  const rows: Row<{ item: T; span: Span }>[] = [];
  for (const entry of sorted) {
    const row = rowFor(rows, entry.span);
    if (row) row.items.push(entry);
    else rows.push({ top: entry.span.top, bottom: entry.span.bottom, centre: centreOf(entry.span), items: [entry] });
  }
  return rows.sort((a, b) => a.centre - b.centre).map((row) => row.items.sort((a, b) => a.span.left - b.span.left).map(({ item }) => item));
}

function centreOf(span: Span): number {
  return (span.top + span.bottom) / 2;
}

function rowFor<T>(rows: readonly Row<T>[], span: Span): Row<T> | undefined {
  const centre = centreOf(span);
  for (let i = rows.length - 1; i >= Math.max(0, rows.length - ROWS_BACK); i--) {
    const row = rows[i];
    if (row === undefined) return undefined;
    const near = Math.abs(centre - row.centre) < CENTRE_TOLERANCE * (row.bottom - row.top);
    if (near && centre > row.top && centre < row.bottom) return row;
  }
  return undefined;
}
