import { lineEnds, type TextLine } from '../own-reader/line.ts';
import type { OwnReader, ReadLine } from '../own-reader/own-reader.ts';
import type { Raster } from '../raster.ts';
import type { PreparedPage } from './prepared-page.ts';

/** A page read upside down has a mean line probability of less than this; what is read the right way up has more (clean scans). */
export const DOUBTFUL_PAGE = 0.6;
/** So many of the longest lines tell which way is up. */
const PROBE_LINES = 6;

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
  const turned = halfTurn(page);
  const probe = longest(turned.lines, PROBE_LINES);
  const upright = trust(longest(read, PROBE_LINES));
  return trust(await reader.readLines(turned.gray, probe)) > upright ? turned : undefined;
}

function trust(read: readonly ReadLine[]): number {
  return read.reduce((sum, { p }) => sum + p, 0) / Math.max(1, read.length);
}

function longest<T extends TextLine | ReadLine>(lines: readonly T[], count: number): T[] {
  const length = (item: T): number => {
    const { left, right } = lineEnds('line' in item ? item.line : item);
    return right - left;
  };
  return [...lines].sort((a, b) => length(b) - length(a)).slice(0, count);
}

function halfTurn(page: PreparedPage): PreparedPage {
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
