import { Moon, Plus, Search, Sun } from 'lucide-react';
import { Button as AriaButton, FileTrigger } from 'react-aria-components';
import { openPanel } from '../state/panels.ts';
import { usePreferences, useShownTheme } from '../state/preferences.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useHandIn } from './hand-in.ts';

/** Title of the screen, what the screen puts beside it, and what every screen has. */
export function TopBar({ title, onSlot }: { title: string; onSlot: (slot: HTMLElement | null) => void }) {
  const setTheme = usePreferences((state) => state.setTheme);
  const handIn = useHandIn();
  const isDark = useShownTheme() === 'dark';
  return (
    <header className="flex min-w-0 items-center gap-3 border-b bg-surface px-4">
      <h1 className="font-bold whitespace-nowrap">{title}</h1>
      <div ref={onSlot} className="flex min-w-0 flex-1 items-center gap-3" />
      <AriaButton
        aria-keyshortcuts="Control+K"
        onPress={() => openPanel('palette')}
        className="flex h-[30px] shrink-0 cursor-default items-center gap-2 rounded-s border bg-paper px-2.5 text-ink-3 data-hovered:border-line-strong wide:w-[270px]"
      >
        <Search aria-hidden="true" className="size-3.5" />
        <span className="sr-only flex-1 text-left wide:not-sr-only">Search or type a command</span>
        <Kbd keys="Ctrl+K" />
      </AriaButton>
      <FileTrigger allowsMultiple onSelect={(files) => files && handIn([...files])}>
        <Button icon={<Plus />}>Add files</Button>
      </FileTrigger>
      <IconButton
        label={isDark ? 'Use the light theme' : 'Use the dark theme'}
        icon={isDark ? <Sun /> : <Moon />}
        onPress={() => setTheme(isDark ? 'light' : 'dark')}
      />
    </header>
  );
}
