import { X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { AccountKind } from '../../../src-main/contract/client.ts';
import { CellChoice, type CellOption } from '../../ui/cell-choice.tsx';
import { CellInput, CellSelect } from '../../ui/cell-input.tsx';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Switch } from '../../ui/switch.tsx';
import { type AccountProblem, type AccountRow, KIND_WORDS } from './chart-draft.ts';
import { focusCell } from './focus-cell.ts';
import { NotThereChip } from './not-there-chip.tsx';

const KINDS = Object.entries(KIND_WORDS).map(([id, label]) => ({ id, label }));

type ChartRowProps = {
  row: AccountRow;
  index: number;
  problem: AccountProblem | undefined;
  isNew: boolean;
  /** The ledger's accounts to choose from; absent where it does not tell them. */
  options: readonly CellOption[] | undefined;
  /** What the ledger calls the account besides its number there. */
  nameThere: string | undefined;
  /** Whether the ledger lacks this account, and whether it makes it by itself. */
  missing: 'no' | 'missing' | 'made';
  onChange: (next: Partial<AccountRow>) => void;
  onRemove: () => void;
  /** Enter in the last row. */
  onNext: () => void;
};

/** An account to type over. Enter and the arrows go up and down as in a spreadsheet. */
export function ChartRow({ row, index, problem, isNew, options, nameThere, missing, onChange, onRemove, onNext }: ChartRowProps) {
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
  const text = (field: 'code' | 'name', label: string, placeholder: string) => (
    <CellInput
      label={`${label} of ${name}`}
      value={row[field]}
      placeholder={isNew ? placeholder : ''}
      isWrong={problem?.[field] !== undefined}
      cell={`${index}:${field}`}
      onKeyDown={move(field)}
      onChange={(value) => onChange({ [field]: value })}
      className={field === 'code' ? 'tabular-nums' : ''}
    />
  );
  const ledgerName = {
    label: `Name in the ledger of ${name}`,
    value: row.ledgerName,
    placeholder: isNew && !options ? 'expenses:laundry' : '',
    isWrong: problem?.ledgerName !== undefined,
    cell: `${index}:ledgerName`,
    onKeyDown: move('ledgerName'),
    onChange: (value: string) => onChange({ ledgerName: value }),
    className: 'font-mono text-s',
  };
  return (
    <>
      <tr className={classNames('border-b', problem && 'border-0', !row.active && 'text-ink-3 [&_input]:text-ink-3')}>
        <td className="py-0.5">{text('code', 'Code', '6420')}</td>
        <td className="py-0.5">{text('name', 'Name', 'Laundry')}</td>
        <td className="py-0.5">
          <div className="flex items-center gap-1.5">
            {options ? <CellChoice {...ledgerName} options={options} /> : <CellInput {...ledgerName} />}
            {nameThere ? <span className="max-w-[50%] shrink-0 truncate text-s text-ink-2">{nameThere}</span> : null}
            {missing === 'no' ? null : <NotThereChip isMade={missing === 'made'} />}
          </div>
        </td>
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
