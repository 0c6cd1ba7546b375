import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { fitScale, isInSight, type Point, type Size } from './page-geometry.ts';

const STEP = 1.25;
const SMALLEST = 0.1;
const LARGEST = 6;

export type View = {
  scale: number;
  isFit: boolean;
  /** True where the whole page is in sight, so that there is nothing to move. */
  isWhole: boolean;
  fit: () => void;
  zoomTo: (scale: number, at?: Point) => void;
  zoomBy: (steps: number, at?: Point) => void;
};

const clamp = (scale: number) => Math.min(LARGEST, Math.max(SMALLEST, scale));

/** Scale of the page in its scrolling view. A zoom keeps the point `at` (default: the middle of the view) where it is. */
export function useView(scroller: RefObject<HTMLElement | null>, page: Size): View {
  const [room, setRoom] = useState<Size>({ width: 0, height: 0 });
  const [chosen, setChosen] = useState<number>();
  const hold = useRef<{ at: Point; fraction: Point } | undefined>(undefined);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setRoom({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  const scale = chosen ?? fitScale(page, room);
  const zoomTo = useCallback(
    (next: number, at?: Point) => {
      const element = scroller.current;
      if (element) {
        const point = at ?? { x: element.clientWidth / 2, y: element.clientHeight / 2 };
        hold.current = {
          at: point,
          fraction: { x: (element.scrollLeft + point.x) / element.scrollWidth, y: (element.scrollTop + point.y) / element.scrollHeight },
        };
      }
      setChosen(clamp(next));
    },
    [scroller],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs after the page has its new size
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !hold.current) return;
    const { at, fraction } = hold.current;
    hold.current = undefined;
    element.scrollLeft = fraction.x * element.scrollWidth - at.x;
    element.scrollTop = fraction.y * element.scrollHeight - at.y;
  }, [scale]);
  return {
    scale,
    isFit: chosen === undefined,
    isWhole: isInSight(page, scale, room),
    fit: () => setChosen(undefined),
    zoomTo,
    zoomBy: (steps, at) => zoomTo(scale * STEP ** steps, at),
  };
}

/** Ctrl+wheel (and pinching, which browsers report as that) zooms at the pointer; a plain wheel scrolls as everywhere. */
export function useWheelZoom(scroller: RefObject<HTMLElement | null>, view: View): void {
  const latest = useRef(view);
  useEffect(() => {
    latest.current = view;
  });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const bounds = element.getBoundingClientRect();
      latest.current.zoomBy(-event.deltaY / 100, { x: event.clientX - bounds.left, y: event.clientY - bounds.top });
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [scroller]);
}
