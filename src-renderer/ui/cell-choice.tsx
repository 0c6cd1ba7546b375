import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { cellClass } from './cell-input.tsx';
import { classNames } from './class-names.ts';
import { Popover } from './popover.tsx';
import { inputClass } from './text-field.tsx';

export type CellOption = { id: string; label: string; note?: string };

type CellChoiceProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly CellOption[];
  isWrong?: boolean;
  placeholder?: string;
  className?: string;
  cell?: string;
  /** Keys that the list does not take for itself. */
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
};

/** More would only be scrolled through; typing finds the rest. */
const SHOWN = 60;

/**
 * A line of text inside a table with a list to choose from; anything may be typed all the same. Only the list of the cell that is used
 * exists, so that a table of hundreds stays light. Alt and arrow down opens it, as do typing and a click.
 */
export function CellChoice({ label, value, onChange, options, isWrong = false, placeholder, className, cell, onKeyDown }: CellChoiceProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isTyped, setTyped] = useState(false);
  const [active, setActive] = useState(-1);
  const found = isOpen ? fitting(options, isTyped ? value : '').slice(0, SHOWN) : [];
  const isShown = isOpen && found.length > 0;
  const open = (typed: boolean) => {
    setOpen(true);
    setTyped(typed);
    setActive(-1);
  };
  const take = (option: CellOption) => {
    onChange(option.id);
    setOpen(false);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = found[active];
    if (event.key === 'ArrowDown' && event.altKey) open(false);
    else if (isShown && step !== undefined) setActive((at) => Math.min(found.length - 1, Math.max(0, at + step)));
    else if (isShown && event.key === 'Enter' && chosen) take(chosen);
    else if (isShown && event.key === 'Escape') setOpen(false);
    else return onKeyDown?.(event);
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <input
        ref={input}
        role="combobox"
        aria-label={label}
        aria-invalid={isWrong}
        aria-expanded={isShown}
        aria-autocomplete="list"
        {...(isShown ? { 'aria-controls': `${id}-list` } : {})}
        {...(isShown && active >= 0 ? { 'aria-activedescendant': `${id}-${active}` } : {})}
        value={value}
        placeholder={placeholder}
        data-cell={cell}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          onChange(event.target.value);
          open(true);
        }}
        onClick={() => open(false)}
        onBlur={() => setOpen(false)}
        onKeyDown={press}
        className={classNames(inputClass, cellClass, isWrong && 'border-wrong-line bg-wrong-soft', className)}
      />
      <Popover
        triggerRef={input}
        isNonModal
        isOpen={isShown}
        onOpenChange={setOpen}
        placement="bottom start"
        className="max-h-[300px] w-max max-w-[420px] min-w-(--trigger-width)"
        aria-label={label}
      >
        <div role="listbox" id={`${id}-list`} aria-label={label}>
          {found.map((option, index) => (
            <Option
              key={option.id}
              id={`${id}-${index}`}
              option={option}
              isActive={index === active}
              isChosen={option.id === value.trim()}
              onTake={() => take(option)}
            />
          ))}
        </div>
      </Popover>
    </>
  );
}

type OptionProps = { id: string; option: CellOption; isActive: boolean; isChosen: boolean; onTake: () => void };

function Option({ id, option, isActive, isChosen, onTake }: OptionProps) {
  const scrollTo = (element: HTMLElement | null) => {
    if (isActive) element?.scrollIntoView({ block: 'nearest' });
  };
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the input, which names the active one
    // biome-ignore lint/a11y/useKeyWithClickEvents: the input takes the keys
    <div
      ref={scrollTo}
      role="option"
      id={id}
      aria-selected={isChosen}
      // Before the input loses the focus, which would close the list.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onTake}
      className={classNames(
        'flex cursor-default items-baseline gap-3 rounded-s px-2.5 py-1 hover:bg-hover',
        isActive && 'bg-hover shadow-[inset_0_0_0_1px_var(--focus)]',
        isChosen && 'font-strong',
      )}
    >
      <span className="min-w-0 flex-1 wrap-anywhere">{option.label}</span>
      {option.note ? <span className="text-s whitespace-nowrap text-ink-2">{option.note}</span> : null}
    </div>
  );
}

/** Options in which every word that was typed occurs, those that begin with it first. */
export function fitting(options: readonly CellOption[], typed: string): readonly CellOption[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  const text = ({ id, label, note }: CellOption) => `${id} ${label} ${note ?? ''}`.toLowerCase();
  const found = options.filter((option) => words.every((word) => text(option).includes(word)));
  const begins = (option: CellOption) => Number(!text(option).startsWith(words[0] ?? ''));
  return found.toSorted((a, b) => begins(a) - begins(b));
}
