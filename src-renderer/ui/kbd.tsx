import { classNames } from './class-names.ts';

/** A key as people see it on the keyboard. Hidden from screen readers: the key is announced by `aria-keyshortcuts` or not needed. */
export function Kbd({ keys, onAccent = false }: { keys: string; onAccent?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'inline-block rounded-[4px] border border-b-2 px-[5px] font-sans text-xs leading-[15px] font-medium whitespace-nowrap',
        onAccent ? 'border-current/60' : 'border-line-strong bg-surface text-ink-2',
      )}
    >
      {keys.length > 1 ? keys.replace('+', ' ') : keys}
    </span>
  );
}
