import { Minus, Plus } from 'lucide-react';
import { NumberField as AriaNumberField, Button, FieldError, Group, Input, Label, Text } from 'react-aria-components';
import { inputClass, labelClass } from './text-field.tsx';

type NumberFieldProps = {
  label: string;
  description?: string;
  /** After the number, for example `months`. */
  unit: string;
  value: number;
  onChange: (value: number) => void;
  min: number;
  max: number;
  step?: number;
};

const stepClass =
  'flex h-full w-8 cursor-default items-center justify-center text-ink-2 data-hovered:bg-hover data-hovered:text-ink data-disabled:opacity-40';

/** A number that is no amount, with its unit. */
export function NumberField({ label, description, unit, value, onChange, min, max, step = 1 }: NumberFieldProps) {
  return (
    <AriaNumberField
      value={value}
      onChange={(next) => !Number.isNaN(next) && onChange(next)}
      minValue={min}
      maxValue={max}
      step={step}
      className="flex flex-col gap-1"
    >
      <Label className={labelClass}>{label}</Label>
      <div className="flex items-center gap-2">
        <Group className="flex h-[33px] items-center overflow-hidden rounded-s border border-line-strong bg-surface data-focus-within:border-focus data-focus-within:shadow-[0_0_0_2px_color-mix(in_srgb,var(--focus)_30%,transparent)]">
          <Button slot="decrement" className={stepClass}>
            <Minus aria-hidden="true" className="size-3.5" />
          </Button>
          <Input className={`${inputClass} w-16 border-0 text-center tabular-nums data-focused:shadow-none`} />
          <Button slot="increment" className={stepClass}>
            <Plus aria-hidden="true" className="size-3.5" />
          </Button>
        </Group>
        <span className="text-ink-2">{unit}</span>
      </div>
      {description ? (
        <Text slot="description" className="text-s text-ink-2">
          {description}
        </Text>
      ) : null}
      <FieldError className="text-s text-wrong" />
    </AriaNumberField>
  );
}
