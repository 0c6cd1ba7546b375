import type { ReactNode } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components';

/** On or off, with the words beside it. */
export function Switch({
  isOn,
  onChange,
  children,
  isDisabled = false,
}: {
  isOn: boolean;
  onChange: (on: boolean) => void;
  children: ReactNode;
  isDisabled?: boolean;
}) {
  return (
    <AriaSwitch
      isSelected={isOn}
      onChange={onChange}
      isDisabled={isDisabled}
      className="group flex cursor-default items-center gap-2.5 text-m data-disabled:opacity-50"
    >
      <span className="flex h-[18px] w-[30px] shrink-0 items-center rounded-full border border-line-strong bg-sunken p-px transition-colors group-data-selected:border-accent group-data-selected:bg-accent group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-focus">
        <span className="size-[14px] rounded-full bg-ink-3 transition-transform group-data-selected:translate-x-[12px] group-data-selected:bg-accent-ink" />
      </span>
      <span>{children}</span>
    </AriaSwitch>
  );
}
