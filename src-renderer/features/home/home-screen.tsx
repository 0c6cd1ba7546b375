import { useQuery } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import type { HomeNumbers } from '../../../src-main/contract/insight.ts';
import { queries } from '../../bridge/queries.ts';
import { ScreenBar } from '../../shell/screen-bar.tsx';
import { useCurrentClient } from '../../state/current-client.ts';
import { go, placeHref } from '../../state/router.ts';
import { Button } from '../../ui/button.tsx';
import { QueryFailure } from '../../ui/notice.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ClientsTable } from './clients-table.tsx';
import { FirstSteps } from './first-steps.tsx';
import { HomeNotices } from './home-notices.tsx';
import { leadWords, weekWords } from './home-words.ts';
import { NumberCards } from './number-cards.tsx';
import { ReasonBars } from './reason-bars.tsx';

/** How things stand, before anything is done. */
export function HomeScreen() {
  const { clientId } = useCurrentClient();
  const { data, error, refetch } = useQuery(queries.home(clientId));
  const today = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' }).format(useNow());
  return (
    <>
      <ScreenBar>
        <span className="truncate text-ink-2">{today}</span>
      </ScreenBar>
      {data ? <Loaded numbers={data} /> : error ? <QueryFailure error={error} onRetry={refetch} /> : <Loading />}
    </>
  );
}

function Loaded({ numbers }: { numbers: HomeNumbers }) {
  if (numbers.balance.arrived === 0) return <FirstSteps />;
  return (
    <Page>
      <header className="flex flex-wrap items-start justify-between gap-4">
        <div className="grid gap-1">
          <h2 className="text-2xl font-bold tracking-[-0.01em]">{leadWords(numbers)}</h2>
          <p className="text-l text-ink-2">{weekWords(numbers)}</p>
        </div>
        {numbers.waiting > 0 ? (
          <Button variant="primary" size="l" icon={<ArrowRight />} onPress={() => go(placeHref('review'))}>
            Start reviewing
          </Button>
        ) : null}
      </header>
      <HomeNotices numbers={numbers} />
      <NumberCards numbers={numbers} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 desk:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card title="Clients">
          <ClientsTable />
        </Card>
        <Card title="Why documents stopped">
          <ReasonBars reasons={numbers.reasons} />
        </Card>
      </div>
    </Page>
  );
}

/** The same shapes in the same places, so that nothing jumps when the numbers come. */
function Loading() {
  return (
    <Page>
      <div role="status" aria-label="Loading" className="grid gap-6">
        <div className="grid gap-2">
          <Skeleton className="h-8 w-80" />
          <Skeleton className="h-5 w-[480px] max-w-full" />
        </div>
        <div className="grid gap-4 desk:grid-cols-3">
          <Skeleton className="h-[180px]" />
          <Skeleton className="h-[180px]" />
          <Skeleton className="h-[180px]" />
        </div>
        <Skeleton className="h-[132px]" />
        <div className="grid gap-4 desk:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <Skeleton className="h-64" />
          <Skeleton className="h-64" />
        </div>
      </div>
    </Page>
  );
}
