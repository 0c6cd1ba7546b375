import { measureSpots } from '../capital-height.ts';
import { lineEnds, type TextLine } from '../own-reader/line.ts';
import type { OwnReader, ReadLine } from '../own-reader/own-reader.ts';
import type { Raster } from '../raster.ts';
import type { PreparedPage } from './prepared-page.ts';

/**
 * Below this mean probability of its lines a page may stand upside down. Upright receipts have .84 and more, in the median .97 (20 of the
 * validation companies), upside down .73 to .83 (8): where it is doubtful, six lines are read once more, so the limit is a wide one.
 */
export const DOUBTFUL_PAGE = 0.9;
/** So many of the longest lines tell which way is up. */
const PROBE_LINES = 6;
/** A line is wide from this many times its height on. */
const WIDE = 3;
/** Lines of text are mostly wide, and a page has at least so many; else a look at it from the side is worth the time. */
const UPRIGHT = { wideShare: 0.75, lines: 5 } as const;

type Views = Pick<PreparedPage, 'colour' | 'gray' | 'lines'>;

/** The page turned by a quarter, the right way, if its lines show that it lies on its side; else as it is. */
export async function turnedUpright<T extends Views>(page: T, reader: OwnReader): Promise<T> {
  if (!looksSideways(page.lines)) return page;
  const gray = quarterTurn(page.gray);
  const lines = await reader.findLines(gray, measureSpots(gray).capitalHeight);
  if (likenessOfText(lines) <= likenessOfText(page.lines)) return page;
  const turned = { ...page, gray, colour: quarterTurn(page.colour), lines };
  const upright = await reader.readLines(gray, longest(lines, PROBE_LINES));
  return (await turnedIfBetter(turned, upright, reader)) ?? turned;
}

/**
 * The page turned by half, if it reads better that way; undefined where it stands as it is. `read` is what its lines said: where that is
 * trusted (see `DOUBTFUL_PAGE`) nothing more is read.
 */
export async function turnedIfUpsideDown(
  page: PreparedPage,
  read: readonly ReadLine[],
  reader: OwnReader,
): Promise<PreparedPage | undefined> {
  if (read.length === 0 || trust(read) >= DOUBTFUL_PAGE) return undefined;
  return turnedIfBetter(page, longest(read, PROBE_LINES), reader);
}

async function turnedIfBetter<T extends Views>(page: T, read: readonly ReadLine[], reader: OwnReader): Promise<T | undefined> {
  const turned = halfTurn(page);
  const other = await reader.readLines(turned.gray, longest(turned.lines, PROBE_LINES));
  return trust(other) > trust(read) ? turned : undefined;
}

function looksSideways(lines: readonly TextLine[]): boolean {
  const wide = lines.filter(isWide);
  return lines.length < UPRIGHT.lines || lengthOf(wide) < UPRIGHT.wideShare * lengthOf(lines);
}

function isWide(line: TextLine): boolean {
  const { left, right } = lineEnds(line);
  return right - left >= WIDE * line.height;
}

function lengthOf(lines: readonly TextLine[]): number {
  return lines.reduce((sum, line) => sum + lineEnds(line).right - lineEnds(line).left, 0);
}

/** How much of what was found looks like text, 0 to 1: the share of wide lines in all length, as far as they are sure. */
function likenessOfText(lines: readonly TextLine[]): number {
  const sure = lines.filter(isWide).reduce((sum, line) => sum + line.p * lengthOf([line]), 0);
  return sure / Math.max(1, lengthOf(lines));
}

function trust(read: readonly ReadLine[]): number {
  return read.reduce((sum, { p }) => sum + p, 0) / Math.max(1, read.length);
}

function longest<T extends TextLine | ReadLine>(lines: readonly T[], count: number): T[] {
  const length = (item: T): number => lengthOf(['line' in item ? item.line : item]);
  return [...lines].sort((a, b) => length(b) - length(a)).slice(0, count);
}

/** The raster turned by a quarter, clockwise. */
export function quarterTurn({ data, width, height, channels }: Raster): Raster {
  const turned = new Uint8Array(data.length);
  for (let y = 0, from = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const to = (x * height + height - 1 - y) * channels;
      for (let channel = 0; channel < channels; channel++, from++) turned[to + channel] = data[from] ?? 0;
    }
  }
  return { data: turned, width: height, height: width, channels };
}

function halfTurn<T extends Views>(page: T): T {
  const { width, height } = page.gray;
  const lines = page.lines.map((line) => ({
    ...line,
    knots: line.knots.map(({ x, top, bottom }) => ({ x: width - x, top: height - bottom, bottom: height - top })).reverse(),
  }));
  return { ...page, colour: reversed(page.colour), gray: reversed(page.gray), lines };
}

function reversed(raster: Raster): Raster {
  const { channels } = raster;
  const data = new Uint8Array(raster.data.length);
  const last = data.length - channels;
  for (let at = 0; at < data.length; at += channels) {
    for (let channel = 0; channel < channels; channel++) data[last - at + channel] = raster.data[at + channel] ?? 0;
  }
  return { ...raster, data };
}
