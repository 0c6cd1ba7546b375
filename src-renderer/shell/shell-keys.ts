import { SCREENS } from '../routes.tsx';
import { useCommands } from '../state/commands.ts';
import { useCurrentClient } from '../state/current-client.ts';
import { useKeys } from '../state/keys.ts';
import { openPanel } from '../state/panels.ts';
import { usePreferences, useShownTheme } from '../state/preferences.ts';
import { go, placeHref } from '../state/router.ts';

/** Keys and commands that are valid on every screen. */
export function useShellKeys(): void {
  const { all } = useCurrentClient();
  const { setTheme, setClient } = usePreferences();
  const other = useShownTheme() === 'dark' ? 'light' : 'dark';
  useKeys(
    'Everywhere',
    [
      { keys: ['Ctrl+K'], label: 'Search or type a command', run: () => openPanel('palette'), whileTyping: true },
      { keys: ['/'], label: 'Search', run: focusSearch },
      { keys: ['?'], label: 'Show the keys valid here', run: () => openPanel('keys') },
      ...SCREENS.map(({ id, title, key }) => ({ keys: [`g ${key}`], label: `Go to ${title}`, run: () => go(placeHref(id)) })),
    ],
    true,
  );
  const places = SCREENS.map(({ id, title, key }) => ({ id: `go-${id}`, title, keys: `g ${key}`, run: () => go(placeHref(id)) }));
  const clients = all.map(({ client, toReview }) => ({
    id: `client-${client.id}`,
    title: client.name,
    note: toReview > 0 ? `${toReview} to review` : '',
    run: () => setClient(client.id),
  }));
  useCommands('Go to', places, true);
  useCommands(
    'Client',
    [
      { id: 'client-all', title: 'All clients', run: () => setClient(undefined) },
      ...clients,
      { id: 'client-new', title: 'Add a client', run: () => go(placeHref('welcome')) },
    ],
    true,
  );
  const appearance = [
    { id: 'theme-other', title: `Use the ${other} theme`, run: () => setTheme(other) },
    { id: 'theme-system', title: 'Use the theme of the system', run: () => setTheme('system') },
  ];
  useCommands('Appearance', appearance, true);
}

/** A screen's own search field where it has one, else the palette. */
function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>('main input[type=search]');
  if (field) field.focus();
  else openPanel('palette');
}
