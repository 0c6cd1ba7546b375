import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ScrollText, ShieldAlert, ShieldCheck, ShieldQuestionMark } from 'lucide-react';
import type { AuditEvent } from '../../../src-main/contract/insight.ts';
import { failureOf } from '../../bridge/failure.ts';
import { usePagedList } from '../../bridge/paged-list.ts';
import { queries } from '../../bridge/queries.ts';
import { formatInstant } from '../../format/date.ts';
import { ScreenBar } from '../../shell/screen-bar.tsx';
import { useCommands } from '../../state/commands.ts';
import { useKeys } from '../../state/keys.ts';
import { placeHref } from '../../state/router.ts';
import { actorWords } from '../../ui/actor-words.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListPage } from '../../ui/list-page.tsx';
import type { Column } from '../../ui/virtual-row.tsx';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import { eventWords, isAboutDocument, verdictWords } from './audit-words.ts';

/** Everything that ever changed, in a chain that shows when somebody alters it. */
export function AuditScreen() {
  const query = queries.audit();
  const list = usePagedList(useInfiniteQuery(query), query.queryKey);
  return (
    <>
      <ScreenBar>
        <span className="truncate text-ink-2">Every change, by whom, in a chain that cannot be altered unseen</span>
      </ScreenBar>
      <ListPage head={<Verify />}>
        <VirtualTable<AuditEvent>
          label="Audit events"
          list={list}
          columns={COLUMNS}
          rowKey={(row) => String(row.sequence)}
          href={({ event, subject }) => (isAboutDocument(event) ? placeHref('documents', subject) : undefined)}
          restoreKey="audit"
          empty={
            <EmptyState icon={<ScrollText />} title="Nothing has happened yet">
              Each arrival, reading, decision and posting is written here, linked to the one before it.
            </EmptyState>
          }
        />
      </ListPage>
    </>
  );
}

/** The chain is checked when asked for, and the verdict says what it means. */
function Verify() {
  const { data, error, isFetching, dataUpdatedAt, refetch } = useQuery({ ...queries.auditVerdict(), enabled: false });
  const run = () => void refetch();
  useKeys('Audit', [{ keys: ['v'], label: 'Verify the chain', run }]);
  useCommands('Audit', [{ id: 'audit-verify', title: 'Verify the chain', keys: 'v', run }]);
  const Icon = data === undefined ? ShieldQuestionMark : data.intact ? ShieldCheck : ShieldAlert;
  const { title, note } = verdictWords(data);
  const failure = error ? failureOf(error) : undefined;
  const isWrong = failure !== undefined || data?.intact === false;
  return (
    <section
      aria-label="Verification"
      className={classNames('flex flex-wrap items-center gap-4 border-b px-4 py-3.5 wide:px-6', isWrong ? 'bg-wrong-soft' : 'bg-surface')}
    >
      <div
        aria-hidden="true"
        className={classNames(
          'flex size-10 shrink-0 items-center justify-center rounded-full [&_svg]:size-5',
          isWrong ? 'bg-surface text-wrong' : data ? 'bg-accent-soft text-sure' : 'bg-sunken text-ink-2',
        )}
      >
        <Icon />
      </div>
      <div role="status" className="min-w-60 flex-1">
        <div className={classNames('text-l font-bold', isWrong && 'text-wrong')}>{failure ? failure.what : title}</div>
        <p className="text-ink-2 tabular-nums">
          {failure ? failure.todo : note}
          {data && !failure ? ` Checked ${formatInstant(new Date(dataUpdatedAt).toISOString(), new Date())}.` : ''}
        </p>
      </div>
      <Button variant={data ? 'secondary' : 'primary'} icon={<ShieldCheck />} isPending={isFetching} onPress={run} keys="V">
        {isFetching ? 'Checking' : 'Verify the chain'}
      </Button>
    </section>
  );
}

const COLUMNS: readonly Column<AuditEvent>[] = [
  {
    id: 'words',
    title: 'What happened',
    cell: ({ words }) => <span title={words}>{words}</span>,
  },
  {
    id: 'event',
    title: 'Kind',
    width: '15%',
    from: 820,
    cell: ({ event }) => <span className="text-ink-2">{eventWords(event)}</span>,
  },
  {
    id: 'actor',
    title: 'Who',
    width: '120px',
    cell: ({ actor }) => <span className="inline-block first-letter:uppercase">{actorWords(actor)}</span>,
  },
  {
    id: 'at',
    title: 'When',
    width: '128px',
    cell: ({ at }) => (
      <time dateTime={at} className="text-ink-2">
        {formatInstant(at, new Date())}
      </time>
    ),
  },
  {
    id: 'sequence',
    title: 'No.',
    width: '76px',
    number: true,
    from: 720,
    cell: ({ sequence }) => <span className="text-ink-2">{sequence}</span>,
  },
  {
    id: 'hash',
    title: 'Hash',
    width: '104px',
    from: 900,
    cell: ({ hash }) => (
      <code title={hash} className="font-mono text-s text-ink-3">
        {hash.slice(0, 10)}
      </code>
    ),
  },
];
