import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components';
import { classNames } from './class-names.ts';

export type TabChoice<Id extends string> = { id: Id; title: string /** Beside the title, for example a count. */; note?: ReactNode };

/** Tabs over a panel that fills the rest of the height. `head` stands above the tabs. */
export function Tabs<Id extends string>({
  label,
  tabs,
  value,
  onChange,
  head,
  children,
}: {
  label: string;
  tabs: readonly TabChoice<Id>[];
  value: Id;
  onChange: (id: Id) => void;
  head?: ReactNode;
  children: ReactNode;
}) {
  return (
    <AriaTabs
      selectedKey={value}
      onSelectionChange={(key) => {
        const next = tabs.find(({ id }) => id === key);
        if (next) onChange(next.id);
      }}
      className="flex h-full min-h-0 flex-col"
    >
      <div className="shrink-0 border-b bg-surface">
        {head}
        <TabList aria-label={label} className="flex gap-1 overflow-x-auto px-3 wide:px-5">
          {tabs.map(({ id, title, note }) => (
            <Tab
              key={id}
              id={id}
              className={classNames(
                'flex h-9 cursor-default items-center gap-1.5 border-b-2 border-transparent px-2 font-medium whitespace-nowrap text-ink-2 outline-offset-[-2px]',
                'data-hovered:text-ink data-selected:border-accent data-selected:text-ink',
              )}
            >
              {title}
              {note}
            </Tab>
          ))}
        </TabList>
      </div>
      <TabPanel key={value} id={value} className="min-h-0 flex-1 outline-offset-[-2px]">
        {children}
      </TabPanel>
    </AriaTabs>
  );
}
