import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import { isTyping, type KeyBinding, type KeyGroup, KeyMap, keyName } from './key-map.ts';

type KeyStore = { groups: readonly (KeyGroup & { id: symbol })[] };

/** The groups of keys that are valid now, oldest first. */
export const useKeyGroups = create<KeyStore>(() => ({ groups: [] }));

/**
 * Makes keys valid while the component is shown, and lists them under `title` in the list of keys. The latest functions are
 * used, so callers need not memoise. An empty list switches them off. `isBase` puts them below those of every screen.
 */
export function useKeys(title: string, bindings: readonly KeyBinding[], isBase = false): void {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  const shape = bindings.map(({ keys, label, whileTyping, hidden }) => [keys.join(), label, whileTyping, hidden].join('|')).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape stands for the bindings, whose functions change each time
  useEffect(() => {
    const id = Symbol(title);
    const stable = latest.current.map((binding, index) => ({
      ...binding,
      run: (event: KeyboardEvent) => latest.current[index]?.run(event),
    }));
    const made = { id, title, bindings: stable };
    useKeyGroups.setState(({ groups }) => ({ groups: isBase ? [made, ...groups] : [...groups, made] }));
    return () => useKeyGroups.setState(({ groups }) => ({ groups: groups.filter((group) => group.id !== id) }));
  }, [title, shape, isBase]);
}

/** Listens for keys on the whole window. A dialog, menu or list of choices that is open keeps its keys to itself. */
export function followKeys(): () => void {
  const map = new KeyMap();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || (event.repeat && event.key === 'Enter')) return;
    if (isInOverlay(event.target) || opensByEnter(event)) return;
    const binding = map.find(useKeyGroups.getState().groups, keyName(event), event.timeStamp, isTyping(event.target));
    if (!binding) return;
    event.preventDefault();
    binding.run(event);
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}

function isInOverlay(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=dialog],[role=alertdialog],[role=menu],[role=listbox]') !== null;
}

/** True where Enter belongs to the link under it. A link to where the person is already (`data-enter`) lets it through. */
function opensByEnter({ key, target }: KeyboardEvent): boolean {
  const link = key === 'Enter' && target instanceof Element ? target.closest('a[href],summary') : null;
  return link instanceof HTMLElement && link.dataset['enter'] !== 'through';
}
