import type { Policy } from '../../../src-main/contract/client.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { Switch } from '../../ui/switch.tsx';

type Rules = Policy['reading'];

/** How much reading may cost: the second reader looks only where the first one was unsure of something that decides. */
export function ReadingRules({ rules, onChange }: { rules: Rules; onChange: (rules: Rules) => void }) {
  const isOn = rules.secondReader === 'doubtful';
  return (
    <div className="grid gap-5">
      <Switch isOn={isOn} onChange={(on) => onChange({ ...rules, secondReader: on ? 'doubtful' : 'never' })}>
        <span className="block font-medium">A second reader looks at doubtful rows</span>
        <span className="block text-s text-ink-2">
          Rows with the date, the total, the IBAN or the number that the first reader is not sure of. Where both agree, fewer documents
          wait; where they differ, you choose. Without it reading is faster and more documents wait.
        </span>
      </Switch>
      {isOn ? (
        <div className="grid gap-5 desk:grid-cols-2">
          <NumberField
            label="At most"
            unit="rows of a page"
            description="Those that decide most come first."
            value={rules.maxSecondRows}
            min={0}
            max={200}
            onChange={(maxSecondRows) => onChange({ ...rules, maxSecondRows: Math.round(maxSecondRows) })}
          />
          <NumberField
            label="For no longer than"
            unit="seconds a page"
            description="What it has seen by then counts; the rest stays as the first reader read it."
            value={rules.budgetMs / 1000}
            min={0}
            max={60}
            step={0.5}
            onChange={(seconds) => onChange({ ...rules, budgetMs: Math.round(seconds * 1000) })}
          />
        </div>
      ) : null}
    </div>
  );
}
