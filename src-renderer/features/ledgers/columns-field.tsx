import { ChevronDown, Plus, Undo2 } from 'lucide-react';
import { useId, useState } from 'react';
import { type ColumnText, MOST_COLUMNS } from '../../../src-main/contract/column-text.ts';
import type { ColumnChoices } from '../../../src-main/contract/ledger.ts';
import { plural } from '../../format/amount.ts';
import { Button } from '../../ui/button.tsx';
import { LedgerText } from '../../ui/ledger-text.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Switch } from '../../ui/switch.tsx';
import { Table, Th } from '../../ui/table.tsx';
import { labelClass, TextField } from '../../ui/text-field.tsx';
import { focusCell } from '../clients/focus-cell.ts';
import { ColumnRow } from './column-row.tsx';
import { mappingProblem, mappingWords, moved, rowProblems, rowsOf, sampleLines, textOf, writtenOut } from './column-rows.ts';
import type { SettingDraft } from './setting-draft.ts';

type ColumnsFieldProps = {
  label: string;
  /** How the text is written. */
  description: string | undefined;
  choices: ColumnChoices;
  /** The mapping as text, or the id of a preset. */
  value: string;
  /** The form, for settings that change how the sample looks. */
  draft: SettingDraft;
  problem: string | undefined;
  onChange: (text: string) => void;
};

/** What stands in the columns of a file, as a table to type over with the file's first lines beneath it, or as text. */
export function ColumnsField({ label, description, choices, value, draft, problem, onChange }: ColumnsFieldProps) {
  const id = useId();
  const [wantsText, setWantsText] = useState(false);
  const [before, setBefore] = useState<string>();
  const read = rowsOf(choices, value);
  const unread = 'problem' in read ? read.problem : undefined;
  const start = (preset: string) => {
    // Nothing of a person's own is lost by looking at a preset.
    if (!choices.presets.some(({ id: known }) => known === value)) setBefore(value);
    onChange(preset);
  };
  return (
    <fieldset aria-labelledby={id} className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span id={id} className={`${labelClass} mr-auto`}>
          {label}
        </span>
        {before === undefined || before === value ? null : (
          <Button size="s" variant="quiet" icon={<Undo2 />} onPress={() => onChange(before)}>
            Put mine back
          </Button>
        )}
        <Switch isOn={wantsText || unread !== undefined} isDisabled={unread !== undefined} onChange={setWantsText}>
          Edit as text
        </Switch>
        <Presets choices={choices} value={value} onStart={start} />
      </div>
      {wantsText || 'problem' in read ? (
        <TextField
          label="Columns as text"
          lines={6}
          value={writtenOut(choices, value)}
          onChange={onChange}
          spellCheck="false"
          autoComplete="off"
          description={description}
          problem={problem ?? unread}
        />
      ) : (
        <Editor choices={choices} rows={read.columns} draft={draft} problem={problem} onChange={(rows) => onChange(textOf(rows))} />
      )}
    </fieldset>
  );
}

function Presets({ choices, value, onStart }: { choices: ColumnChoices; value: string; onStart: (id: string) => void }) {
  const entries = choices.presets.map(({ id, label }) => ({ id, label, note: id, isOn: id === value.trim(), run: () => onStart(id) }));
  return (
    <Menu label="Start from" groups={[{ entries }]} className="min-w-80">
      <Button size="s">
        Start from…
        <ChevronDown />
      </Button>
    </Menu>
  );
}

type EditorProps = Pick<ColumnsFieldProps, 'choices' | 'draft' | 'problem'> & {
  rows: readonly ColumnText[];
  onChange: (rows: readonly ColumnText[]) => void;
};

function Editor({ choices, rows, draft, problem, onChange }: EditorProps) {
  const problems = rowProblems(choices, rows);
  const whole = problem ?? mappingProblem(choices, rows);
  const words = mappingWords(choices, rows);
  const move = (from: number, to: number) => {
    onChange(moved(rows, from, to));
    // The focus goes with the row; at the ends the button that brought it there has nothing more to do.
    const isUp = to < from;
    focusCell(`${to}:${isUp ? (to === 0 ? 'down' : 'up') : to === rows.length - 1 ? 'up' : 'down'}`);
  };
  const add = () => {
    onChange([...rows, { title: '', value: '', format: '' }]);
    focusCell(`${rows.length}:title`);
  };
  const remove = (index: number) => {
    onChange(rows.toSpliced(index, 1));
    focusCell(rows.length === 1 ? 'add' : `${Math.min(index, rows.length - 2)}:remove`);
  };
  // The text has no other names for its columns than their places.
  const places = rows.map((row, index) => ({ row, index, key: `column ${index}` }));
  return (
    <>
      <div className="max-h-[min(460px,60dvh)] overflow-y-auto rounded-s border">
        <Table label="Columns of the file">
          <thead className="sticky top-0 z-10 bg-surface">
            <tr>
              <Th number className="w-8 pr-1">
                <span className="sr-only">Place</span>
              </Th>
              <Th className="w-[28%]">Title in the file</Th>
              <Th className="w-[34%]">What goes into it</Th>
              <Th className="w-[20%]">Format</Th>
              <Th className="w-[100px]">
                <span className="sr-only">Order</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {places.map(({ row, index, key }) => (
              <ColumnRow
                key={key}
                choices={choices}
                row={row}
                index={index}
                isLast={index === rows.length - 1}
                problem={problems[index] ?? {}}
                onChange={(next) => onChange(rows.with(index, next))}
                onMove={(to) => move(index, to)}
                onRemove={() => remove(index)}
              />
            ))}
          </tbody>
        </Table>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button size="s" icon={<Plus />} onPress={add} isDisabled={rows.length >= MOST_COLUMNS} data-cell="add">
          Add a column
        </Button>
        <span className="text-s text-ink-3">
          {plural(rows.length, 'column')}
          {words ? `, ${words}` : ''}
        </span>
      </div>
      {whole ? (
        <p role="alert" className="text-s text-wrong">
          {whole}
        </p>
      ) : null}
      {rows.length > 0 ? <LedgerText label="The file’s first lines" text={sampleLines(choices, rows, draft).join('\n')} /> : null}
    </>
  );
}
