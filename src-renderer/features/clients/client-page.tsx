import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import type { Client } from '../../../src-main/contract/client.ts';
import type { ClientId } from '../../../src-main/contract/ids.ts';
import { failureOf } from '../../bridge/failure.ts';
import { queries } from '../../bridge/queries.ts';
import { ScreenBar } from '../../shell/screen-bar.tsx';
import { go, placeHref, usePlace } from '../../state/router.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { QueryFailure } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { type TabChoice, Tabs } from '../../ui/tabs.tsx';
import { LedgerTab } from '../ledgers/ledger-tab.tsx';
import { BooksTab } from './books-tab.tsx';
import { ChartTab } from './chart-tab.tsx';
import { PolicyTab } from './policy-tab.tsx';
import { SourcesTab } from './sources-tab.tsx';
import { SuppliersTab } from './suppliers-tab.tsx';
import { TaxTab } from './tax-tab.tsx';

const TABS = [
  { id: 'sources', title: 'Sources' },
  { id: 'chart', title: 'Chart of accounts' },
  { id: 'tax', title: 'Tax codes' },
  { id: 'policy', title: 'Policy' },
  { id: 'suppliers', title: 'Suppliers' },
  { id: 'ledger', title: 'Ledger' },
  { id: 'books', title: 'Books' },
] as const satisfies readonly TabChoice<string>[];
type TabId = (typeof TABS)[number]['id'];

export function ClientPage({ id }: { id: ClientId }) {
  const { search } = usePlace();
  const { data, error, refetch } = useQuery(queries.client(id));
  const tab: TabId = TABS.find((known) => known.id === search.get('tab'))?.id ?? 'sources';
  if (!data) {
    if (error && failureOf(error).code === 'not_found') return <Gone />;
    return error ? (
      <QueryFailure error={error} onRetry={refetch} />
    ) : (
      <div className="p-8">
        <SkeletonRows rows={6} className="h-10" />
      </div>
    );
  }
  return (
    <>
      <ScreenBar>
        <Button variant="quiet" size="s" icon={<ArrowLeft />} onPress={() => go(placeHref('clients'))}>
          All clients
        </Button>
        <span className="min-w-0 truncate font-medium">{data.name}</span>
        <span className="hidden text-ink-2 desk:inline">
          {data.currency} · {data.taxRegistered ? 'tax registered' : 'no tax'}
        </span>
        {data.demo ? <Chip>Sample</Chip> : null}
      </ScreenBar>
      <Tabs label={data.name} tabs={TABS} value={tab} onChange={(next) => go(placeHref('clients', id, { tab: next }), { replace: true })}>
        <Panel tab={tab} client={data} />
      </Tabs>
    </>
  );
}

function Panel({ tab, client }: { tab: TabId; client: Client }) {
  switch (tab) {
    case 'sources':
      return <SourcesTab client={client} />;
    case 'chart':
      return <ChartTab client={client} />;
    case 'tax':
      return <TaxTab client={client} />;
    case 'policy':
      return <PolicyTab client={client} />;
    case 'suppliers':
      return <SuppliersTab client={client} />;
    case 'ledger':
      return <LedgerTab client={client} />;
    case 'books':
      return <BooksTab client={client} />;
  }
}

function Gone() {
  return (
    <div className="flex h-full">
      <EmptyState title="There is no such client" actions={<Button onPress={() => go(placeHref('clients'))}>Show all clients</Button>}>
        The address names a client that is not here.
      </EmptyState>
    </div>
  );
}
