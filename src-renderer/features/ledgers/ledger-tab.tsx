import { useQuery } from '@tanstack/react-query';
import type { Client } from '../../../src-main/contract/client.ts';
import { queries } from '../../bridge/queries.ts';
import { go, placeHref, usePlace } from '../../state/router.ts';
import { QueryFailure } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { BatchesCard } from './batches-card.tsx';
import { ChangeLedger } from './change-ledger.tsx';
import { CompareCard } from './compare-card.tsx';
import { ConnectionCard } from './connection-card.tsx';
import { DeliveryLog } from './delivery-log.tsx';
import { FinishCard } from './finish-card.tsx';
import { LearnCard } from './learn-card.tsx';

/** Where this client's entries go, how that stands, and how to keep the books somewhere else. */
export function LedgerTab({ client }: { client: Client }) {
  const { search } = usePlace();
  const { data, error, refetch } = useQuery(queries.ledger(client.id));
  const changing = search.get('change');
  const show = (change?: string) =>
    go(placeHref('clients', client.id, { tab: 'ledger', ...(change ? { change } : {}) }), { replace: change === undefined });
  if (!data) {
    return error ? (
      <QueryFailure error={error} onRetry={refetch} />
    ) : (
      <Page width="text">
        <div role="status" aria-label="Loading" className="grid gap-4">
          <Skeleton className="h-64" />
          <Skeleton className="h-28" />
        </div>
      </Page>
    );
  }
  const { abilities } = data;
  if (changing) {
    return (
      <Page width="text">
        <ChangeLedger client={client} connection={data} kindId={changing} onShow={show} />
      </Page>
    );
  }
  return (
    <Page width="text">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <ConnectionCard connection={data} onChange={show} />
        {abilities.drafts ? <FinishCard client={client} /> : null}
        <CompareCard connection={data} />
        {abilities.batches ? <BatchesCard clientId={client.id} /> : null}
        {abilities.history ? <LearnCard clientId={client.id} /> : null}
        {abilities.log ? <DeliveryLog clientId={client.id} /> : null}
      </div>
    </Page>
  );
}
