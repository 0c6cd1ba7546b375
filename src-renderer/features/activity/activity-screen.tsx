import { useQuery } from '@tanstack/react-query';
import { Inbox } from 'lucide-react';
import { useState } from 'react';
import type { Activity } from '../../../src-main/contract/insight.ts';
import { queries } from '../../bridge/queries.ts';
import { formatCount, plural } from '../../format/amount.ts';
import { ScreenBar } from '../../shell/screen-bar.tsx';
import { useCurrentClient } from '../../state/current-client.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice, QueryFailure } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { pileWords } from './activity-words.ts';
import { ReadingRow } from './reading-row.tsx';
import { RecentResults } from './recent-results.tsx';

/** The time left is the engine's reckoning, so it is asked again while something is read. */
const ASK_AGAIN_MS = 2_000;

/** What is happening now, and what just came to an end. */
export function ActivityScreen() {
  const { clientId } = useCurrentClient();
  const { data, error, refetch } = useQuery({
    ...queries.activity(clientId),
    refetchInterval: ({ state }) => (state.data && isBusy(state.data) ? ASK_AGAIN_MS : false),
  });
  if (!data) return error ? <QueryFailure error={error} onRetry={refetch} /> : <Loading />;
  return (
    <>
      <ScreenBar>
        <span className="truncate text-ink-2">
          {plural(data.readers, 'reader')} {data.active.length > 0 ? 'at work' : 'ready'} on this computer
        </span>
      </ScreenBar>
      <Page>
        <Pile activity={data} />
        <ReadNow activity={data} />
        <section className="grid gap-2">
          <h2 className="text-l font-bold">Just finished</h2>
          <RecentResults recent={data.recent} empty={<NothingYet />} />
        </section>
      </Page>
    </>
  );
}

function isBusy({ pile, active, queued }: Activity): boolean {
  return pile.done < pile.total || active.length > 0 || queued > 0;
}

function Pile({ activity }: { activity: Activity }) {
  const { title, note } = pileWords(activity);
  const { pile, pausedBecause } = activity;
  return (
    <header className="grid gap-3">
      <div className="grid gap-1">
        <h2 className="text-2xl font-bold tracking-[-0.01em] tabular-nums">{title}</h2>
        <p className="text-l text-ink-2 tabular-nums">{note}</p>
      </div>
      <ProgressBar
        label="Documents done"
        share={pile.total === 0 ? 1 : pile.done / pile.total}
        className={isBusy(activity) ? 'h-2' : 'h-2 opacity-0'}
      />
      {pausedBecause ? (
        <Notice tone="doubt" live title={`Reading is paused. ${pausedBecause}`}>
          Nothing is lost: what arrives is kept, and reading goes on by itself.
        </Notice>
      ) : null}
    </header>
  );
}

/** Keeps as many places as were ever needed, so that rows which come and go move nothing below them. */
function ReadNow({ activity: { active, queued, readers } }: { activity: Activity }) {
  const needed = Math.max(readers, active.length, 1);
  const [places, setPlaces] = useState(needed);
  if (needed > places) setPlaces(needed);
  const free = places - active.length;
  return (
    <section className="grid gap-2">
      <header className="flex items-baseline justify-between gap-4">
        <h2 className="text-l font-bold">Being read now</h2>
        <span className="text-ink-2 tabular-nums">{queued > 0 ? `${formatCount(queued)} more wait for their turn` : 'None waits'}</span>
      </header>
      <ul className="overflow-hidden rounded-m border bg-surface">
        {active.map((item) => (
          <ReadingRow key={item.document.id} item={item} />
        ))}
        {Array.from({ length: free }, (_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: free places are all alike
          <li key={place} className="flex h-[52px] items-center gap-3 border-b px-4 text-ink-3 last:border-0">
            <span aria-hidden="true" className="size-2 rounded-full border border-line-strong" />A reader is free
          </li>
        ))}
      </ul>
    </section>
  );
}

function NothingYet() {
  return (
    <EmptyState icon={<Inbox />} title="Nothing has been read yet">
      Drop files into this window or save them into a watched folder. Each shows here while it is read, and then what became of it.
    </EmptyState>
  );
}

function Loading() {
  return (
    <Page>
      <div role="status" aria-label="Loading" className="grid gap-6">
        <Skeleton className="h-8 w-72" />
        <Skeleton className="h-28" />
        <Skeleton className="h-80" />
      </div>
    </Page>
  );
}
