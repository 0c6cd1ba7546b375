import { create } from 'zustand';

/** Which of the window's own panels is open. At most one. */
export const usePanels = create<{ open: 'palette' | 'keys' | undefined }>(() => ({ open: undefined }));

export function openPanel(open: 'palette' | 'keys'): void {
  usePanels.setState({ open });
}

export function closePanel(): void {
  usePanels.setState({ open: undefined });
}
