import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { classNames } from './class-names.ts';
import { Kbd } from './kbd.tsx';

const VARIANTS = {
  primary:
    'border-accent bg-accent text-accent-ink data-hovered:bg-accent-strong data-hovered:border-accent-strong data-pressed:opacity-90',
  secondary: 'border-line-strong bg-surface text-ink data-hovered:bg-paper data-pressed:bg-sunken',
  quiet: 'border-transparent bg-transparent text-ink-2 data-hovered:bg-hover data-hovered:text-ink data-pressed:bg-pressed',
  danger: 'border-wrong-line bg-surface text-wrong data-hovered:bg-wrong-soft data-pressed:bg-wrong-soft',
} as const;

const SIZES = {
  s: 'min-h-[26px] px-[9px] text-s gap-1.5',
  m: 'min-h-[32px] px-3 text-m gap-2',
  l: 'min-h-[40px] px-4 text-l gap-2.5',
} as const;

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'children'> & {
  variant?: keyof typeof VARIANTS;
  size?: keyof typeof SIZES;
  icon?: ReactNode;
  /** The key that does the same, shown at the end. */
  keys?: string;
  /** True for the one of several that is in force. */
  isOn?: boolean;
  children: ReactNode;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
};

/** A button. One `primary` a screen; `quiet` for what is seldom needed. */
export function Button({ variant = 'secondary', size = 'm', isOn = false, icon, keys, children, className, ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      {...(keys ? { 'aria-keyshortcuts': keys } : {})}
      className={classNames(
        'inline-flex shrink-0 cursor-default items-center justify-center rounded-s border font-strong whitespace-nowrap transition-colors duration-75 select-none',
        'data-disabled:opacity-45 data-pending:opacity-60 [&_svg]:size-[15px] [&_svg]:shrink-0',
        isOn ? 'border-transparent bg-sunken text-ink' : VARIANTS[variant],
        SIZES[size],
        className,
      )}
    >
      {icon}
      {children}
      {keys ? <Kbd keys={keys} onAccent={variant === 'primary'} /> : null}
    </AriaButton>
  );
}
