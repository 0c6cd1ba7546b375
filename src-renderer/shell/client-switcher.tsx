import { ChevronsUpDown, Plus } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { Client } from '../../src-main/contract/client.ts';
import { formatCount, plural } from '../format/amount.ts';
import { useCurrentClient } from '../state/current-client.ts';
import { usePreferences } from '../state/preferences.ts';
import { go, placeHref } from '../state/router.ts';
import { Menu, type MenuGroup } from '../ui/menu.tsx';

/** Whose documents are shown. */
export function ClientSwitcher() {
  const { clientId, overview, all } = useCurrentClient();
  const setClient = usePreferences((state) => state.setClient);
  const name = overview?.client.name ?? 'All clients';
  const facts = overview ? factsOf(overview.client) : plural(all.length, 'set of books', 'sets of books');
  const waiting = (count: number) => (count > 0 ? formatCount(count) : undefined);
  const groups: MenuGroup[] = [
    {
      entries: [
        {
          id: 'all',
          label: 'All clients',
          note: waiting(all.reduce((sum, { toReview }) => sum + toReview, 0)),
          isOn: !clientId,
          run: () => setClient(undefined),
        },
      ],
    },
    {
      title: 'Clients',
      entries: all.map(({ client, toReview }) => ({
        id: client.id,
        label: client.name,
        note: waiting(toReview),
        isOn: client.id === clientId,
        run: () => setClient(client.id),
      })),
    },
    { entries: [{ id: 'new', label: 'Add a client', icon: <Plus />, run: () => go(placeHref('welcome')) }] },
  ];
  return (
    <Menu label="Clients" groups={groups} className="max-w-80 min-w-56">
      <Button className="flex w-full cursor-default items-center justify-center gap-2 rounded-m border bg-surface p-2 text-left data-hovered:border-line-strong data-pressed:bg-paper wide:px-3">
        <span aria-hidden="true" className="text-s font-bold wide:hidden">
          {initials(name)}
        </span>
        <span className="sr-only min-w-0 flex-1 wide:not-sr-only">
          <span className="sr-only">Client: </span>
          <span className="block truncate font-bold">{name}</span>
          <span className="block truncate text-xs text-ink-2">{facts}</span>
        </span>
        <ChevronsUpDown aria-hidden="true" className="hidden size-3.5 shrink-0 text-ink-3 wide:block" />
      </Button>
    </Menu>
  );
}

/** What tells one client from another at a glance. */
function factsOf({ currency, demo, taxRegistered }: Client): string {
  if (demo) return `${currency} · Sample books`;
  return `${currency} · ${taxRegistered ? 'tax registered' : 'no tax'}`;
}

/** The first letters of the first two words: `Harbour Café` is HC. */
function initials(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}
