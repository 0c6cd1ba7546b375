import { type MouseEvent, type PointerEvent, type RefObject, useRef, useState } from 'react';
import type { Box } from '../../src-main/contract/reading.ts';
import { type Point, textOf, wordsIn } from './page-geometry.ts';
import { beginGesture, followGesture, frameOf, type Gesture, type Paper } from './page-gestures.ts';
import { clearSelection, selectText, type TextPlace, type TextRange, textIn, wholeLine, wholeWord } from './text-selection.ts';

/** Text that was taken from the page: a word that was clicked, text that was selected, or words that were framed. */
export type Pick = { text: string; how: 'click' | 'selection' | 'frame' };

type PagePointer = Paper & {
  layer: RefObject<HTMLDivElement | null>;
  isSpaceHeld: boolean;
  /** Takes what was clicked, selected or framed; true where a field took it. Where it is absent, text can only be selected. */
  onPick: ((pick: Pick) => boolean) | undefined;
  /** A click on empty paper. */
  onPaper: (() => void) | undefined;
};

/**
 * The pointer on a page; `page-gestures.ts` says which press does what. A click takes the word under it; with Alt nothing is taken,
 * only selected. The selection is the browser's own, but extended from the words' boxes: between lines that are placed freely the
 * browser's own jumps. `area` is the frame that is being drawn.
 */
export function usePagePointer({ layer, isSpaceHeld, onPick, onPaper, ...paper }: PagePointer) {
  const { words, scroller } = paper;
  const gesture = useRef<Gesture | undefined>(undefined);
  const pressed = useRef<Gesture | undefined>(undefined);
  const anchor = useRef<TextPlace | undefined>(undefined);
  const wasTaken = useRef(false);
  const [area, setArea] = useState<Box>();
  const select = (range: TextRange) => layer.current && selectText(layer.current, range);
  const take = (text: string, how: Pick['how'], { altKey }: { altKey: boolean }) => {
    wasTaken.current = text.trim() !== '' && !altKey && onPick?.({ text: text.trim(), how }) === true;
    if (wasTaken.current) clearSelection(layer.current);
  };
  const follow = (event: PointerEvent<HTMLElement>) => {
    if (!gesture.current) return;
    const point = pointOn(event);
    const now = followGesture(gesture.current, event.clientX, event.clientY, point, paper);
    gesture.current = now;
    setArea(frameOf(now, point));
    if (now.kind === 'select' && now.moved && now.range) select(now.range);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const isMiddle = event.button === 1;
    if ((event.button !== 0 && !isMiddle) || isOnButton(event)) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    // The field that is being filled keeps the focus.
    event.preventDefault();
    const press = { x: event.clientX, y: event.clientY, point: pointOn(event), isMiddle, isSpaceHeld };
    gesture.current = beginGesture(press, paper, { canFrame: onPick !== undefined, anchor: event.shiftKey ? anchor.current : undefined });
    if (gesture.current.kind === 'select') anchor.current = gesture.current.from;
    follow(event);
  };
  const end = () => {
    pressed.current = gesture.current;
    gesture.current = undefined;
    setArea(undefined);
    return pressed.current;
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const frame = gesture.current && frameOf(gesture.current, pointOn(event));
    const done = end();
    if (done?.kind === 'select' && done.moved && done.range) take(textIn(words, done.range), 'selection', event);
    if (frame) take(textOf(wordsIn(words, frame)), 'frame', event);
  };
  // The browser counts clicks: the second of a double click must not take the word again.
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const done = pressed.current;
    pressed.current = undefined;
    if (!done || done.moved) return;
    if (done.kind === 'select') {
      if (event.detail > 1 && wasTaken.current) return;
      const range = event.detail > 2 ? wholeLine(words, done.index) : wholeWord(words, done.index);
      select(range);
      if (event.detail <= 1) take(textIn(words, range), 'click', event);
    } else if (done.kind === 'frame' || done.isOnPaper) {
      clearSelection(layer.current);
      scroller.current?.focus({ preventScroll: true });
      onPaper?.();
    }
  };
  return { area, handlers: { onPointerDown, onPointerMove: follow, onPointerUp, onPointerCancel: end, onClick } };
}

function pointOn(event: PointerEvent<HTMLElement>): Point {
  const bounds = event.currentTarget.getBoundingClientRect();
  return { x: (event.clientX - bounds.left) / bounds.width, y: (event.clientY - bounds.top) / bounds.height };
}

/** Buttons that lie on the page take their own presses. */
function isOnButton({ target }: PointerEvent<HTMLElement>): boolean {
  return target instanceof Element && target.closest('button') !== null;
}
