import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** The scrolling part of a screen below the top bar, with the screen's margins. */
export function Page({ children, width = 'wide' }: { children: ReactNode; width?: 'wide' | 'text' }) {
  return (
    <div className="h-full overflow-auto">
      <div
        className={classNames(
          'mx-auto flex min-h-full flex-col gap-6 px-6 py-6 wide:px-8',
          width === 'wide' ? 'max-w-[1280px]' : 'max-w-[760px]',
        )}
      >
        {children}
      </div>
    </div>
  );
}

/** A box for one subject. */
export function Card({
  title,
  aside,
  children,
  className,
}: {
  title?: string;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section className={classNames('rounded-m border bg-surface p-4', className)}>
      {title || aside ? (
        <header className="mb-3 flex items-center justify-between gap-3">
          {title ? <h2 className="text-l font-bold">{title}</h2> : <span />}
          {aside}
        </header>
      ) : null}
      {children}
    </section>
  );
}
