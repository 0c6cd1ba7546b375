import { X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { AccountKind } from '../../../src-main/contract/client.ts';
import { CellInput, CellSelect } from '../../ui/cell-input.tsx';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Switch } from '../../ui/switch.tsx';
import { type AccountProblem, type AccountRow, KIND_WORDS } from './chart-draft.ts';
import { focusCell } from './focus-cell.ts';

const KINDS = Object.entries(KIND_WORDS).map(([id, label]) => ({ id, label }));

type ChartRowProps = {
  row: AccountRow;
  index: number;
  problem: AccountProblem | undefined;
  isNew: boolean;
  onChange: (next: Partial<AccountRow>) => void;
  onRemove: () => void;
  /** Enter in the last row. */
  onNext: () => void;
};

/** An account to type over. Enter and the arrows go up and down as in a spreadsheet. */
export function ChartRow({ row, index, problem, isNew, onChange, onRemove, onNext }: ChartRowProps) {
  const move = (field: string) => (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'ArrowUp') focusCell(`${index - 1}:${field}`);
    else if (event.key === 'ArrowDown') focusCell(`${index + 1}:${field}`);
    else if (event.key === 'Enter') {
      onNext();
      focusCell(`${index + 1}:${field}`);
    } else return;
    event.preventDefault();
  };
  const name = row.name || row.code || `row ${index + 1}`;
  const text = (field: 'code' | 'name' | 'ledgerName', label: string, placeholder: string) => (
    <CellInput
      label={`${label} of ${name}`}
      value={row[field]}
      placeholder={isNew ? placeholder : ''}
      isWrong={problem?.[field] !== undefined}
      cell={`${index}:${field}`}
      onKeyDown={move(field)}
      onChange={(value) => onChange({ [field]: value })}
      className={field === 'ledgerName' ? 'font-mono text-s' : field === 'code' ? 'tabular-nums' : ''}
    />
  );
  return (
    <>
      <tr className={classNames('border-b', problem && 'border-0', !row.active && 'text-ink-3 [&_input]:text-ink-3')}>
        <td className="py-0.5">{text('code', 'Code', '6420')}</td>
        <td className="py-0.5">{text('name', 'Name', 'Laundry')}</td>
        <td className="py-0.5">{text('ledgerName', 'Name in the ledger', 'expenses:laundry')}</td>
        <td className="py-0.5">
          <CellSelect
            label={`Kind of ${name}`}
            value={row.kind}
            choices={KINDS}
            onChange={(kind) => onChange({ kind: kind as AccountKind })}
          />
        </td>
        <td className="py-0.5 pl-2">
          {isNew ? (
            <IconButton label={`Remove ${name}`} icon={<X />} onPress={onRemove} />
          ) : (
            <Switch isOn={row.active} onChange={(active) => onChange({ active })}>
              <span className="sr-only">{name} is active</span>
            </Switch>
          )}
        </td>
      </tr>
      {problem ? (
        <tr className="border-b">
          <td colSpan={5} className="px-1.5 pb-1.5 text-s text-wrong">
            {Object.values(problem).join(' ')}
          </td>
        </tr>
      ) : null}
    </>
  );
}
