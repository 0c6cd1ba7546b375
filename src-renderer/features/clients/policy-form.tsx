import type { ReactNode } from 'react';
import type { CheckInfo, Client, Policy } from '../../../src-main/contract/client.ts';
import { AmountField } from '../../ui/amount-field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Card } from '../../ui/page.tsx';
import { PercentSlider } from '../../ui/percent-slider.tsx';
import { Switch } from '../../ui/switch.tsx';
import { NameList } from './name-list.tsx';
import { MINIMUMS, policySummary } from './policy-draft.ts';
import { ReadingRules } from './reading-rules.tsx';

type PolicyFormProps = {
  client: Client;
  policy: Policy;
  version: number;
  checks: readonly CheckInfo[];
  problems: Partial<Record<'newSupplierLimit' | 'reviewAbove', string>>;
  onChange: (change: Partial<Policy>) => void;
};

/** The rules as a form, from what matters most to what is seldom touched. */
export function PolicyForm(props: PolicyFormProps) {
  const { client, policy, version, problems, onChange } = props;
  return (
    <>
      <header className="grid gap-0.5">
        <h2 className="text-l font-bold">What passes by itself, and what waits for you</h2>
        <p className="text-ink-2">
          {policySummary(policy)} {version === 0 ? 'These are the rules that every client starts with.' : `Version ${version}.`} Each
          decision keeps the version that it was made by.
        </p>
      </header>
      <Part title="How sure it must be" note="The probability that a value is right. A document with any value below its line waits.">
        <div className="grid gap-5">
          {MINIMUMS.map(({ id, label, description }) => (
            <PercentSlider
              key={id}
              label={label}
              description={description}
              value={policy.minimum[id]}
              onChange={(share) => onChange({ minimum: { ...policy.minimum, [id]: share } })}
            />
          ))}
        </div>
      </Part>
      <Part title="Limits" note="Whatever the probabilities say.">
        <div className="grid gap-5 desk:grid-cols-2">
          <AmountField
            label="Always wait above"
            description="Documents with a higher total wait for a person."
            currency={client.currency}
            value={policy.reviewAbove}
            problem={problems.reviewAbove}
            onChange={(reviewAbove) => onChange({ reviewAbove })}
          />
          <AmountField
            label="New supplier up to"
            description="A paid receipt of a new supplier may pass up to this. A bill to be paid always waits."
            currency={client.currency}
            value={policy.newSupplierLimit}
            problem={problems.newSupplierLimit}
            onChange={(newSupplierLimit) => onChange({ newSupplierLimit })}
          />
          <NumberField
            label="Unusual amount"
            unit="times the usual"
            description="Compared with the middle of what the supplier charged before."
            value={policy.unusualFactor}
            min={1.5}
            max={100}
            step={0.5}
            onChange={(unusualFactor) => onChange({ unusualFactor })}
          />
          <NumberField
            label="Too old after"
            unit="months"
            description="Older documents wait."
            value={policy.staleMonths}
            min={1}
            max={120}
            onChange={(staleMonths) => onChange({ staleMonths })}
          />
        </div>
      </Part>
      <Part title="Suppliers that always wait" note="For payees that a person wants to see each time.">
        <NameList clientId={client.id} names={policy.alwaysReview} onChange={(alwaysReview) => onChange({ alwaysReview })} />
      </Part>
      <Checks {...props} />
      <Part title="Reading" note="How much time reading a picture may take.">
        <ReadingRules rules={policy.reading} onChange={(reading) => onChange({ reading })} />
      </Part>
      <Part title="Time to undo" note="How long an approval can be taken back before it is written to the ledger.">
        <NumberField
          label="Undo for"
          unit="seconds"
          value={policy.undoSeconds}
          min={0}
          max={3600}
          onChange={(undoSeconds) => onChange({ undoSeconds })}
        />
      </Part>
    </>
  );
}

function Part({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <Card>
      <header className="mb-4 grid gap-0.5">
        <h3 className="text-l font-bold">{title}</h3>
        <p className="text-s text-ink-2">{note}</p>
      </header>
      {children}
    </Card>
  );
}

function Checks({ policy, checks, onChange }: PolicyFormProps) {
  if (checks.length === 0) return null;
  const toggle = (id: string, on: boolean) =>
    onChange({ disabledChecks: on ? policy.disabledChecks.filter((known) => known !== id) : [...policy.disabledChecks, id] });
  return (
    <Part title="Checks" note="What each document is held against. Switching one off is written to the audit.">
      <ul className="grid">
        {checks.map(({ id, title, explanation }) => (
          <li key={id} className="border-b py-2.5 first:pt-0 last:border-0 last:pb-0">
            <Switch isOn={!policy.disabledChecks.includes(id)} onChange={(on) => toggle(id, on)}>
              <span className="block font-medium">{title}</span>
              <span className="block text-s text-ink-2">{explanation}</span>
            </Switch>
          </li>
        ))}
      </ul>
    </Part>
  );
}
