import { lineEnds, type TextLine } from '../own-reader/line.ts';
import type { Raster } from '../raster.ts';

/** A line that ends nearer to the border than this many times its height may have been longer. */
const NEAR = 0.1;
/** Unsure and short lines are specks and shadows of the paper's edge. */
const SURE = 0.6;
const LONG = 1.5;
/** Fewer lines are no margin of print: a rule or a stamp ran over the edge. */
const LEAST = 3;
const LEAST_LINES = 5;
/** Ink is darker than this share of the way from the line's paper to its darkest print; the border is looked at this many pixels deep. */
const INK = 0.5;
const DEEP = 2;

/**
 * Share of the lines of text that the left border cuts, or of those in the right half that the right one cuts, whichever is more: a page
 * that was taken whole has none. A line is cut where its ink touches the border; a line that only begins close to it is whole. Lines in px
 * of `gray`, before it is deskewed; `isText` leaves lines out by their place.
 */
export function cutOffShare(lines: readonly TextLine[], gray: Raster, isText: (at: number) => boolean = () => true): number {
  const text = lines.filter((line, at) => {
    const { left, right } = lineEnds(line);
    return isText(at) && line.p > SURE && right - left > LONG * line.height;
  });
  const left = text.filter((line) => lineEnds(line).left < NEAR * line.height && touches(line, gray, 'left')).length;
  const right = text.filter((line) => lineEnds(line).right > gray.width - NEAR * line.height && touches(line, gray, 'right')).length;
  const inRightHalf = text.filter((line) => lineEnds(line).left + lineEnds(line).right >= gray.width).length;
  return Math.max(share(left, text.length), share(right, inRightHalf));
}

/** Whether the ink of a line reaches the border of the picture on that side. */
function touches(line: TextLine, { data, width, height }: Raster, side: 'left' | 'right'): boolean {
  const knot = side === 'left' ? line.knots[0] : line.knots.at(-1);
  if (knot === undefined) return false;
  const trim = 0.15 * line.height;
  const [from, to] = [Math.max(0, Math.round(knot.top + trim)), Math.min(height, Math.round(knot.bottom - trim))];
  const reach = Math.min(width, Math.ceil(2 * line.height));
  let [paper, print, atBorder] = [0, 255, 255];
  for (let y = from; y < to; y++) {
    for (let depth = 0; depth < reach; depth++) {
      const value = data[y * width + (side === 'left' ? depth : width - 1 - depth)] ?? 255;
      paper = Math.max(paper, value);
      print = Math.min(print, value);
      if (depth < DEEP) atBorder = Math.min(atBorder, value);
    }
  }
  return atBorder < paper - INK * (paper - print);
}

function share(cut: number, all: number): number {
  return cut < LEAST ? 0 : cut / Math.max(LEAST_LINES, all);
}
