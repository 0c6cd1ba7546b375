import { Suspense, useEffect, useState } from 'react';
import { SCREENS } from '../routes.tsx';
import { usePlace } from '../state/router.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { DropTarget } from './drop-target.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { KeyHelp } from './key-help.tsx';
import { Palette } from './palette.tsx';
import { ScreenBarSlot } from './screen-bar.tsx';
import { useShellKeys } from './shell-keys.ts';
import { Sidebar } from './sidebar.tsx';
import { TopBar } from './top-bar.tsx';

/** Sidebar, top bar and the screen of the present place. */
export function Shell() {
  const { screen } = usePlace();
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const route = SCREENS.find(({ id }) => id === screen);
  useShellKeys();
  useEffect(() => {
    document.title = route ? `${route.title} – Tickmark` : 'Tickmark';
  }, [route]);
  return (
    <div className="grid h-full grid-cols-[52px_minmax(0,1fr)] wide:grid-cols-[216px_minmax(0,1fr)]">
      <button type="button" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface focus:p-3" onClick={skipToMain}>
        Skip to the content
      </button>
      <Sidebar screen={screen} />
      <div className="grid min-h-0 grid-cols-[minmax(0,1fr)] grid-rows-[48px_minmax(0,1fr)]">
        <TopBar title={route?.title ?? 'Not found'} onSlot={setSlot} />
        <main id="main" tabIndex={-1} className="min-h-0 outline-none">
          <ScreenBarSlot value={slot}>
            <ErrorBoundary key={screen}>
              <Suspense
                fallback={
                  <div className="p-8">
                    <SkeletonRows rows={6} className="h-10" />
                  </div>
                }
              >
                {route ? <route.Screen /> : <EmptyState title="There is no such page">Choose one on the left.</EmptyState>}
              </Suspense>
            </ErrorBoundary>
          </ScreenBarSlot>
        </main>
      </div>
      <DropTarget />
      <Palette />
      <KeyHelp />
    </div>
  );
}

/** The address holds the place, so the jump is made by focus and not by a fragment. */
function skipToMain(): void {
  document.getElementById('main')?.focus();
}
