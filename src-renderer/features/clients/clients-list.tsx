import { Plus, TriangleAlert } from 'lucide-react';
import type { ClientOverview } from '../../../src-main/contract/client.ts';
import { wholeList } from '../../bridge/paged-list.ts';
import { formatCount, plural } from '../../format/amount.ts';
import { formatAgo } from '../../format/date.ts';
import { ScreenBar } from '../../shell/screen-bar.tsx';
import { useCurrentClient } from '../../state/current-client.ts';
import { go, placeHref } from '../../state/router.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { useNow } from '../../ui/use-now.ts';
import type { Column } from '../../ui/virtual-row.tsx';
import { VirtualTable } from '../../ui/virtual-table.tsx';

/** Every client with the figures that a bookkeeper looks at. A firm may have hundreds. */
export function ClientsList() {
  const { all } = useCurrentClient();
  const now = useNow();
  return (
    <>
      <ScreenBar>
        <span className="truncate text-ink-2">{plural(all.length, 'set of books', 'sets of books')}</span>
        <Button size="s" icon={<Plus />} className="ml-auto" onPress={() => go(placeHref('welcome'))}>
          Add a client
        </Button>
      </ScreenBar>
      <VirtualTable<ClientOverview>
        label="Clients"
        list={wholeList({ data: all, error: undefined, refetch: () => undefined })}
        columns={columnsAt(now)}
        rowKey={({ client }) => client.id}
        href={({ client }) => placeHref('clients', client.id)}
        restoreKey="clients"
        empty={null}
      />
    </>
  );
}

function columnsAt(now: Date): readonly Column<ClientOverview>[] {
  return [
    { id: 'name', title: 'Client', cell: ({ client }) => <span className="font-medium">{client.name}</span> },
    {
      id: 'currency',
      title: 'Currency',
      width: '80px',
      from: 760,
      cell: ({ client }) => <span className="text-ink-2">{client.currency}</span>,
    },
    { id: 'review', title: 'To review', width: '84px', number: true, cell: ({ toReview }) => formatCount(toReview) },
    {
      id: 'oldest',
      title: 'Oldest waiting',
      width: '124px',
      cell: ({ oldestWaiting }) => (oldestWaiting ? formatAgo(oldestWaiting, now) : <None />),
    },
    { id: 'progress', title: 'Being read', width: '92px', number: true, from: 900, cell: ({ inProgress }) => formatCount(inProgress) },
    { id: 'month', title: 'This month', width: '92px', number: true, cell: ({ arrivedThisMonth }) => formatCount(arrivedThisMonth) },
    {
      id: 'last',
      title: 'Last month',
      width: '92px',
      number: true,
      from: 820,
      cell: ({ arrivedLastMonth }) => formatCount(arrivedLastMonth),
    },
    { id: 'posted', title: 'Posted', width: '84px', number: true, from: 700, cell: ({ posted }) => formatCount(posted) },
    {
      id: 'ledger',
      title: 'Ledger',
      width: '120px',
      cell: ({ failedPostings }) =>
        failedPostings > 0 ? (
          <Chip tone="wrong" icon={<TriangleAlert aria-hidden="true" />}>
            {formatCount(failedPostings)} refused
          </Chip>
        ) : (
          <span className="text-ink-2">In order</span>
        ),
    },
  ];
}

function None() {
  return <span className="text-ink-3">–</span>;
}
