import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';

/** One of two to five choices that are all shown. */
export function Segments<Id extends string>({
  label,
  choices,
  value,
  onChange,
}: {
  label: string;
  choices: readonly { id: Id; label: string }[];
  value: Id;
  onChange: (id: Id) => void;
}) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const next = choices.find(({ id }) => keys.has(id));
        if (next) onChange(next.id);
      }}
      className="inline-flex gap-0.5 rounded-m bg-sunken p-0.5"
    >
      {choices.map(({ id, label: words }) => (
        <ToggleButton
          key={id}
          id={id}
          className="cursor-default rounded-s px-2.5 py-1 text-s font-medium text-ink-2 data-hovered:text-ink data-selected:bg-surface data-selected:text-ink data-selected:shadow-[0_0_0_1px_var(--line)]"
        >
          {words}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
