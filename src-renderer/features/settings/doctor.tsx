import { useQuery } from '@tanstack/react-query';
import { Check, RotateCw, TriangleAlert } from 'lucide-react';
import type { DoctorLine } from '../../../src-main/contract/insight.ts';
import { queries } from '../../bridge/queries.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { QueryFailure } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';

/** Parts that Tickmark relies on. What is missing comes first, with what that costs and what to do. */
export function Doctor() {
  const { data, error, isFetching, refetch } = useQuery(queries.doctor());
  if (!data) return error ? <QueryFailure error={error} onRetry={refetch} /> : <SkeletonRows rows={4} className="h-9" />;
  const lines = data.toSorted((a, b) => Number(a.ok) - Number(b.ok));
  return (
    <div className="grid justify-items-start gap-3">
      <ul className="w-full overflow-hidden rounded-m border bg-surface">
        {lines.map((line) => (
          <Line key={line.name} line={line} />
        ))}
      </ul>
      <Button size="s" icon={<RotateCw />} isPending={isFetching} onPress={() => void refetch()}>
        Look again
      </Button>
    </div>
  );
}

function Line({ line: { name, ok, found, cost, todo } }: { line: DoctorLine }) {
  const Icon = ok ? Check : TriangleAlert;
  return (
    <li className={classNames('flex gap-2.5 border-b px-3 py-2 last:border-0', !ok && 'bg-doubt-soft')}>
      <Icon aria-hidden="true" className={classNames('mt-0.5 size-4 shrink-0', ok ? 'text-sure' : 'text-doubt')} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap justify-between gap-x-4">
          <span className="font-medium">
            {name}
            <span className="sr-only">{ok ? ': in order' : ': missing'}</span>
          </span>
          <span className={classNames('break-words', ok ? 'text-ink-2' : 'text-doubt')}>{found}</span>
        </div>
        {cost || todo ? (
          <p className="text-s text-ink-2">
            {cost} {todo}
          </p>
        ) : null}
      </div>
    </li>
  );
}
