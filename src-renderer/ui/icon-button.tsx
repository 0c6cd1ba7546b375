import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { classNames } from './class-names.ts';
import { Hint } from './hint.tsx';

type IconButtonProps = Omit<AriaButtonProps, 'className' | 'children' | 'aria-label'> & {
  label: string;
  icon: ReactNode;
  keys?: string;
  isOn?: boolean;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
};

/** A button of one icon; its label is announced and shown as a hint. */
export function IconButton({ label, icon, keys, isOn = false, className, ...rest }: IconButtonProps) {
  return (
    <Hint words={label} {...(keys ? { keys } : {})}>
      <AriaButton
        {...rest}
        aria-label={label}
        className={classNames(
          'inline-flex size-[28px] shrink-0 cursor-default items-center justify-center rounded-s text-ink-2 transition-colors duration-75',
          'data-disabled:opacity-40 data-hovered:bg-hover data-hovered:text-ink data-pressed:bg-pressed [&_svg]:size-4',
          isOn && 'bg-sunken text-ink',
          className,
        )}
      >
        {icon}
      </AriaButton>
    </Hint>
  );
}
