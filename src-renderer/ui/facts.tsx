import type { ReactNode } from 'react';

/** Labels and what stands for each, in rows. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid">{children}</dl>;
}

/** One row; `aside` stands at the end of it. */
export function Fact({ label, aside, children }: { label: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[96px_minmax(0,1fr)_auto] items-baseline gap-x-3 border-b py-[5px] last:border-0">
      <dt className="text-s text-ink-2">{label}</dt>
      <dd className="min-w-0">{children}</dd>
      {aside ? <dd>{aside}</dd> : null}
    </div>
  );
}
