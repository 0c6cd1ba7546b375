import type { KeyboardEvent } from 'react';
import { classNames } from './class-names.ts';
import { inputClass } from './text-field.tsx';

type CellProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  isWrong?: boolean;
  placeholder?: string;
  className?: string;
  /** Place in the table, for moving from cell to cell. */
  cell?: string;
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
};

export const cellClass =
  'border-transparent bg-transparent px-1.5 py-1 hover:border-line-strong focus:border-focus focus:bg-surface focus:shadow-[0_0_0_2px_color-mix(in_srgb,var(--focus)_30%,transparent)]';

/** A line of text inside a table: it looks like text until it is pointed at. */
export function CellInput({ label, value, onChange, isWrong = false, placeholder, className, cell, onKeyDown }: CellProps) {
  return (
    <input
      aria-label={label}
      aria-invalid={isWrong}
      value={value}
      placeholder={placeholder}
      data-cell={cell}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={onKeyDown}
      className={classNames(inputClass, cellClass, isWrong && 'border-wrong-line bg-wrong-soft', className)}
    />
  );
}

/** One of a few choices inside a table. */
export function CellSelect({
  label,
  value,
  onChange,
  choices,
  isWrong = false,
  isDisabled = false,
}: Omit<CellProps, 'placeholder'> & { choices: readonly { id: string; label: string }[]; isDisabled?: boolean }) {
  return (
    <select
      aria-label={label}
      aria-invalid={isWrong}
      value={value}
      disabled={isDisabled}
      onChange={(event) => onChange(event.target.value)}
      className={classNames(inputClass, cellClass, 'pr-1 disabled:opacity-45', isWrong && 'border-wrong-line bg-wrong-soft')}
    >
      {choices.map((choice) => (
        <option key={choice.id} value={choice.id} className="bg-raised text-ink">
          {choice.label}
        </option>
      ))}
    </select>
  );
}
