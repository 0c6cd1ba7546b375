/** Carries tags from the words that were drawn on a page to the words that were read from its picture. */
import { distance } from 'fastest-levenshtein';
import type { Box, Word } from '../../../src-main/contract/index.ts';
import { fitted, type Pair, type Place } from './rendered-fit.ts';

export type DrawnWord = { readonly text: string; readonly box: Box; readonly line: number; readonly tag: string; readonly item?: number };
export type TaggedWord = Word & { tag: string; item?: number };
/** What was carried over: tagged words, and for each drawn word whether it was read. `isFitted` false: the two pages could not be laid on each other. */
export type Carried = { readonly words: TaggedWord[]; readonly found: readonly boolean[]; readonly isFitted: boolean };

/** Least share of a drawn word's width that a read word covers to have it. */
const COVERED = 0.45;
/** A drawn word is found if what was read in its place is at least so alike. */
const ALIKE = 0.5;
/** Below this likeness the place alone decides, and has to fit well. */
const UNLIKE = 0.25;
const WELL_PLACED = 0.5;
/** Share of the drawn words that have to be found where a page is taken as it was drawn. */
const LEAST_STRAIGHT = 0.6;

export function carried(read: readonly Word[], drawn: readonly DrawnWord[], width: number, height: number, from: Place): Carried {
  const toRead = fitted(anchors(read, drawn, width, height, from));
  if (toRead !== undefined) return laidOn(read, drawn, width, height, from, toRead);
  // The last page of an invoice may have few words. The reader turned it little; if its words then lie on the drawn ones, it is so.
  const straight = laidOn(read, drawn, width, height, from, ([x, y]) => [(x * width) / from[0], (y * height) / from[1]]);
  const share = straight.found.filter(Boolean).length / Math.max(1, drawn.length);
  if (share >= LEAST_STRAIGHT) return straight;
  return { words: read.map((word) => ({ ...word, tag: 'other' })), found: drawn.map(() => false), isFitted: false };
}

function laidOn(
  read: readonly Word[],
  drawn: readonly DrawnWord[],
  width: number,
  height: number,
  from: Place,
  toRead: (place: Place) => Place,
): Carried {
  const boxes = drawn.map(({ box }) => moved(scaled(box, from[0], from[1]), toRead));
  const found = drawn.map(() => false);
  const words = read.map((word): TaggedWord => {
    const box = scaled(word.box, width, height);
    const hits = boxes.flatMap((other, i) => {
      const cover = covered(box, other);
      return cover > 0 ? [{ i, cover }] : [];
    });
    const joined = hits.filter(({ cover }) => cover >= COVERED).toSorted((a, b) => (boxes[a.i]?.[0] ?? 0) - (boxes[b.i]?.[0] ?? 0));
    // A word that was torn apart: each part covers less of it than it should, but stands within it.
    const best = hits.toSorted((a, b) => b.cover - a.cover)[0];
    const chosen = joined.length > 0 ? joined : best !== undefined && within(box, boxes[best.i]) > 0.7 ? [best] : [];
    const sources = chosen.flatMap(({ i }) => drawn[i] ?? []);
    const text = sources.map((source) => source.text).join('');
    const alike = likeness(word.text, text);
    const isPart = chosen.length === 1 && squashed(text).includes(squashed(word.text)) && squashed(word.text).length > 0;
    if (sources.length === 0) return { ...word, tag: 'other' };
    if (
      alike < UNLIKE &&
      !isPart &&
      union(
        box,
        chosen.map(({ i }) => boxes[i]).filter((b) => b !== undefined),
      ) < WELL_PLACED
    ) {
      return { ...word, tag: 'other' };
    }
    if (alike >= ALIKE || isPart) for (const { i } of chosen) found[i] = true;
    return tagged(word, sources);
  });
  return { words, found, isFitted: true };
}

/** The tag of the value among words that were read as one; of several values the longest. */
function tagged(word: Word, sources: readonly DrawnWord[]): TaggedWord {
  const values = sources.filter(({ tag }) => tag !== 'other');
  const among = values.length > 0 ? values : sources;
  const source = among.toSorted((a, b) => b.text.length - a.text.length)[0];
  return { ...word, tag: source?.tag ?? 'other', ...(source?.item === undefined ? {} : { item: source.item }) };
}

/** Words whose text stands exactly once (or nearly so) on both sides: surely the same. Positions in px. */
function anchors(read: readonly Word[], drawn: readonly DrawnWord[], width: number, height: number, from: Place): Pair[] {
  const there = byText(read);
  const pairs: Pair[] = [];
  for (const [text, words] of byText(drawn)) {
    const others = there.get(text) ?? [];
    // Two of each in the same order are as sure as one: the fit throws out what does not agree.
    if (words.length !== others.length || words.length > 2) continue;
    words.forEach((word, i) => {
      const other = others[i];
      if (other !== undefined) pairs.push({ from: centre(word.box, from[0], from[1]), to: centre(other.box, width, height) });
    });
  }
  return pairs;
}

function byText<T extends { readonly text: string }>(words: readonly T[]): Map<string, T[]> {
  return Map.groupBy(
    words.filter(({ text }) => squashed(text).length > 1),
    ({ text }) => text.toUpperCase(),
  );
}

function centre([x, y, w, h]: Box, width: number, height: number): Place {
  return [(x + w / 2) * width, (y + h / 2) * height];
}

function scaled([x, y, w, h]: Box, width: number, height: number): Box {
  return [x * width, y * height, w * width, h * height];
}

/** A box by its four corners: a quarter turn changes its sides. */
function moved([x, y, w, h]: Box, move: (place: Place) => Place): Box {
  const ends = [move([x, y + h / 2]), move([x + w, y + h / 2]), move([x + w / 2, y]), move([x + w / 2, y + h])];
  const [xs, ys] = [ends.map(([px]) => px), ends.map(([, py]) => py)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return [left, top, Math.max(...xs) - left, Math.max(...ys) - top];
}

/** Share of the drawn word's width that the read one covers; 0 where their middles are on different rows. */
function covered(read: Box, drawn: Box): number {
  const apart = Math.abs(read[1] + read[3] / 2 - drawn[1] - drawn[3] / 2);
  if (apart > 0.5 * Math.max(drawn[3], Math.min(read[3], 1.5 * drawn[3]))) return 0;
  return Math.max(0, shared(read, drawn)) / Math.max(1, drawn[2]);
}

function within(read: Box, drawn: Box | undefined): number {
  return drawn === undefined ? 0 : Math.max(0, shared(read, drawn)) / Math.max(1, read[2]);
}

/** Shared width of a read word and the words it may be, as a share of all the width they take. */
function union(read: Box, drawn: readonly Box[]): number {
  const [left, right] = [Math.min(...drawn.map(([x]) => x)), Math.max(...drawn.map(([x, , w]) => x + w))];
  const all = Math.max(right, read[0] + read[2]) - Math.min(left, read[0]);
  return Math.max(0, shared(read, [left, 0, right - left, 0])) / Math.max(1, all);
}

function shared(a: Box, b: Box): number {
  return Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
}

function squashed(text: string): string {
  return text
    .toUpperCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}%$€£]/gu, '');
}

function likeness(a: string, b: string): number {
  const [x, y] = [squashed(a) || a, squashed(b) || b];
  return 1 - distance(x, y) / Math.max(x.length, y.length, 1);
}
