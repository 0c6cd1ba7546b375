import { useEffect, useRef } from 'react';
import { create } from 'zustand';

/** Something that the command palette offers. `id` is unique in the window. */
export type Command = { id: string; title: string; keys?: string; note?: string; run: () => void };
type Registered = { id: symbol; group: string; commands: readonly Command[]; isBase: boolean };

export const useCommandGroups = create<{ groups: readonly Registered[] }>(() => ({ groups: [] }));

/** Offers commands in the palette while the component is shown. The latest functions are used. `isBase` puts them below those of the screen. */
export function useCommands(group: string, commands: readonly Command[], isBase = false): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  const shape = commands.map(({ id, title, keys, note }) => [id, title, keys, note].join('|')).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape stands for the commands, whose functions change each time
  useEffect(() => {
    const id = Symbol(group);
    const stable = latest.current.map((command, index) => ({ ...command, run: () => latest.current[index]?.run() }));
    const made = { id, group, commands: stable, isBase };
    useCommandGroups.setState(({ groups }) => ({ groups: isBase ? [...groups, made] : [made, ...groups] }));
    return () => useCommandGroups.setState(({ groups }) => ({ groups: groups.filter((known) => known.id !== id) }));
  }, [group, shape, isBase]);
}
