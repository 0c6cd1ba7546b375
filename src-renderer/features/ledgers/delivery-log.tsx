import { useQuery } from '@tanstack/react-query';
import { Check, RotateCw, X } from 'lucide-react';
import type { ClientId } from '../../../src-main/contract/ids.ts';
import { failureOf } from '../../bridge/failure.ts';
import { queries } from '../../bridge/queries.ts';
import { formatInstant } from '../../format/date.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNotice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';

/** More than this is more than a person reads; the newest come first. */
const SHOWN = 100;

/** Each attempt to hand an entry over, for ledgers that keep a log of their own. */
export function DeliveryLog({ clientId }: { clientId: ClientId }) {
  const { data, error, isFetching, refetch } = useQuery({ ...queries.ledgerLog(clientId), staleTime: 5_000 });
  const now = new Date();
  return (
    <Card
      title="Deliveries"
      aside={
        <Button size="s" variant="quiet" icon={<RotateCw />} isPending={isFetching} onPress={() => void refetch()}>
          Look again
        </Button>
      }
    >
      {data ? (
        data.length === 0 ? (
          <p className="text-ink-2">Nothing has been handed over yet. Each attempt is listed here with its outcome.</p>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable to be scrolled with the keyboard
          <ol aria-label="Deliveries" tabIndex={0} className="max-h-80 overflow-auto text-s">
            {data.slice(0, SHOWN).map(({ at, key, ok, words }, index) => (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: two attempts may be alike in everything
                key={`${at} ${index}`}
                className="grid grid-cols-[16px_104px_minmax(0,1fr)] items-start gap-2 border-b py-1.5 last:border-0"
              >
                {ok ? (
                  <Check aria-label="Taken" className="mt-px size-3.5 text-sure" />
                ) : (
                  <X aria-label="Not taken" className="mt-px size-3.5 text-wrong" />
                )}
                <time dateTime={at} className="text-ink-2 tabular-nums">
                  {formatInstant(at, now)}
                </time>
                <span className="min-w-0 wrap-anywhere">
                  {words}
                  {key ? <span className="block font-mono text-ink-3">{key}</span> : null}
                </span>
              </li>
            ))}
          </ol>
        )
      ) : error ? (
        <FailureNotice failure={failureOf(error)} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows rows={4} className="h-5" />
      )}
    </Card>
  );
}
