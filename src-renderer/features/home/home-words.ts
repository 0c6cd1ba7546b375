import type { HomeNumbers } from '../../../src-main/contract/insight.ts';
import { formatCount, plural } from '../../format/amount.ts';

/** What the page is about, in one sentence. */
export function leadWords({ waiting, balance }: HomeNumbers): string {
  if (waiting > 0) return waiting === 1 ? '1 document needs you.' : `${formatCount(waiting)} documents need you.`;
  return balance.inProgress > 0 ? 'Nothing needs you yet.' : 'Nothing needs you.';
}

/** What happened this week, in a sentence or two. */
export function weekWords({ arrivedThisWeek, touchlessThisWeek, decidedThisWeek, balance }: HomeNumbers): string {
  const reading = balance.inProgress > 0 ? ` ${plural(balance.inProgress, 'is', 'are')} being read now.` : '';
  if (arrivedThisWeek === 0) return `Nothing arrived this week.${reading}`;
  const touchless =
    touchlessThisWeek > 0
      ? `; ${formatCount(touchlessThisWeek)} went to ${touchlessThisWeek === 1 ? 'its ledger' : 'their ledgers'} without a question`
      : '';
  const decided = decidedThisWeek > 0 ? ` You decided ${formatCount(decidedThisWeek)}.` : '';
  return `${formatCount(arrivedThisWeek)} arrived this week${touchless}.${decided}${reading}`;
}
