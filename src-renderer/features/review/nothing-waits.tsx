import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import type { ClientId } from '../../../src-main/contract/ids.ts';
import { queries } from '../../bridge/queries.ts';
import { formatCount, formatShare } from '../../format/amount.ts';
import { go, placeHref } from '../../state/router.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { undoLast } from './decisions.ts';

/** Everything is decided: what became of this week's documents. */
export function NothingWaits({ clientId }: { clientId: ClientId | undefined }) {
  const { data } = useQuery(queries.home(clientId));
  const { data: activity } = useQuery(queries.activity(clientId));
  const inProgress = activity ? activity.pile.total - activity.pile.done : 0;
  const figures = data
    ? [
        { label: 'arrived this week', value: formatCount(data.arrivedThisWeek) },
        { label: 'went through by themselves', value: data.touchlessRate === undefined ? '–' : formatShare(data.touchlessRate) },
        { label: 'decided by you', value: formatCount(data.decidedThisWeek) },
      ]
    : [];
  return (
    <div className="flex h-full overflow-auto">
      <EmptyState
        icon={<Check />}
        title="Nothing waits for you"
        actions={
          <>
            <Button onPress={() => go(placeHref('home'))}>See the numbers</Button>
            <Button variant="quiet" keys="Z" onPress={() => void undoLast()}>
              Undo
            </Button>
          </>
        }
      >
        <p>
          {inProgress > 0
            ? `${formatCount(inProgress)} more are being read. What is doubtful will appear here.`
            : 'What arrives from now on appears here only if something is doubtful.'}
        </p>
        <dl className="mt-5 flex min-h-12 flex-wrap justify-center gap-x-8 gap-y-3">
          {figures.map(({ label, value }) => (
            <div key={label} className="flex flex-col-reverse">
              <dt className="text-s">{label}</dt>
              <dd className="text-xl font-bold text-ink tabular-nums">{value}</dd>
            </div>
          ))}
        </dl>
      </EmptyState>
    </div>
  );
}
