import { useQuery } from '@tanstack/react-query';
import { Check, FolderInput } from 'lucide-react';
import type { ClientId } from '../../../src-main/contract/ids.ts';
import { queries } from '../../bridge/queries.ts';
import { formatCount, formatShare } from '../../format/amount.ts';
import { useCurrentClient } from '../../state/current-client.ts';
import { go, placeHref } from '../../state/router.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { undoLast } from './decisions.ts';
import { useReviewStore } from './review-store.ts';

/** Everything is decided, or nothing has come yet. */
export function NothingWaits({ clientId }: { clientId: ClientId | undefined }) {
  const { overview, all } = useCurrentClient();
  const seen = overview ? [overview] : all;
  const isFresh = seen.every(
    ({ arrivedThisMonth, arrivedLastMonth, posted, inProgress }) => arrivedThisMonth + arrivedLastMonth + posted + inProgress === 0,
  );
  return (
    <div className="flex h-full overflow-auto">{isFresh ? <NothingYet clientId={clientId} /> : <AllDecided clientId={clientId} />}</div>
  );
}

/** The first minutes of a client: where to put the documents. */
function NothingYet({ clientId }: { clientId: ClientId | undefined }) {
  const { data: sources = [] } = useQuery(queries.sources(clientId));
  const folder = sources.find(({ kind }) => kind === 'folder');
  const path = folder?.settings['path'] ?? folder?.title;
  return (
    <EmptyState icon={<FolderInput />} title="Nothing has arrived yet">
      {path === undefined ? null : (
        <p>
          Put receipts and invoices into <span className="font-medium break-all text-ink">{String(path)}</span>,
        </p>
      )}
      <p>{path === undefined ? 'Drop' : 'or drop'} photos, scans and PDFs anywhere on this window. What is doubtful will wait here.</p>
    </EmptyState>
  );
}

/** What became of this week's documents. */
function AllDecided({ clientId }: { clientId: ClientId | undefined }) {
  const { data } = useQuery(queries.home(clientId));
  const { data: activity } = useQuery(queries.activity(clientId));
  const canUndo = useReviewStore((state) => state.done.length > 0);
  const inProgress = activity ? activity.pile.total - activity.pile.done : 0;
  const figures = data
    ? [
        { label: 'arrived this week', value: formatCount(data.arrivedThisWeek) },
        { label: 'went through by themselves', value: data.touchlessRate === undefined ? '–' : formatShare(data.touchlessRate) },
        { label: 'decided by you', value: formatCount(data.decidedThisWeek) },
      ]
    : [];
  const actions = (
    <>
      <Button onPress={() => go(placeHref('home'))}>See the numbers</Button>
      {canUndo ? (
        <Button variant="quiet" keys="Z" onPress={() => void undoLast()}>
          Undo
        </Button>
      ) : null}
    </>
  );
  return (
    <EmptyState icon={<Check />} title="Nothing waits for you" actions={actions}>
      <p>
        {inProgress > 0
          ? `${formatCount(inProgress)} more are being read. What is doubtful will appear here.`
          : 'What arrives from now on appears here only if something is doubtful.'}
      </p>
      <dl className="mt-5 grid min-h-12 grid-cols-3 gap-x-4">
        {figures.map(({ label, value }) => (
          <div key={label} className="flex flex-col-reverse">
            <dt className="text-s">{label}</dt>
            <dd className="text-xl font-bold text-ink tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </EmptyState>
  );
}
