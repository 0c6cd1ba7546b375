import { edgesAt, lineEnds, type TextLine } from '../own-reader/line.ts';
import { chain, type Homography, invert, mapPoint, rotation, translation } from './homography.ts';
import type { PreparedPage, Size } from './prepared-page.ts';
import { warp } from './warp.ts';

/** Radians (half a degree): below it nothing is gained by drawing the page anew. */
const WORTH_TURNING = Math.PI / 360;
/** A line says how the page is turned if it is at least this many times as long as high. */
const LONG = 4;

/** How far the lines fall to the right, radians: the median over the long ones, weighted by their length. 0 where there are none. */
export function skewOf(lines: readonly TextLine[]): number {
  const slopes = lines.flatMap((line) => {
    const { left, right } = lineEnds(line);
    if (right - left < LONG * line.height) return [];
    return [{ angle: Math.atan2(centreAt(line, right) - centreAt(line, left), right - left), weight: right - left }];
  });
  slopes.sort((a, b) => a.angle - b.angle);
  const half = slopes.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let seen = 0;
  for (const { angle, weight } of slopes) {
    seen += weight;
    if (seen >= half) return angle;
  }
  return 0;
}

function centreAt(line: TextLine, x: number): number {
  const { top, bottom } = edgesAt(line, x);
  return (top + bottom) / 2;
}

type Views = Pick<PreparedPage, 'colour' | 'gray' | 'lines'>;

/** The page turned so that its lines are level; itself where they are. The page keeps its size, and grows where a line would be cut. */
export function deskew<T extends Views>(page: T): T {
  const angle = skewOf(page.lines);
  if (Math.abs(angle) < WORTH_TURNING) return page;
  const { gray, colour } = page;
  const about = turnAbout(gray, -angle);
  const turned = page.lines.map((line) => turnLine(line, about, Math.cos(angle)));
  const frame = frameAround(gray, turned);
  const size = { width: Math.ceil(frame.right - frame.left), height: Math.ceil(frame.bottom - frame.top) };
  const back = chain(invert(about), translation(frame.left, frame.top));
  const scale = colour.width / gray.width;
  const shown = { width: Math.max(1, Math.round(size.width * scale)), height: Math.max(1, Math.round(size.height * scale)) };
  const toGray: Homography = chain(back, [size.width / shown.width, 0, 0, 0, size.height / shown.height, 0, 0, 0, 1]);
  const toColour = chain([colour.width / gray.width, 0, 0, 0, colour.height / gray.height, 0, 0, 0, 1], toGray);
  return {
    ...page,
    gray: warp(gray, back, size),
    colour: warp(colour, toColour, shown),
    lines: turned.map((line) => ({
      ...line,
      knots: line.knots.map(({ x, top, bottom }) => ({ x: x - frame.left, top: top - frame.top, bottom: bottom - frame.top })),
    })),
  };
}

/** From px of the page to those of the page turned about its middle. */
function turnAbout({ width, height }: Size, angle: number): Homography {
  return chain(translation(width / 2, height / 2), rotation(angle), translation(-width / 2, -height / 2));
}

function turnLine(line: TextLine, about: Homography, cos: number): TextLine {
  const knots = line.knots.map(({ x, top, bottom }) => {
    const centre = mapPoint(about, { x, y: (top + bottom) / 2 });
    // Edges were measured straight up and down, across a slanting line.
    const half = ((bottom - top) / 2) * cos;
    return { x: centre.x, top: centre.y - half, bottom: centre.y + half };
  });
  return { ...line, knots, height: line.height * cos };
}

type Frame = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

function frameAround({ width, height }: Size, lines: readonly TextLine[]): Frame {
  let frame: Frame = { left: 0, top: 0, right: width, bottom: height };
  for (const { knots, height: margin } of lines) {
    for (const { x, top, bottom } of knots) {
      frame = {
        left: Math.floor(Math.min(frame.left, x - margin)),
        top: Math.floor(Math.min(frame.top, top - margin)),
        right: Math.ceil(Math.max(frame.right, x + margin)),
        bottom: Math.ceil(Math.max(frame.bottom, bottom + margin)),
      };
    }
  }
  return frame;
}
