import type { ReactNode } from 'react';
import { Popover as AriaPopover, type PopoverProps } from 'react-aria-components';
import { classNames } from './class-names.ts';

/** The surface under menus, selects and choices. */
export function Popover({
  className,
  children,
  ...rest
}: Omit<PopoverProps, 'className' | 'children'> & { className?: string; children: ReactNode }) {
  return (
    <AriaPopover
      {...rest}
      offset={rest.offset ?? 4}
      className={classNames('overlay-in overflow-auto rounded-m bg-raised p-1 shadow-overlay outline-none', className)}
    >
      {children}
    </AriaPopover>
  );
}

/** One row in a menu or a list of choices. */
export const optionClass =
  'flex cursor-default items-center gap-2 rounded-s px-2.5 py-1.5 text-m text-ink outline-none data-focused:bg-hover data-disabled:opacity-45 [&_svg]:size-4 [&_svg]:shrink-0';
