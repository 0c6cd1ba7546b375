/** Columns that go through the net together at most, padding included; bounds its memory, and more are no faster. */
const BATCH_COLUMNS = 4096;
/** Widths are rounded up to this. */
const WIDTH_STEP = 8;
/** Lines of a batch are at most this much wider than its narrowest: padding costs as much as text. */
const WIDENING = { factor: 1.2, columns: 16 } as const;

/** Lines that go through the net together: their places in the input, and the width that all are padded to. */
export type LineBatch = { readonly members: readonly number[]; readonly width: number };

/** Groups lines of similar width (columns of their crops) into batches; every line is in exactly one. */
export function batchLines(widths: readonly number[]): LineBatch[] {
  const order = widths.map((_, at) => at).sort((a, b) => (widths[a] ?? 0) - (widths[b] ?? 0));
  const batches: LineBatch[] = [];
  for (let from = 0; from < order.length; ) {
    const narrowest = widths[order[from] ?? 0] ?? 0;
    let to = from + 1;
    let width = padded(narrowest);
    for (; to < order.length; to++) {
      const next = widths[order[to] ?? 0] ?? 0;
      if (next > narrowest * WIDENING.factor + WIDENING.columns || padded(next) * (to - from + 1) > BATCH_COLUMNS) break;
      width = padded(next);
    }
    batches.push({ members: order.slice(from, to), width });
    from = to;
  }
  return batches;
}

function padded(width: number): number {
  return Math.ceil(width / WIDTH_STEP) * WIDTH_STEP;
}
