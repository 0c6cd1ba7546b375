import { useQuery } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import type { DocumentId } from '../../../src-main/contract/ids.ts';
import type { PlannedChange, PostingPlan } from '../../../src-main/contract/ledger.ts';
import { failureOf } from '../../bridge/failure.ts';
import { queries } from '../../bridge/queries.ts';
import { formatCount, plural } from '../../format/amount.ts';
import { Chip } from '../../ui/chip.tsx';
import { classNames } from '../../ui/class-names.ts';
import { FailureNotice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { type DiffLine, diffLines, diffParts } from './plan-diff.ts';
import { planWords } from './plan-words.ts';
import { ledgerWords } from './posting-filter.ts';

/** A dry run: what posting this document would write, and what would keep it from that. Asked when it is shown; nothing is written. */
export function PlanView({ id }: { id: DocumentId }) {
  const { data, error, refetch } = useQuery(queries.plan(id));
  if (!data) {
    return error ? <FailureNotice failure={failureOf(error)} onRetry={() => void refetch()} /> : <SkeletonRows rows={4} className="h-6" />;
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <p className="flex flex-wrap items-center gap-2 text-ink-2">
        <Chip>{ledgerWords(data.ledger)}</Chip>
        <span className="min-w-0 flex-1">{planWords(data)}</span>
      </p>
      <Problems problems={data.problems} />
      {data.changes.map((change) => (
        <Change key={change.target} change={change} />
      ))}
    </div>
  );
}

function Problems({ problems }: { problems: PostingPlan['problems'] }) {
  if (problems.length === 0) return null;
  return (
    <section aria-label="What keeps it from being posted" className="rounded-m border border-wrong-line bg-wrong-soft px-3 py-2.5">
      <h3 className="font-medium">{plural(problems.length, 'thing keeps', 'things keep')} it from being posted</h3>
      <ul className="mt-1 grid gap-1">
        {problems.map(({ code, words }) => (
          <li key={`${code} ${words}`} className="flex gap-2">
            <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-wrong" />
            <span className="min-w-0 wrap-anywhere">{words}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Change({ change: { target, before, after } }: { change: PlannedChange }) {
  const lines = diffLines(before, after);
  const added = lines.filter(({ sign }) => sign === '+').length;
  const gone = lines.filter(({ sign }) => sign === '-').length;
  return (
    <figure className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-4 text-s">
        <span className="font-medium break-all">{target}</span>
        <span className="text-ink-2 tabular-nums">
          {before === undefined ? 'new · ' : ''}
          {changedWords(added, gone)}
        </span>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable to be scrolled with the keyboard */}
      <div tabIndex={0} className="max-h-[340px] overflow-auto rounded-s border bg-paper py-1.5 font-mono text-s leading-5 select-text">
        <div className="w-max min-w-full">
          {diffParts(lines).map((part, index) =>
            part.kind === 'same' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, which never move
              <p key={index} className="border-y border-dashed px-3 py-0.5 font-sans text-ink-3 first:border-t-0 last:border-b-0">
                {formatCount(part.count)} lines stay as they are
              </p>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text, which never move
              part.lines.map((line, at) => <Line key={`${index} ${at}`} line={line} />)
            ),
          )}
        </div>
      </div>
    </figure>
  );
}

const LINES: Record<DiffLine['sign'], { className: string; word: string }> = {
  '+': { className: 'bg-accent-soft text-ink', word: 'Added: ' },
  '-': { className: 'bg-wrong-soft text-ink', word: 'Taken away: ' },
  ' ': { className: 'text-ink-2', word: '' },
};

function Line({ line: { sign, text } }: { line: DiffLine }) {
  const { className, word } = LINES[sign];
  return (
    <div className={classNames('flex px-3', className)}>
      <span
        aria-hidden="true"
        className={classNames('inline-block w-4 shrink-0 select-none', sign === '+' && 'text-sure', sign === '-' && 'text-wrong')}
      >
        {sign}
      </span>
      {word ? <span className="sr-only">{word}</span> : null}
      <span className={classNames('whitespace-pre', sign === '-' && 'line-through decoration-wrong-line')}>{text || ' '}</span>
    </div>
  );
}

function changedWords(added: number, gone: number): string {
  if (added === 0 && gone === 0) return 'nothing changes';
  return [added > 0 ? `${plural(added, 'line')} added` : '', gone > 0 ? `${formatCount(gone)} taken away` : ''].filter(Boolean).join(', ');
}
