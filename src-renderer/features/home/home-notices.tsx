import { useQuery } from '@tanstack/react-query';
import { ChevronRight, CircleAlert, TriangleAlert } from 'lucide-react';
import type { Source } from '../../../src-main/contract/client.ts';
import type { HomeNumbers } from '../../../src-main/contract/insight.ts';
import { queries } from '../../bridge/queries.ts';
import { formatCount, plural } from '../../format/amount.ts';
import { useCurrentClient } from '../../state/current-client.ts';
import { placeHref } from '../../state/router.ts';
import { sourceName } from '../../ui/source-name.ts';

type Line = { id: string; isWrong: boolean; title: string; words: string; href: string };

/** What does not go by itself: entries that the ledgers did not take, and sources that cannot be reached. */
export function HomeNotices({ numbers }: { numbers: HomeNumbers }) {
  const { clientId } = useCurrentClient();
  const { data: sources = [] } = useQuery(queries.sources(clientId));
  const lines = linesOf(numbers, sources);
  if (lines.length === 0) return null;
  return (
    <section aria-label="What does not go by itself" className="overflow-hidden rounded-m border border-doubt-line bg-doubt-soft">
      <ul>
        {lines.map(({ id, isWrong, title, words, href }) => (
          <li key={id} className="border-doubt-line not-first:border-t">
            <a href={href} className="group flex items-center gap-2.5 px-3 py-2 hover:bg-hover">
              {isWrong ? (
                <CircleAlert aria-hidden="true" className="size-4 shrink-0 text-wrong" />
              ) : (
                <TriangleAlert aria-hidden="true" className="size-4 shrink-0 text-doubt" />
              )}
              <span className="min-w-0 flex-1">
                <b className="font-strong">{title}</b> <span className="text-ink-2">{words}</span>
              </span>
              <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-ink-2 transition-transform group-hover:translate-x-0.5" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function linesOf(numbers: HomeNumbers, sources: readonly Source[]): Line[] {
  return [...entryLines(numbers), ...sourceLines(sources)];
}

function entryLines({ postingsFailed, postingsUncertain, postingsAsking, postingsDrifted }: HomeNumbers): Line[] {
  const lines: Line[] = [];
  if (postingsFailed > 0) {
    lines.push({
      id: 'refused',
      isWrong: true,
      title: `${plural(postingsFailed, 'entry was', 'entries were')} refused by the ledger.`,
      words: 'Its own words say why.',
      href: placeHref('postings', undefined, { states: 'rejected' }),
    });
  }
  if (postingsUncertain > 0) {
    lines.push({
      id: 'uncertain',
      isWrong: false,
      title: `It is not certain whether the ledger took ${plural(postingsUncertain, 'entry', 'entries')}.`,
      words: 'Nothing is sent a second time before somebody has looked.',
      href: placeHref('postings', undefined, { states: 'uncertain' }),
    });
  }
  if (postingsAsking > 0) {
    lines.push({
      id: 'asking',
      isWrong: false,
      title: `The ledger has several suppliers that ${postingsAsking === 1 ? 'an entry' : `${formatCount(postingsAsking)} entries`} could be meant for.`,
      words: 'Say which one; the answer is remembered.',
      href: placeHref('postings', undefined, { states: 'asking' }),
    });
  }
  if (postingsDrifted > 0) {
    lines.push({
      id: 'drifted',
      isWrong: false,
      title: `${plural(postingsDrifted, 'entry was', 'entries were')} changed or deleted in the ledger after posting.`,
      words: 'Nothing is written again by itself.',
      href: placeHref('postings', undefined, { states: 'drifted' }),
    });
  }
  return lines;
}

function sourceLines(sources: readonly Source[]): Line[] {
  const lines: Line[] = [];
  const broken = sources.filter(({ problem }) => problem);
  const [first] = broken;
  if (first?.problem) {
    const one = broken.length === 1;
    lines.push({
      id: 'sources',
      isWrong: false,
      title: one ? `${sourceName(first)}: ${first.problem.message}` : `${formatCount(broken.length)} sources do not work now.`,
      words: one ? first.problem.todo : 'What arrives there is read as soon as they are back.',
      href: placeHref('clients', first.clientId, { tab: 'sources' }),
    });
  }
  return lines;
}
