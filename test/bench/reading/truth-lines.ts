import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TextLine } from '../../../src-main/workers/reading/own-reader/line.ts';
import { SROIE } from '../extraction/corpus.ts';

/** An upright rectangle in px of the picture. */
export type Rectangle = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** A line of text as somebody boxed it: its text and its four corners (x, y; clockwise from the top left), px of the picture. */
export type TruthLine = { readonly text: string; readonly corners: readonly number[] };

/** Labelled lines of a receipt. */
export function truthLines(id: string): TruthLine[] {
  return readFileSync(join(SROIE, 'box', `${id}.csv`), 'utf8')
    .split(/\r?\n/)
    .map((row) => row.trim().split(','))
    .filter((cells) => cells.length >= 9)
    .map((cells) => ({ corners: cells.slice(0, 8).map(Number), text: cells.slice(8).join(',').trim() }));
}

export function hullOf({ corners }: TruthLine): Rectangle {
  const at = (first: number): number[] => corners.filter((_, i) => i % 2 === first);
  return { left: Math.min(...at(0)), right: Math.max(...at(0)), top: Math.min(...at(1)), bottom: Math.max(...at(1)) };
}

/** The label as a line to be read: its corners as the edges of two knots. */
export function textLineOf(line: TruthLine): TextLine {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = line.corners;
  const knots = [
    { x: Math.min(x0, x3), top: y0, bottom: y3 },
    { x: Math.max(x1, x2), top: y1, bottom: y2 },
  ];
  return { knots, height: (y3 - y0 + y2 - y1) / 2, p: 1 };
}

/** The page's text as rows, for measurements that need the truth in the shape of a reading: boxes that overlap in height by half are one row. */
export function truthRows(id: string): string[] {
  const rows: { top: number; bottom: number; parts: { left: number; text: string }[] }[] = [];
  for (const line of truthLines(id).toSorted((a, b) => hullOf(a).top - hullOf(b).top)) {
    const { left, top, bottom } = hullOf(line);
    const row = rows.find((r) => Math.min(r.bottom, bottom) - Math.max(r.top, top) > 0.5 * Math.min(r.bottom - r.top, bottom - top));
    if (row) row.parts.push({ left, text: line.text });
    else rows.push({ top, bottom, parts: [{ left, text: line.text }] });
  }
  return rows.map(({ parts }) =>
    parts
      .toSorted((a, b) => a.left - b.left)
      .map(({ text }) => text)
      .join(' '),
  );
}
