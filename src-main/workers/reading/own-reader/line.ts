/** Top and bottom edge of a line of text at one x, px of a raster (pixel edges: the centre of pixel 0 lies at 0.5). */
export type LineKnot = { readonly x: number; readonly top: number; readonly bottom: number };

/**
 * A segment of text as it stands on the page, straight or bent: at least two knots, ascending in x, edges linear between them. `height` is
 * the median distance of its edges in px, `p` how sure the detector is that it is text, 0 to 1. A wide gap starts a new line, so a row of
 * a receipt is often two lines: label and amount.
 */
export type TextLine = { readonly knots: readonly LineKnot[]; readonly height: number; readonly p: number };

/** The same lines in a raster `factor` times as large. */
export function scaleLines(lines: readonly TextLine[], factor: number): TextLine[] {
  return lines.map((line) => ({
    knots: line.knots.map(({ x, top, bottom }) => ({ x: x * factor, top: top * factor, bottom: bottom * factor })),
    height: line.height * factor,
    p: line.p,
  }));
}

/** Where a line begins and ends, px. */
export function lineEnds(line: TextLine): { readonly left: number; readonly right: number } {
  return { left: line.knots[0]?.x ?? 0, right: line.knots.at(-1)?.x ?? 0 };
}

/** Top and bottom of a line at x, px: linear between its knots and, with the slope of the last two, beyond its ends. */
export function edgesAt(line: TextLine, x: number): { readonly top: number; readonly bottom: number } {
  const { knots } = line;
  let at = 0;
  while (at + 2 < knots.length && (knots[at + 1]?.x ?? 0) <= x) at++;
  const from = knots[at];
  const to = knots[at + 1];
  if (from === undefined || to === undefined) return { top: from?.top ?? 0, bottom: from?.bottom ?? 0 };
  const share = (x - from.x) / (to.x - from.x);
  return { top: from.top + (to.top - from.top) * share, bottom: from.bottom + (to.bottom - from.bottom) * share };
}
