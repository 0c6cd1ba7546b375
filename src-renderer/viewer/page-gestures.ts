import type { RefObject } from 'react';
import type { Box } from '../../src-main/contract/reading.ts';
import { boxBetween, type PageWord, type Point, type Size, wordAt } from './page-geometry.ts';
import { placeAt, placeIn, rangeBetween, type TextPlace, type TextRange } from './text-selection.ts';

/** What a press on the page became. `place` is where on the text it began, `range` what is selected so far. */
export type Gesture = { x: number; y: number; moved: boolean } & (
  | { kind: 'pan'; left: number; top: number; isOnPaper: boolean }
  | { kind: 'select'; from: TextPlace; index: number; range: TextRange | undefined }
  | { kind: 'frame'; from: Point }
);

/** A press: where it is in the window and on the page (fractions), with which button and keys. */
export type Press = { x: number; y: number; point: Point; isMiddle: boolean; isSpaceHeld: boolean };

export type Paper = { scroller: RefObject<HTMLElement | null>; words: readonly PageWord[]; size: Size; scale: number };

/** A press that moves less than this is a click. Fingers and mice are not exact, so the same room is given around words. */
const SLACK_PX = 4;

/**
 * On a word: selects text, from `anchor` on where one is given. Beside words, with Space held or with the middle button: moves the page, or
 * frames words where the page is wholly in sight and `canFrame`.
 */
export function beginGesture(
  { x, y, point, isMiddle, isSpaceHeld }: Press,
  paper: Paper,
  { canFrame, anchor }: { canFrame: boolean; anchor: TextPlace | undefined },
): Gesture {
  const { scroller, words, size, scale } = paper;
  const element = scroller.current;
  const moves = isMiddle || isSpaceHeld;
  const near = { x: SLACK_PX / (size.width * scale), y: SLACK_PX / (size.height * scale) };
  const word = moves ? undefined : wordAt(words, point, near);
  const place = word && placeIn(words, words.indexOf(word), point);
  if (place) return { kind: 'select', x, y, moved: anchor !== undefined, from: anchor ?? place, index: place.index, range: undefined };
  if (!moves && canFrame && element && !canPan(element)) return { kind: 'frame', x, y, moved: false, from: point };
  return { kind: 'pan', x, y, moved: false, left: element?.scrollLeft ?? 0, top: element?.scrollTop ?? 0, isOnPaper: !moves };
}

/** The gesture after the pointer moved: pages are moved at once, selections and frames are given back. */
export function followGesture(gesture: Gesture, x: number, y: number, point: Point, { scroller, words, size }: Paper): Gesture {
  const moved = gesture.moved || Math.max(Math.abs(x - gesture.x), Math.abs(y - gesture.y)) > SLACK_PX;
  if (!moved) return gesture;
  if (gesture.kind === 'pan') scroller.current?.scrollTo(gesture.left - (x - gesture.x), gesture.top - (y - gesture.y));
  if (gesture.kind !== 'select') return { ...gesture, moved };
  const place = placeAt(words, point, size);
  return { ...gesture, moved, range: place ? rangeBetween(words, gesture.from, place) : gesture.range };
}

/** The rectangle that a frame has at a point; undefined for other gestures. */
export function frameOf(gesture: Gesture, point: Point): Box | undefined {
  return gesture.kind === 'frame' && gesture.moved ? boxBetween(gesture.from, point) : undefined;
}

function canPan({ scrollWidth, clientWidth, scrollHeight, clientHeight }: HTMLElement): boolean {
  return scrollWidth > clientWidth || scrollHeight > clientHeight;
}
