import { FileText } from 'lucide-react';
import type { Activity } from '../../../src-main/contract/insight.ts';
import { useProgress } from '../../bridge/live.ts';
import { formatDuration } from '../../format/date.ts';
import { placeHref } from '../../state/router.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useNow } from '../../ui/use-now.ts';
import { stepWords } from './activity-words.ts';

/** A document in the hands of a reader. The page counter comes live, faster than the list is asked. */
export function ReadingRow({ item }: { item: Activity['active'][number] }) {
  const { document, startedAt } = item;
  const live = useProgress((state) => state.byDocument[document.id]);
  const { step, page, pages } = live ?? item;
  const now = useNow(1_000);
  const words = stepWords(step, page, pages);
  const share = page !== undefined && pages !== undefined && pages > 1 ? (page - 1) / pages : undefined;
  return (
    <li className="border-b last:border-0">
      <a href={placeHref('documents', document.id)} className="flex h-[52px] items-center gap-3 px-4 hover:bg-hover">
        <FileText aria-hidden="true" className="size-4 shrink-0 animate-pulse text-accent" />
        <span className="min-w-0 flex-1 truncate font-medium">{document.supplier ?? document.name}</span>
        <span className="w-44 shrink-0 text-ink-2 tabular-nums">{words}</span>
        <span className="hidden w-40 shrink-0 desk:block">
          {share === undefined ? null : <ProgressBar label={words} share={share} className="h-1.5" />}
        </span>
        <span className="num w-14 shrink-0 text-ink-3">{formatDuration(wholeSeconds(now.getTime() - new Date(startedAt).getTime()))}</span>
      </a>
    </li>
  );
}

/** Milliseconds would only flicker. */
function wholeSeconds(ms: number): number {
  return Math.max(1, Math.floor(ms / 1000)) * 1000;
}
