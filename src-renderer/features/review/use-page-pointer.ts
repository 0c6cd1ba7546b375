import { type PointerEvent, type RefObject, useRef, useState } from 'react';
import type { Box } from '../../../src-main/contract/reading.ts';
import { boxBetween, type PageWord, type Point, wordAt, wordsIn } from './page-geometry.ts';

type Drag = { kind: 'pan'; x: number; y: number; left: number; top: number } | { kind: 'pick'; from: Point };

/** A press that moves less than this many thousandths of the page is a click. */
const CLICK = 0.006;

/**
 * The pointer on a page: a drag that starts on a word picks words, and so does one on a page that is wholly in sight; any other drag
 * moves the page. A click picks the word under it.
 * `area` is the rectangle that is being drawn.
 */
export function usePagePointer(
  scroller: RefObject<HTMLElement | null>,
  words: readonly PageWord[],
  onPick: ((words: readonly PageWord[]) => void) | undefined,
) {
  const drag = useRef<Drag | undefined>(undefined);
  const [area, setArea] = useState<Box>();
  const pointOn = (event: PointerEvent<HTMLElement>): Point => {
    const bounds = event.currentTarget.getBoundingClientRect();
    return { x: (event.clientX - bounds.left) / bounds.width, y: (event.clientY - bounds.top) / bounds.height };
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const element = scroller.current;
    if (event.button !== 0 || !element) return;
    const from = pointOn(event);
    event.currentTarget.setPointerCapture(event.pointerId);
    // The field that is being filled keeps the focus.
    event.preventDefault();
    drag.current =
      onPick && (wordAt(words, from) || !canPan(element))
        ? { kind: 'pick', from }
        : { kind: 'pan', x: event.clientX, y: event.clientY, left: element.scrollLeft, top: element.scrollTop };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const now = drag.current;
    if (now?.kind === 'pick') setArea(boxBetween(now.from, pointOn(event)));
    if (now?.kind === 'pan') scroller.current?.scrollTo(now.left - (event.clientX - now.x), now.top - (event.clientY - now.y));
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const now = drag.current;
    drag.current = undefined;
    setArea(undefined);
    if (now?.kind !== 'pick') return;
    const to = pointOn(event);
    const drawn = boxBetween(now.from, to);
    const clicked = drawn[2] < CLICK && drawn[3] < CLICK;
    const touched = [wordAt(words, now.from), wordAt(words, to)].filter((word) => word !== undefined);
    const covered = new Set([...touched, ...(clicked ? [] : wordsIn(words, drawn))]);
    const picked = words.filter((word) => covered.has(word));
    if (picked.length > 0) onPick?.(picked);
  };
  const onPointerCancel = () => {
    drag.current = undefined;
    setArea(undefined);
  };
  return { area, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel } };
}

function canPan({ scrollWidth, clientWidth, scrollHeight, clientHeight }: HTMLElement): boolean {
  return scrollWidth > clientWidth || scrollHeight > clientHeight;
}
