import { useQuery } from '@tanstack/react-query';
import type { Source } from '../../src-main/contract/client.ts';
import type { ClientId } from '../../src-main/contract/ids.ts';
import { queries } from '../bridge/queries.ts';
import { plural } from '../format/amount.ts';
import { formatDuration } from '../format/date.ts';
import { useCurrentClient } from '../state/current-client.ts';
import { placeHref } from '../state/router.ts';
import { useUploads } from '../state/uploads.ts';
import { classNames } from '../ui/class-names.ts';

type Line = { tone: 'sure' | 'doubt' | 'busy'; words: string; screen: string };

/** At the foot of the sidebar: what is watched, whether the ledgers take entries, and what is being read. */
export function Health({ clientId }: { clientId: ClientId | undefined }) {
  const { data: sources } = useQuery(queries.sources(clientId));
  const { data: activity } = useQuery(queries.activity(clientId));
  const { overview, all } = useCurrentClient();
  const uploads = useUploads();
  const clients = overview ? [overview] : all;
  const failed = clients.reduce((sum, { failedPostings }) => sum + failedPostings, 0);
  const kinds = new Set(clients.map(({ client }) => client.ledger.split(':')[0]));
  const ledger = kinds.size === 1 ? ([...kinds][0] ?? 'Ledger') : 'All ledgers';
  const lines: Line[] = [];
  if (sources) lines.push(sourceLine(sources));
  lines.push(
    failed > 0
      ? { tone: 'doubt', words: plural(failed, 'entry was refused', 'entries were refused'), screen: 'postings' }
      : { tone: 'sure', words: `${ledger} takes entries`, screen: 'postings' },
  );
  if (uploads.total > 0) lines.push({ tone: 'busy', words: `Handing in ${uploads.done + 1} of ${uploads.total}`, screen: 'activity' });
  const { pile, pausedBecause } = activity ?? {};
  if (pausedBecause) lines.push({ tone: 'doubt', words: pausedBecause, screen: 'activity' });
  else if (pile && pile.done < pile.total) {
    const left = pile.secondsLeft === undefined ? '' : ` · ${formatDuration(pile.secondsLeft * 1000)} left`;
    lines.push({ tone: 'busy', words: `Reading ${pile.done + 1} of ${pile.total}${left}`, screen: 'activity' });
  }
  return (
    <div className="mt-auto hidden gap-0.5 border-t pt-2 text-xs text-ink-2 wide:grid">
      {lines.map(({ tone, words, screen }) => (
        <a
          key={words}
          href={placeHref(screen)}
          title={words}
          className="flex items-center gap-2 rounded-s px-2 py-1 hover:bg-hover hover:text-ink"
        >
          <span aria-hidden="true" className={classNames('size-[7px] shrink-0', DOTS[tone])} />
          <span className="truncate tabular-nums">{words}</span>
        </a>
      ))}
    </div>
  );
}

/** Shape and colour differ: a disc is well, a square wants a look, a breathing ring is at work. */
const DOTS = { sure: 'rounded-full bg-sure', doubt: 'bg-doubt-line', busy: 'rounded-full border-2 border-accent animate-pulse' } as const;

function sourceLine(sources: readonly Source[]): Line {
  const broken = sources.filter(({ problem }) => problem);
  const [first] = broken;
  if (first) {
    return {
      tone: 'doubt',
      words: broken.length === 1 ? `${first.title} cannot be reached` : `${broken.length} sources cannot be reached`,
      screen: 'clients',
    };
  }
  const folders = sources.filter(({ kind }) => kind === 'folder').length;
  const mailboxes = sources.length - folders;
  const parts = [folders > 0 ? plural(folders, 'folder') : '', mailboxes > 0 ? plural(mailboxes, 'mailbox', 'mailboxes') : ''].filter(
    Boolean,
  );
  if (parts.length === 0) return { tone: 'doubt', words: 'Nothing is watched', screen: 'clients' };
  return { tone: 'sure', words: `${parts.join(', ')} watched`, screen: 'clients' };
}
