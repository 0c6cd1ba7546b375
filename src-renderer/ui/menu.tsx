import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Menu as AriaMenu, Header, MenuItem, MenuSection, MenuTrigger, Separator } from 'react-aria-components';
import { optionClass, Popover } from './popover.tsx';

export type MenuEntry = { id: string; label: string; note?: string | undefined; icon?: ReactNode; isOn?: boolean; run: () => void };
export type MenuGroup = { title?: string; entries: readonly MenuEntry[] };

/** A button (`children`) that opens a menu. */
export function Menu({
  label,
  groups,
  children,
  className = 'min-w-52',
}: {
  label: string;
  groups: readonly MenuGroup[];
  children: ReactElement;
  className?: string;
}) {
  return (
    <MenuTrigger>
      {children}
      <Popover className={className}>
        <AriaMenu aria-label={label} className="outline-none">
          {groups.flatMap((group, index) => [
            ...(index > 0 ? [<Separator key={`line-${group.entries[0]?.id ?? index}`} className="mx-2 my-1 h-px bg-line" />] : []),
            <MenuSection key={group.entries[0]?.id ?? index} aria-label={group.title ?? label}>
              {group.title ? <Header className="px-2.5 pt-2 pb-1 text-xs font-medium text-ink-3">{group.title}</Header> : null}
              {group.entries.map((entry) => (
                <MenuItem key={entry.id} id={entry.id} textValue={entry.label} onAction={entry.run} className={optionClass}>
                  {entry.icon}
                  <span className="flex-1 truncate">{entry.label}</span>
                  {entry.note ? <span className="text-s text-ink-3 tabular-nums">{entry.note}</span> : null}
                  {entry.isOn ? <Check aria-label="chosen" className="text-accent" /> : null}
                </MenuItem>
              ))}
            </MenuSection>,
          ])}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
