import { useId } from 'react';
import { inputClass } from './text-field.tsx';

/** A day, as `YYYY-MM-DD` or empty. The browser's own field knows the user's order of day and month and has a calendar. */
export function DayField({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) {
  const id = useId();
  return (
    <div className="w-[134px] shrink-0">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <input
        id={id}
        type="date"
        value={value}
        max="9999-12-31"
        onChange={(event) => onChange(event.target.value)}
        className={`${inputClass} text-s tabular-nums hover:border-ink-3 focus:border-focus ${value ? '' : 'text-ink-3'}`}
      />
    </div>
  );
}
