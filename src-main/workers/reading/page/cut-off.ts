import { lineEnds, type TextLine } from '../own-reader/line.ts';
import type { Size } from './prepared-page.ts';

/** A line that ends nearer to the border than this many times its height was probably longer. */
const NEAR = 0.1;
/** Unsure and short lines are specks and shadows of the paper's edge. */
const SURE = 0.6;
const LONG = 1.5;
/** Fewer lines are no margin of print: a rule or a stamp ran over the edge. */
const LEAST = 3;
const LEAST_LINES = 5;

/**
 * Share of the lines of text that the left border cuts, or of those in the right half that the right one cuts, whichever is more: a page
 * that was taken whole has none. Lines in px of a raster of the given size, before it is deskewed.
 */
export function cutOffShare(lines: readonly TextLine[], { width }: Size): number {
  const ends = lines.flatMap((line) => {
    const { left, right } = lineEnds(line);
    return line.p > SURE && right - left > LONG * line.height ? [{ left, right, near: NEAR * line.height }] : [];
  });
  const left = ends.filter((line) => line.left < line.near).length;
  const right = ends.filter((line) => line.right > width - line.near).length;
  const inRightHalf = ends.filter((line) => line.left + line.right >= width).length;
  return Math.max(share(left, ends.length), share(right, inRightHalf));
}

function share(cut: number, all: number): number {
  return cut < LEAST ? 0 : cut / Math.max(LEAST_LINES, all);
}
