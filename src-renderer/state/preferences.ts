import { useSyncExternalStore } from 'react';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { ClientId } from '../../src-main/contract/ids.ts';

export type Theme = 'system' | 'light' | 'dark';

type Preferences = {
  theme: Theme;
  /** The client whose documents are shown; absent for all of them. */
  clientId: ClientId | undefined;
  setTheme: (theme: Theme) => void;
  setClient: (clientId: ClientId | undefined) => void;
};

/** What this window remembers between starts. Nothing here is about documents. */
export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      theme: 'system',
      clientId: undefined,
      setTheme: (theme) => set({ theme }),
      setClient: (clientId) => set({ clientId }),
    }),
    { name: 'tickmark.preferences', partialize: ({ theme, clientId }) => ({ theme, clientId }) },
  ),
);

/** Keeps the document's `data-theme` in step with the choice; without one the style sheet follows the system. */
export function followTheme(): void {
  const apply = ({ theme }: { theme: Theme }) => {
    const root = document.documentElement;
    if (theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
  };
  apply(usePreferences.getState());
  usePreferences.subscribe(apply);
}

const systemDark = () => window.matchMedia('(prefers-color-scheme: dark)');

/** The theme that is on the screen now, also when the system changes its own. */
export function useShownTheme(): 'light' | 'dark' {
  const theme = usePreferences((state) => state.theme);
  const isSystemDark = useSyncExternalStore(followSystem, () => systemDark().matches);
  if (theme !== 'system') return theme;
  return isSystemDark ? 'dark' : 'light';
}

function followSystem(onChange: () => void): () => void {
  const media = systemDark();
  media.addEventListener('change', onChange);
  return () => media.removeEventListener('change', onChange);
}
