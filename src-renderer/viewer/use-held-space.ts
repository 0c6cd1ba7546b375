import { useEffect, useState } from 'react';
import { isTyping } from '../state/key-map.ts';

/**
 * True while Space is held with the pointer over the page: it then moves the page wherever a drag starts, as in drawing programs.
 * A text field and a button keep their Space, and away from the page it scrolls as everywhere.
 */
export function useHeldSpace(): { isSpaceHeld: boolean; hoverHandlers: { onPointerEnter: () => void; onPointerLeave: () => void } } {
  const [isOver, setOver] = useState(false);
  const [isSpaceHeld, setHeld] = useState(false);
  useEffect(() => {
    if (!isOver) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== ' ' || isTyping(event.target) || isPressable(event.target)) return;
      event.preventDefault();
      setHeld(true);
    };
    const onKeyUp = (event: KeyboardEvent) => {
      if (event.key === ' ') setHeld(false);
    };
    const release = () => setHeld(false);
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keyup', onKeyUp);
    window.addEventListener('blur', release);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keyup', onKeyUp);
      window.removeEventListener('blur', release);
      setHeld(false);
    };
  }, [isOver]);
  return { isSpaceHeld, hoverHandlers: { onPointerEnter: () => setOver(true), onPointerLeave: () => setOver(false) } };
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button,a,summary,[role=option]') !== null;
}
