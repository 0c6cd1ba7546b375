import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { dayByPattern } from '../../../src-main/contract/column-format.ts';
import type { ColumnText } from '../../../src-main/contract/column-text.ts';
import type { ColumnChoices } from '../../../src-main/contract/ledger.ts';
import { CellChoice, fitting } from '../../ui/cell-choice.tsx';
import { CellInput, CellSelect } from '../../ui/cell-input.tsx';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { focusCell } from '../clients/focus-cell.ts';
import { type ColumnValue, columnValue, type RowProblem, withValue } from './column-rows.ts';

type ColumnRowProps = {
  choices: ColumnChoices;
  row: ColumnText;
  index: number;
  isLast: boolean;
  problem: RowProblem;
  onChange: (row: ColumnText) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
};

/** A column of the file to type over. Enter and the arrows go up and down as in a spreadsheet. */
export function ColumnRow({ choices, row, index, isLast, problem, onChange, onMove, onRemove }: ColumnRowProps) {
  const name = row.title.trim() || `column ${index + 1}`;
  const keys = (field: string) => (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'ArrowUp') focusCell(`${index - 1}:${field}`);
    else if (event.key === 'ArrowDown' || event.key === 'Enter') focusCell(`${index + 1}:${field}`);
    else return;
    // Enter would send the form.
    event.preventDefault();
  };
  const words = [problem.value, problem.format, problem.title].filter((text) => text !== undefined);
  const isWrong = problem.value !== undefined || problem.format !== undefined;
  return (
    <>
      <tr className={words.length === 0 ? 'border-b' : ''}>
        <td className="num py-0.5 pr-1 text-s text-ink-3">{index + 1}</td>
        <td className="py-0.5">
          <CellInput
            label={`Title of column ${index + 1}`}
            value={row.title}
            placeholder="Title in the file"
            cell={`${index}:title`}
            onKeyDown={keys('title')}
            onChange={(title) => onChange({ ...row, title })}
          />
        </td>
        <td className="py-0.5">
          <ValueCell
            choices={choices}
            row={row}
            label={`What goes into ${name}`}
            cell={`${index}:value`}
            onKeyDown={keys('value')}
            isWrong={problem.value !== undefined}
            onChange={(value) => onChange(withValue(choices, row, value))}
          />
        </td>
        <td className="py-0.5">
          <FormatCell
            value={columnValue(choices, row)}
            format={row.format}
            label={`Format of ${name}`}
            cell={`${index}:format`}
            onKeyDown={keys('format')}
            isWrong={problem.format !== undefined}
            onChange={(format) => onChange({ ...row, format })}
          />
        </td>
        <td className="py-0.5 text-right whitespace-nowrap">
          <IconButton
            label={`Move ${name} up`}
            icon={<ArrowUp />}
            isDisabled={index === 0}
            onPress={() => onMove(index - 1)}
            data-cell={`${index}:up`}
          />
          <IconButton
            label={`Move ${name} down`}
            icon={<ArrowDown />}
            isDisabled={isLast}
            onPress={() => onMove(index + 1)}
            data-cell={`${index}:down`}
          />
          <IconButton label={`Remove ${name}`} icon={<X />} onPress={onRemove} data-cell={`${index}:remove`} />
        </td>
      </tr>
      {words.length > 0 ? (
        <tr className="border-b">
          <td />
          <td colSpan={4} className={classNames('px-1.5 pb-1.5 text-s', isWrong ? 'text-wrong' : 'text-doubt')}>
            {words.join(' ')}
          </td>
        </tr>
      ) : null}
    </>
  );
}

type CellProps = {
  label: string;
  cell: string;
  isWrong: boolean;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onChange: (text: string) => void;
};

/** What goes into a column: found by typing, and always one of the list. What was typed and fits nothing is forgotten on leaving. */
function ValueCell({ choices, row, onChange, onKeyDown, ...rest }: CellProps & { choices: ColumnChoices; row: ColumnText }) {
  const [typed, setTyped] = useState<string>();
  const options = choices.values.map(({ label, example, description = '' }) => ({ id: label, label, note: example || description }));
  const take = (label: string) => {
    const value = choices.values.find((candidate) => candidate.label === label);
    if (value) onChange(value.id);
    setTyped(value ? undefined : label);
  };
  return (
    // What is typed takes the place of the present choice, also after a click.
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to the input inside
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard selects by itself
    <div
      onBlur={() => setTyped(undefined)}
      onClick={({ target }) => {
        if (target instanceof HTMLInputElement && typed === undefined) target.select();
      }}
    >
      <CellChoice
        {...rest}
        className="text-ellipsis"
        value={typed ?? columnValue(choices, row)?.label ?? row.value}
        options={options}
        onChange={take}
        onKeyDown={(event) => {
          const best = typed === undefined ? undefined : fitting(options, typed)[0];
          if (event.key !== 'Enter' || best === undefined) return onKeyDown(event);
          take(best.id);
          event.preventDefault();
          // The list closes with the focus, which comes back at once.
          event.currentTarget.blur();
          event.currentTarget.focus();
        }}
      />
    </div>
  );
}

const DAY_PATTERNS = ['YYYY-MM-DD', 'DD.MM.YYYY', 'DD/MM/YYYY', 'MM/DD/YYYY', 'DD-MM-YYYY', 'YYYYMMDD', 'DD.MM.YY', 'DD/MM/YY'];
const SIGNS = [
  { id: '', label: 'with its sign' },
  { id: 'abs', label: 'without its sign' },
];
const PLACEHOLDERS = { kinds: 'PI|PC|BP|BR', length: 'any length', fixed: 'the text' };

function FormatCell({ value, format, ...rest }: CellProps & { value: ColumnValue | undefined; format: string }) {
  if (value?.format === undefined && format === '') return null;
  if (value?.format === 'day') {
    const options = DAY_PATTERNS.map((id) => ({ id, label: id, note: dayByPattern(value.example, id) }));
    return <CellChoice {...rest} value={format} options={options} placeholder="YYYY-MM-DD" />;
  }
  if (value?.format === 'amount') {
    const isKnown = SIGNS.some(({ id }) => id === format);
    return <CellSelect {...rest} value={format} choices={isKnown ? SIGNS : [...SIGNS, { id: format, label: format }]} />;
  }
  return <CellInput {...rest} value={format} placeholder={value?.format ? PLACEHOLDERS[value.format] : ''} />;
}
