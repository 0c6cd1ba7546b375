import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { followLive } from './bridge/live.ts';
import { queries, queryClient } from './bridge/queries.ts';
import { ConnectionBanner } from './shell/connection-banner.tsx';
import { Shell } from './shell/shell.tsx';
import { Splash } from './shell/splash.tsx';
import { followKeys } from './state/keys.ts';
import { usePlace } from './state/router.ts';
import { QueryFailure } from './ui/notice.tsx';
import { ToastRegion } from './ui/toast.tsx';

const WelcomeScreen = lazy(async () => ({ default: (await import('./features/welcome/welcome-screen.tsx')).WelcomeScreen }));

/** The window: everything that lives as long as it does. */
export function App() {
  useEffect(() => followLive(queryClient), []);
  useEffect(followKeys, []);
  return (
    <QueryClientProvider client={queryClient}>
      <ConnectionBanner />
      <Suspense fallback={<Splash />}>
        <Start />
      </Suspense>
      <ToastRegion />
    </QueryClientProvider>
  );
}

/** Without clients there is nothing to show but the welcome; `#/welcome` adds another one. */
function Start() {
  const { data, error, refetch } = useQuery(queries.clients());
  const { screen } = usePlace();
  if (error && !data) return <QueryFailure error={error} onRetry={refetch} />;
  if (!data) return <Splash />;
  if (data.length === 0 || screen === 'welcome') return <WelcomeScreen />;
  return <Shell />;
}
