import { measureSpots } from '../capital-height.ts';
import type { TextLine } from '../own-reader/line.ts';
import { lineEnds } from '../own-reader/line.ts';
import type { OwnReader } from '../own-reader/own-reader.ts';
import { type Raster, toGray } from '../raster.ts';
import { cutOffShare } from './cut-off.ts';
import { measureEdges } from './edge-width.ts';
import { flatten, measureLight } from './flat-field.ts';
import { glareShare } from './glare.ts';
import { isInside } from './hull.ts';
import { USUAL_CAPITAL_HEIGHT } from './legible.ts';
import { overlook } from './overview.ts';
import { findPaper, type Paper } from './paper.ts';
import { viewAll, viewPaper } from './paper-view.ts';
import type { PreparedPage, UprightPage } from './prepared-page.ts';
import { judgeQuality } from './quality.ts';
import { deskew } from './skew.ts';
import { turnedUpright } from './turn.ts';
import { grayView } from './view-to-read.ts';

export type { PreparedPage, UprightPage } from './prepared-page.ts';

/** More lines than this, and more than this share of all text, outside of what was taken for the paper: it is not the paper. */
const OUTSIDE = { lines: 2, share: 0.03 } as const;

/** Makes a page ready to be read: finds the paper, evens out the light, finds the lines and turns the page so that they are level. */
export async function preparePage(page: UprightPage, reader: OwnReader): Promise<PreparedPage> {
  const started = performance.now();
  const overview = overlook(page.colour);
  const found = findPaper(overview);
  const paper = found === undefined || (await cutsText(found, page, reader)) ? undefined : found;
  const view = paper === undefined ? viewAll(page) : await viewPaper(page, paper);
  const seen = await grayView(view, page);
  if (seen === undefined) return { ...noise(view.colour), ms: performance.now() - started };
  const capitalHeight = seen.capitalHeight ?? USUAL_CAPITAL_HEIGHT;
  const gray = flatten(seen.gray, measureLight(seen.gray, capitalHeight));
  const lines = await reader.findLines(gray, seen.capitalHeight);
  const quality = judgeQuality({
    ...seen,
    edges: measureEdges(seen.gray, capitalHeight),
    glare: glareShare(view.isWhole ? overview : overlook(view.colour)),
    cutOff: cutOffShare(lines, gray),
    lines: lines.length,
  });
  const upright = await turnedUpright({ colour: view.colour, gray, lines }, reader);
  // A page that was turned by a quarter has other lines than those that were judged.
  const judgedAgain = upright.lines === lines ? { cutOffAmong: (isText: (at: number) => boolean) => cutOffShare(lines, gray, isText) } : {};
  return { ...deskew(upright), quality, ...judgedAgain, ms: performance.now() - started };
}

/** A page on which there is nothing to read; trying would take long. A camera makes such pictures where there is no light. */
function noise(colour: Raster): Omit<PreparedPage, 'ms'> {
  return { colour, gray: toGray(colour), lines: [], quality: { score: 0, problems: ['dark'] } };
}

/** True where lines of text lie outside of what was taken for the paper: then its edge is that of a shadow. */
async function cutsText(paper: Paper, page: UprightPage, reader: OwnReader): Promise<boolean> {
  if (!paper.isDoubtful) return false;
  const gray = toGray(page.colour);
  const lines = await reader.findLines(gray, measureSpots(gray).capitalHeight);
  const outside = lines.filter((line) => !isInside(paper.corners, middleOf(line)));
  return outside.length > OUTSIDE.lines && lengthOf(outside) > OUTSIDE.share * lengthOf(lines);
}

function middleOf({ knots }: TextLine): { x: number; y: number } {
  const knot = knots[Math.floor(knots.length / 2)];
  return { x: knot?.x ?? 0, y: ((knot?.top ?? 0) + (knot?.bottom ?? 0)) / 2 };
}

function lengthOf(lines: readonly TextLine[]): number {
  return lines.reduce((sum, line) => sum + lineEnds(line).right - lineEnds(line).left, 0);
}
