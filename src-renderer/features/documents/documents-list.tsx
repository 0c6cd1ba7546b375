import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Files, SearchX } from 'lucide-react';
import type { DocumentSummary } from '../../../src-main/contract/document.ts';
import { type PagedList, usePagedList } from '../../bridge/paged-list.ts';
import { queries } from '../../bridge/queries.ts';
import { formatCount } from '../../format/amount.ts';
import { ScreenBar } from '../../shell/screen-bar.tsx';
import { useCurrentClient } from '../../state/current-client.ts';
import { go, placeHref, usePlace } from '../../state/router.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListPage } from '../../ui/list-page.tsx';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import { filterFromPlace, isFiltered, type ListPlace, placeFromSearch, searchFromPlace } from './document-filter.ts';
import { FilterBar } from './filter-bar.tsx';
import { useDocumentColumns } from './use-document-columns.tsx';

const EVERYTHING: ListPlace = { text: '', states: [], from: '', to: '' };

export function DocumentsList() {
  const { search } = usePlace();
  const { clientId } = useCurrentClient();
  const place = placeFromSearch(search);
  const filter = { ...(clientId ? { clientId } : {}), ...filterFromPlace(place) };
  const query = queries.documents(filter);
  const list = usePagedList(useInfiniteQuery({ ...query, placeholderData: keepPreviousData }), query.queryKey);
  const columns = useDocumentColumns();
  const show = (next: ListPlace) => go(placeHref('documents', undefined, searchFromPlace(next)), { replace: true });
  return (
    <>
      <ScreenBar>
        <span className="truncate text-ink-2 tabular-nums">{list.isLoading ? '' : countWords(list, isFiltered(place))}</span>
      </ScreenBar>
      <ListPage head={<FilterBar place={place} onChange={show} />}>
        <VirtualTable<DocumentSummary>
          label="Documents"
          list={list}
          columns={columns}
          rowKey={(row) => row.id}
          href={(row) => placeHref('documents', row.id)}
          restoreKey={`documents ${JSON.stringify(filter)}`}
          empty={isFiltered(place) ? <NothingFits onClear={() => show(EVERYTHING)} /> : <NothingYet />}
        />
      </ListPage>
    </>
  );
}

function countWords({ total }: PagedList<DocumentSummary>, filtered: boolean): string {
  return `${formatCount(total)} ${filtered ? 'found' : total === 1 ? 'document' : 'documents'}`;
}

function NothingFits({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState icon={<SearchX />} title="No document fits" actions={<Button onPress={onClear}>Show all documents</Button>}>
      Searched are supplier, number, file name and amount. Try fewer words, or a wider range of dates.
    </EmptyState>
  );
}

function NothingYet() {
  return (
    <EmptyState icon={<Files />} title="No documents yet">
      Drop receipts and invoices into this window, or save them into a watched folder. Every one of them can be found here, with what was
      read and what became of it.
    </EmptyState>
  );
}
