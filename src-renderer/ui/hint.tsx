import type { ReactElement, ReactNode } from 'react';
import { Focusable, Tooltip, TooltipTrigger } from 'react-aria-components';
import { Kbd } from './kbd.tsx';

const DELAY_MS = 500;

/** Words that appear over a button (or, with `focusable`, over anything else) when the pointer or the focus rests on it. */
export function Hint({
  words,
  keys,
  focusable = false,
  children,
}: {
  words: ReactNode;
  keys?: string;
  focusable?: boolean;
  children: ReactElement;
}) {
  return (
    <TooltipTrigger delay={DELAY_MS} closeDelay={50}>
      {/* biome-ignore lint/suspicious/noExplicitAny: Focusable wants the exact element type, which a wrapper cannot know */}
      {focusable ? <Focusable>{children as ReactElement<any, string>}</Focusable> : children}
      <Tooltip
        offset={6}
        className="fade-in z-50 flex max-w-72 items-center gap-2 rounded-s bg-ink px-2 py-1 text-s text-paper shadow-raised data-exiting:opacity-0"
      >
        <span>{words}</span>
        {keys ? <Kbd keys={keys} onAccent /> : null}
      </Tooltip>
    </TooltipTrigger>
  );
}
