import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useRef } from 'react';
import { useKeys } from '../state/keys.ts';

/** Height of a row in CSS pixels; the table's cells have the same. */
export const ROW_HEIGHT = 36;

/** Moves the focus through the rows of a virtual table: j and k or the arrows, a page at a time, to both ends. */
export function useRowKeys(
  count: number,
  scroller: RefObject<HTMLElement | null>,
  virtual: Virtualizer<HTMLElement, Element>,
): { onFocusRow: (index: number) => void } {
  const current = useRef(-1);
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(count - 1, index));
    current.current = next;
    virtual.scrollToIndex(next, { align: 'auto' });
    // The row exists only after the table has been drawn at its new place.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus({ preventScroll: true })),
    );
  };
  const pageRows = () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
  useKeys(
    'List',
    count === 0
      ? []
      : [
          { keys: ['j', 'ArrowDown'], label: 'Next row', run: () => moveTo(current.current + 1) },
          { keys: ['k', 'ArrowUp'], label: 'Row before', run: () => moveTo(current.current - 1) },
          { keys: ['PageDown'], label: 'A page down', run: () => moveTo(current.current + pageRows()) },
          { keys: ['PageUp'], label: 'A page up', run: () => moveTo(current.current - pageRows()) },
          { keys: ['Home'], label: 'First row', run: () => moveTo(0) },
          { keys: ['End'], label: 'Last row that is loaded', run: () => moveTo(count - 1) },
        ],
  );
  return {
    onFocusRow: (index) => {
      current.current = index;
    },
  };
}
