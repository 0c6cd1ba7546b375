import { useQuery } from '@tanstack/react-query';
import { queries } from '../bridge/queries.ts';
import { formatCount } from '../format/amount.ts';
import { SCREENS } from '../routes.tsx';
import { useCurrentClient } from '../state/current-client.ts';
import { placeHref } from '../state/router.ts';
import { classNames } from '../ui/class-names.ts';
import { Tick } from './brand.tsx';
import { ClientSwitcher } from './client-switcher.tsx';
import { Health } from './health.tsx';

/** Brand, client, screens and, at the foot, whether everything works. Below 1200 px it is a rail of icons. */
export function Sidebar({ screen }: { screen: string }) {
  const { clientId } = useCurrentClient();
  const { data: queue } = useQuery(queries.queue(clientId));
  return (
    <aside className="flex min-h-0 flex-col gap-0.5 overflow-y-auto border-r bg-sunken p-2 wide:p-3">
      <a
        href={placeHref('home')}
        aria-label="Tickmark"
        className="flex items-center justify-center gap-2 rounded-s px-2 pt-2 pb-3 text-l font-bold wide:justify-start"
      >
        <Tick className="size-[18px] shrink-0 text-accent" />
        <span className="hidden wide:inline">Tickmark</span>
      </a>
      <ClientSwitcher />
      <nav aria-label="Screens" className="mt-2 grid gap-0.5">
        {SCREENS.map(({ id, title, icon: Icon }) => (
          <a
            key={id}
            href={placeHref(id)}
            title={title}
            aria-current={id === screen ? 'page' : undefined}
            className={classNames(
              'relative flex h-[31px] items-center justify-center gap-2.5 rounded-s px-2 wide:justify-start',
              id === screen
                ? 'bg-surface font-strong text-ink shadow-[inset_0_0_0_1px_var(--line)]'
                : 'text-ink-2 hover:bg-hover hover:text-ink',
            )}
          >
            <Icon aria-hidden="true" className={classNames('size-[15px] shrink-0', id === screen && 'text-accent')} />
            <span className="sr-only wide:not-sr-only">{title}</span>
            {id === 'review' && queue && queue.left > 0 ? <Badge count={queue.left} /> : null}
          </a>
        ))}
      </nav>
      <Health clientId={clientId} />
    </aside>
  );
}

function Badge({ count }: { count: number }) {
  return (
    <span className="absolute -top-1 -right-1 rounded-full bg-accent px-[5px] text-xs font-bold text-accent-ink tabular-nums wide:static wide:ml-auto wide:px-[7px]">
      {formatCount(count)}
      <span className="sr-only"> to review</span>
    </span>
  );
}
