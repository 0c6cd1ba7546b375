import { type RefObject, useEffect, useState } from 'react';

/**
 * Width of an element in CSS pixels, followed as it changes; undefined until it was measured. The element may come later than its
 * component, or be another one after a while: the last width stands in between.
 */
export function useWidth(ref: RefObject<HTMLElement | null>): number | undefined {
  const [width, setWidth] = useState<number>();
  const [element, setElement] = useState<HTMLElement | null>(null);
  // A ref tells nobody that it changed, so it is looked at after each render.
  useEffect(() => setElement(ref.current));
  useEffect(() => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      // An element that was taken away reports no width.
      if (entry && element.isConnected) setWidth(entry.contentRect.width);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
