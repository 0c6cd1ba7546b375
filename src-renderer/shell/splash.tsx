import { Tick } from './brand.tsx';

/** What stands in the window for the moment before the first answer. */
export function Splash() {
  return (
    <div role="status" aria-label="Tickmark starts" className="flex h-full items-center justify-center">
      <Tick className="size-8 animate-pulse text-accent" />
    </div>
  );
}
