import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button,
  ComboBox,
  FieldError,
  Header,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Select,
  SelectValue,
  Text,
} from 'react-aria-components';
import { classNames } from './class-names.ts';
import { optionClass, Popover } from './popover.tsx';
import { inputClass, labelClass } from './text-field.tsx';

export type Choice = { id: string; label: string; note?: string };
export type ChoiceGroup = { title: string; choices: readonly Choice[] };

type ChoiceFieldProps = {
  label: string;
  groups: readonly ChoiceGroup[];
  value: string | null;
  onChange: (id: string) => void;
  description?: ReactNode;
  problem?: string | undefined;
  className?: string;
  isDisabled?: boolean;
};

function Option({ choice }: { choice: Choice }) {
  return (
    <ListBoxItem id={choice.id} textValue={choice.label} className={optionClass}>
      {({ isSelected }) => (
        <>
          <Text slot="label" className="flex-1 truncate">
            {choice.label}
          </Text>
          {choice.note ? <span className="text-s text-ink-3">{choice.note}</span> : null}
          <Check aria-hidden="true" className={isSelected ? 'text-accent' : 'invisible'} />
        </>
      )}
    </ListBoxItem>
  );
}

export function ChoiceList({ groups }: { groups: readonly ChoiceGroup[] }) {
  return (
    <ListBox
      className="max-h-[min(320px,50dvh)] overflow-auto outline-none"
      renderEmptyState={() => <p className="px-2.5 py-2 text-s text-ink-3">Nothing fits.</p>}
    >
      {groups.map((group) => (
        <ListBoxSection key={group.title} id={group.title}>
          <Header className={classNames('px-2.5 pt-2 pb-1 text-xs font-medium text-ink-3', group.title === '' && 'hidden')}>
            {group.title}
          </Header>
          {group.choices.map((choice) => (
            <Option key={choice.id} choice={choice} />
          ))}
        </ListBoxSection>
      ))}
    </ListBox>
  );
}

/** One of a long list, found by typing. */
export function SearchChoiceField({ label, groups, value, onChange, description, problem, className, isDisabled }: ChoiceFieldProps) {
  return (
    <ComboBox
      selectedKey={value}
      onSelectionChange={(key) => key !== null && onChange(String(key))}
      menuTrigger="focus"
      allowsEmptyCollection
      isInvalid={Boolean(problem)}
      isDisabled={isDisabled ?? false}
      className={classNames('flex flex-col gap-1', className)}
    >
      <Label className={labelClass}>{label}</Label>
      <div className="relative">
        {/* What is typed takes the place of the present choice, also after a click. */}
        <Input onClick={(event) => event.currentTarget.select()} className={classNames(inputClass, 'pr-8')} />
        <Button aria-label={`Show ${label}`} className="absolute inset-y-0 right-0 flex w-8 items-center justify-center text-ink-3">
          <ChevronDown className="size-4" />
        </Button>
      </div>
      {description ? (
        <Text slot="description" className="text-s text-ink-3">
          {description}
        </Text>
      ) : null}
      <FieldError className="text-s text-wrong">{problem}</FieldError>
      <Popover className="w-(--trigger-width) min-w-56">
        <ChoiceList groups={groups} />
      </Popover>
    </ComboBox>
  );
}

function labelOf(groups: readonly ChoiceGroup[], value: string | null): string {
  return groups.flatMap(({ choices }) => choices).find(({ id }) => id === value)?.label ?? '';
}

/** One of a short list. */
export function ChoiceField({ label, groups, value, onChange, description, className, isDisabled }: ChoiceFieldProps) {
  return (
    <Select
      selectedKey={value}
      onSelectionChange={(key) => key !== null && onChange(String(key))}
      isDisabled={isDisabled ?? false}
      className={classNames('flex flex-col gap-1', className)}
    >
      <Label className={labelClass}>{label}</Label>
      <Button className={classNames(inputClass, 'flex items-center justify-between gap-2 text-left data-focus-visible:border-focus')}>
        <SelectValue className="truncate data-placeholder:text-ink-3">
          {({ defaultChildren, isPlaceholder }) => (isPlaceholder ? defaultChildren : labelOf(groups, value))}
        </SelectValue>
        <ChevronDown aria-hidden="true" className="size-4 shrink-0 text-ink-3" />
      </Button>
      {description ? (
        <Text slot="description" className="text-s text-ink-3">
          {description}
        </Text>
      ) : null}
      <Popover className="min-w-(--trigger-width)">
        <ChoiceList groups={groups} />
      </Popover>
    </Select>
  );
}
