import { useState } from 'react';
import { formatAmount } from '../format/amount.ts';
import { parseAmount } from '../format/parse-amount.ts';
import { TextField } from './text-field.tsx';

type AmountFieldProps = {
  label: string;
  description?: string;
  currency: string;
  /** Decimal text, or what was typed where that is no amount. */
  value: string;
  onChange: (value: string) => void;
  problem?: string | undefined;
};

/** An amount, shown as the locale writes it and given back as decimal text. It never becomes a number. */
export function AmountField({ label, description, currency, value, onChange, problem }: AmountFieldProps) {
  const [typed, setTyped] = useState<string>();
  return (
    <TextField
      label={label}
      {...(description ? { description } : {})}
      problem={problem}
      value={typed ?? formatAmount(value, { currency })}
      inputMode="decimal"
      aside={<span className="self-center text-ink-2">{currency}</span>}
      onChange={(text) => {
        setTyped(text);
        onChange(parseAmount(text, currency) ?? text);
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
