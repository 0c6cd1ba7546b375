import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Inbox } from 'lucide-react';
import type { ArrivalRow, IntakeBalance } from '../../../src-main/contract/insight.ts';
import { usePagedList } from '../../bridge/paged-list.ts';
import { queries } from '../../bridge/queries.ts';
import { ScreenBar } from '../../shell/screen-bar.tsx';
import { useCurrentClient } from '../../state/current-client.ts';
import { placeHref } from '../../state/router.ts';
import { BalanceBar, BalanceStatement } from '../../ui/balance-bar.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListPage } from '../../ui/list-page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import { useArrivalColumns } from './use-arrival-columns.tsx';

/** The intake ledger: every byte sequence that ever arrived, and what became of it. */
export function ArrivalsScreen() {
  const { clientId } = useCurrentClient();
  const home = useQuery(queries.home(clientId));
  const query = queries.arrivals(clientId);
  const list = usePagedList(useInfiniteQuery(query), query.queryKey);
  const columns = useArrivalColumns();
  const balance = home.data?.balance;
  return (
    <>
      <ScreenBar>
        <span className="truncate text-ink-2">Every file that ever arrived, and what became of it</span>
      </ScreenBar>
      <ListPage head={balance?.arrived === 0 ? null : <Balance balance={balance} />}>
        <VirtualTable<ArrivalRow>
          label="Arrivals"
          list={list}
          columns={columns}
          rowKey={(row) => `${row.at} ${row.origin} ${row.name} ${row.outcome}`}
          href={(row) => (row.documentId ? placeHref('documents', row.documentId) : undefined)}
          restoreKey={`arrivals ${clientId ?? ''}`}
          empty={<NothingYet />}
        />
      </ListPage>
    </>
  );
}

function Balance({ balance }: { balance: IntakeBalance | undefined }) {
  return (
    <section aria-label="Balance" className="grid min-h-[104px] content-center gap-3 border-b bg-surface px-4 py-3.5 wide:px-6">
      {balance ? (
        <>
          <div className="font-medium">
            <BalanceStatement balance={balance} />
          </div>
          <BalanceBar balance={balance} />
        </>
      ) : (
        <Skeleton className="h-14" />
      )}
    </section>
  );
}

function NothingYet() {
  return (
    <EmptyState icon={<Inbox />} title="Nothing has arrived yet">
      Every file from a folder, a mailbox or your own hand is written down here before anything else happens to it: as a document, a
      duplicate, or ignored with the reason. So nothing can get lost without being seen.
    </EmptyState>
  );
}
