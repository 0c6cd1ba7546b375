import type { ReactNode } from 'react';

/** A screen that is one long table: `head` stays, the table scrolls. On a very low window the whole scrolls, so nothing is squeezed away. */
export function ListPage({ head, children }: { head?: ReactNode; children: ReactNode }) {
  return (
    <div className="h-full overflow-auto">
      <div className="flex h-full flex-col">
        {head ? <div className="shrink-0">{head}</div> : null}
        <div className="min-h-[300px] flex-1">{children}</div>
      </div>
    </div>
  );
}
