import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ArrowLeftRight, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { PostingState } from '../../../src-main/contract/document.ts';
import type { ClientId } from '../../../src-main/contract/ids.ts';
import { usePagedList } from '../../bridge/paged-list.ts';
import { queries } from '../../bridge/queries.ts';
import { formatCount } from '../../format/amount.ts';
import { ScreenBar } from '../../shell/screen-bar.tsx';
import { useCurrentClient } from '../../state/current-client.ts';
import { go, placeHref, usePlace } from '../../state/router.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListPage } from '../../ui/list-page.tsx';
import { Segments } from '../../ui/segments.tsx';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import { choiceOf, PERSON_CHOICES, personChoiceOf, STATE_CHOICES } from './posting-filter.ts';
import { PostingProgress, usePostingCounts } from './posting-progress.tsx';
import { PostingDetail, type PostingRow, usePostingColumns } from './posting-rows.tsx';

const KNOWN: readonly string[] = PostingState.options;

/** Every entry on its way to a ledger, and what the ledger made of it. */
export function PostingsScreen() {
  const { search } = usePlace();
  const { clientId } = useCurrentClient();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const states = (search.get('states') ?? '').split(',').filter((state): state is PostingState => KNOWN.includes(state));
  const query = queries.postings({ ...(clientId ? { clientId } : {}), ...(states.length > 0 ? { states } : {}) });
  const counts = usePostingCounts(clientId);
  const list = usePagedList(useInfiniteQuery({ ...query, placeholderData: keepPreviousData }), query.queryKey);
  const columns = usePostingColumns();
  const toggle = (key: string) =>
    setOpen((known) => (known.has(key) ? new Set([...known].filter((other) => other !== key)) : new Set([...known, key])));
  const show = (next: readonly PostingState[]) =>
    go(placeHref('postings', undefined, next.length > 0 ? { states: next.join(',') } : undefined), { replace: true });
  return (
    <>
      <ScreenBar>
        <span className="truncate text-ink-2 tabular-nums">
          {list.isLoading ? '' : `${formatCount(list.total)} ${list.total === 1 ? 'entry' : 'entries'}`}
        </span>
      </ScreenBar>
      <ListPage
        head={
          <>
            <PostingProgress key={clientId ?? ''} counts={counts} />
            <Filter clientId={clientId} states={states} onShow={show} />
          </>
        }
      >
        <VirtualTable<PostingRow>
          label="Postings"
          list={list}
          columns={columns}
          rowKey={(row) => row.key}
          detail={{ open, onToggle: toggle, render: (row) => <PostingDetail row={row} /> }}
          restoreKey={`postings ${clientId ?? ''} ${states.join()}`}
          empty={states.length > 0 ? <NoneOfThem onAll={() => show([])} /> : <NothingYet />}
        />
      </ListPage>
    </>
  );
}

type FilterProps = { clientId: ClientId | undefined; states: readonly PostingState[]; onShow: (states: readonly PostingState[]) => void };

/** The states to choose from, with how many entries need a person. */
function Filter({ clientId, states, onShow }: FilterProps) {
  const choice = choiceOf(states);
  const needed = { ...(clientId ? { clientId } : {}), states: [...PERSON_CHOICES[0].states] };
  const { data: count = 0 } = useQuery(queries.postingTotal(needed));
  const choices = STATE_CHOICES.map(({ id, label }) => ({
    id,
    label: id === 'person' && count > 0 ? `${label} · ${formatCount(count)}` : label,
  }));
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b bg-surface px-4 py-2.5 wide:px-6">
      <Segments
        label="State"
        choices={choices}
        value={choice}
        onChange={(id) => onShow(STATE_CHOICES.find((known) => known.id === id)?.states ?? [])}
      />
      {choice === 'person' ? (
        <Segments
          label="Why it needs you"
          choices={PERSON_CHOICES}
          value={personChoiceOf(states)}
          onChange={(id) => onShow(PERSON_CHOICES.find((known) => known.id === id)?.states ?? [])}
        />
      ) : null}
    </div>
  );
}

function NoneOfThem({ onAll }: { onAll: () => void }) {
  return (
    <EmptyState icon={<CircleCheck />} title="There are none" actions={<Button onPress={onAll}>Show all entries</Button>}>
      No entry is in this state now.
    </EmptyState>
  );
}

function NothingYet() {
  return (
    <EmptyState icon={<ArrowLeftRight />} title="Nothing has been posted yet">
      Once a document is clearly right, or you approve it, its entry appears here: on its way, in the ledger, and read back to prove that it
      is the same. Each document is posted once.
    </EmptyState>
  );
}
