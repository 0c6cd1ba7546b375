import type { ReactNode } from 'react';

/** What a screen says when there is nothing to show: why, and what to do next. */
export function EmptyState({
  icon,
  title,
  children,
  actions,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="m-auto flex max-w-[420px] flex-col items-center gap-2 px-6 py-12 text-center">
      {icon ? (
        <div
          aria-hidden="true"
          className="mb-2 flex size-11 items-center justify-center rounded-full bg-accent-soft text-accent [&_svg]:size-5"
        >
          {icon}
        </div>
      ) : null}
      <h2 className="text-l font-bold">{title}</h2>
      {children ? <div className="text-m text-ink-2">{children}</div> : null}
      {actions ? <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}
