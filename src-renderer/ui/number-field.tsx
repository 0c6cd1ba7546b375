import { useId, useState } from 'react';
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

/**
 * A number that is no amount, with its unit. The browser's own field: the component library's clears its announcer with
 * `innerHTML`, which the window's content security policy forbids.
 */
export function NumberField({ label, description, unit, value, onChange, min, max, step = 1 }: NumberFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const isOut = typed !== undefined && numberIn(typed, min, max) === undefined;
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className={labelClass}>
        {label}
      </label>
      <div className="flex items-center gap-2">
        <input
          id={id}
          style={{ width: 96 }}
          type="number"
          value={typed ?? value}
          min={min}
          max={max}
          step={step}
          aria-invalid={isOut}
          aria-describedby={`${id}-note`}
          onChange={(event) => {
            setTyped(event.target.value);
            const next = numberIn(event.target.value, min, max);
            if (next !== undefined) onChange(next);
          }}
          onBlur={() => setTyped(undefined)}
          className={`${inputClass} tabular-nums hover:border-ink-3 focus:border-focus aria-invalid:border-wrong-line`}
        />
        <span className="text-ink-2">{unit}</span>
      </div>
      <span id={`${id}-note`} className={`text-s ${isOut ? 'text-wrong' : 'text-ink-2'}`}>
        {isOut ? `From ${min} to ${max}.` : description}
      </span>
    </div>
  );
}

function numberIn(text: string, min: number, max: number): number | undefined {
  const value = Number(text);
  return text.trim() !== '' && value >= min && value <= max ? value : undefined;
}
