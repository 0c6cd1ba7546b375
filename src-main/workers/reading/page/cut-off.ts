import { lineEnds, type TextLine } from '../own-reader/line.ts';
import type { Size } from './prepared-page.ts';

/** A line that ends nearer to the border than this many times its height was probably longer. */
const NEAR = 0.25;

/** Share of the lines that the picture's border cuts, at their ends or along their length: a page that was photographed whole has none. */
export function cutOffShare(lines: readonly TextLine[], { width, height }: Size): number {
  const cut = lines.filter((line) => {
    const { left, right } = lineEnds(line);
    const near = NEAR * line.height;
    return left < near || right > width - near || line.knots.every(({ top, bottom }) => top < 0 || bottom > height);
  });
  return lines.length === 0 ? 0 : cut.length / lines.length;
}
