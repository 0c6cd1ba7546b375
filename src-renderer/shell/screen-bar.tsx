import { createContext, type ReactNode, use } from 'react';
import { createPortal } from 'react-dom';

/** The element of the top bar that a screen may fill. */
export const ScreenBarSlot = createContext<HTMLElement | null>(null);

/** Puts a screen's own words and controls into the top bar, beside its title. */
export function ScreenBar({ children }: { children: ReactNode }) {
  const slot = use(ScreenBarSlot);
  return slot ? createPortal(children, slot) : null;
}
