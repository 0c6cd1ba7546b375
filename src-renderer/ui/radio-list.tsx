import type { ReactNode } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { classNames } from './class-names.ts';

export type RadioChoice = { id: string; label: ReactNode; note?: ReactNode };

/** One of a few choices, each with words about what it means. */
export function RadioList({
  label,
  choices,
  value,
  onChange,
  isDisabled = false,
}: {
  label: string;
  choices: readonly RadioChoice[];
  value: string | null;
  onChange: (id: string) => void;
  isDisabled?: boolean;
}) {
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onChange={onChange}
      isDisabled={isDisabled}
      className="overflow-hidden rounded-m border bg-surface"
    >
      {choices.map(({ id, label: words, note }) => (
        <Radio
          key={id}
          value={id}
          className="group flex cursor-default items-start gap-2.5 border-b px-3 py-2 outline-offset-[-2px] last:border-0 data-hovered:bg-hover data-selected:bg-accent-soft data-disabled:opacity-50"
        >
          <span
            aria-hidden="true"
            className={classNames(
              'mt-0.5 flex size-[15px] shrink-0 items-center justify-center rounded-full border-[1.5px] border-ink-3 bg-surface',
              'group-data-selected:border-accent group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-focus',
            )}
          >
            <span className="size-[7px] rounded-full group-data-selected:bg-accent" />
          </span>
          <span className="grid min-w-0 flex-1 gap-px">
            <span className="font-medium wrap-anywhere">{words}</span>
            {note ? <span className="text-s text-ink-2 wrap-anywhere">{note}</span> : null}
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
