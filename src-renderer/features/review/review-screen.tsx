import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { DocumentId } from '../../../src-main/contract/ids.ts';
import { queries } from '../../bridge/queries.ts';
import { formatCount } from '../../format/amount.ts';
import { ScreenBar } from '../../shell/screen-bar.tsx';
import { useCurrentClient } from '../../state/current-client.ts';
import { useKeys } from '../../state/keys.ts';
import { go, placeHref, usePlace } from '../../state/router.ts';
import { QueryFailure } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { undoLast } from './decisions.ts';
import { NothingWaits } from './nothing-waits.tsx';
import { QueueList } from './queue-list.tsx';
import { neighbour, type Queue, queueOrder } from './queue-order.ts';
import { ReviewDesk } from './review-desk.tsx';

/** The queue of exceptions and the document at hand. */
export function ReviewScreen() {
  const { clientId, all } = useCurrentClient();
  const { id } = usePlace();
  const { data: queue, error, refetch } = useQuery(queries.queue(clientId));
  const order = useMemo(() => (queue ? queueOrder(queue.groups).map((document) => document.id) : []), [queue]);
  const currencies = useMemo(() => new Map(all.map(({ client }) => [client.id, client.currency])), [all]);
  const [first] = order;
  useEffect(() => {
    // A document without an address would be exchanged under the person's hands when the queue changes.
    if (!id && first) go(placeHref('review', first), { replace: true });
  }, [id, first]);
  if (error && !queue) return <QueryFailure error={error} onRetry={refetch} />;
  if (!queue) {
    return (
      <div className="w-[268px] p-4">
        <SkeletonRows rows={9} className="h-11" />
      </div>
    );
  }
  const current = (id ?? first) as DocumentId | undefined;
  const step = (by: 1 | -1) => {
    const next = neighbour(order, current, by);
    if (next && next !== current) go(placeHref('review', next), { replace: true });
  };
  return (
    <>
      <ScreenBar>
        <Left queue={queue} />
      </ScreenBar>
      {current === undefined ? (
        <Done clientId={clientId} />
      ) : (
        <div className="grid h-full min-h-0 grid-rows-[104px_minmax(0,1fr)_56px] desk:grid-cols-[216px_minmax(0,1fr)_356px] desk:grid-rows-[minmax(0,1fr)_56px] wide:grid-cols-[268px_minmax(0,1fr)_428px]">
          <QueueList groups={queue.groups} current={current} currencies={currencies} />
          <ReviewDesk id={current} order={order} step={step} />
        </div>
      )}
    </>
  );
}

function Done({ clientId }: { clientId: Parameters<typeof NothingWaits>[0]['clientId'] }) {
  useKeys('Review', [{ keys: ['z'], label: 'Undo', run: () => void undoLast() }]);
  return <NothingWaits clientId={clientId} />;
}

/** How much is left; of today's arrivals where that is the larger number. */
function Left({ queue: { left, arrivedToday } }: { queue: Queue }) {
  const isToday = arrivedToday >= left && arrivedToday > 0;
  return (
    <>
      <span className="truncate text-ink-2 tabular-nums" role="status">
        {isToday ? `${formatCount(left)} left of ${formatCount(arrivedToday)} that arrived today` : `${formatCount(left)} left`}
      </span>
      {isToday ? <ProgressBar label="Decided of today's" share={1 - left / arrivedToday} className="hidden w-[120px] desk:block" /> : null}
    </>
  );
}
