import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ClientId } from '../../../src-main/contract/ids.ts';
import { queries } from '../../bridge/queries.ts';
import { formatCount } from '../../format/amount.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { followPile, PILE_FROM, type Pile, type PostingCounts, pileProgress } from './pile.ts';
import { STATE_CHOICES } from './posting-filter.ts';

const statesOf = (id: (typeof STATE_CHOICES)[number]['id']) => [...(STATE_CHOICES.find((choice) => choice.id === id)?.states ?? [])];

/** What is on its way, in the ledger and halted, as the engine counts it; live events make it be asked again. */
export function usePostingCounts(clientId: ClientId | undefined): PostingCounts | undefined {
  const cache = useQueryClient();
  const { data } = useQuery({
    queryKey: ['posting-counts', clientId],
    queryFn: async (): Promise<PostingCounts> => {
      const count = (id: 'all' | 'progress' | 'done') => {
        const states = statesOf(id);
        const asked = queries.postingTotal({ ...(clientId ? { clientId } : {}), ...(states.length > 0 ? { states } : {}) });
        return cache.fetchQuery({ ...asked, staleTime: 0 });
      };
      // In this order, what moves on meanwhile is counted where it was, so that never too much is called posted.
      const inLedger = await count('done');
      const onWay = await count('progress');
      const all = await count('all');
      return { inLedger, onWay, stopped: Math.max(0, all - onWay - inLedger) };
    },
  });
  return data;
}

/** How far the pile is that is being posted now. Nothing while little is on its way. */
export function PostingProgress({ counts }: { counts: PostingCounts | undefined }) {
  const [pile, setPile] = useState<Pile>();
  const [isLarge, setLarge] = useState(false);
  const now = counts && followPile(pile, counts);
  const progress = counts && now && counts.onWay > 0 ? pileProgress(now, counts) : undefined;
  // A pile that was large once is shown until it is done.
  const isLargeNow = progress !== undefined && (isLarge || progress.total >= PILE_FROM);
  if (now && (now.inLedger !== pile?.inLedger || now.stopped !== pile.stopped)) setPile(now);
  if (now && isLargeNow !== isLarge) setLarge(isLargeNow);
  if (!progress || !isLargeNow) return null;
  const { posted, stopped, left, total } = progress;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-surface px-4 py-2 wide:px-6">
      <ProgressBar label="Entries being posted" share={total === 0 ? 0 : (total - left) / total} className="min-w-40 flex-1" />
      <span role="status" className="text-ink-2 tabular-nums">
        <b className="font-strong text-ink">{`${formatCount(posted)} of ${formatCount(total)} posted`}</b>
        {stopped > 0 ? `, ${formatCount(stopped)} stopped` : ''} · {formatCount(left)} on {left === 1 ? 'its' : 'their'} way
      </span>
    </div>
  );
}
