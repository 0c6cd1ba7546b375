import { ChevronRight, FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { LedgerKind, SettingField } from '../../../src-main/contract/ledger.ts';
import { plural } from '../../format/amount.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { inputClass, labelClass, TextField } from '../../ui/text-field.tsx';
import { FolderDialog } from '../welcome/folder-dialog.tsx';
import { joinPath, lastName } from '../welcome/suggestions.ts';
import { ColumnsField } from './columns-field.tsx';
import { choiceLabel, isChanged, type SettingDraft, sentences, settingParts } from './setting-draft.ts';

type SettingFieldsProps = {
  kind: Pick<LedgerKind, 'fields' | 'signsIn'>;
  draft: SettingDraft;
  problems: Readonly<Record<string, string>>;
  /** Names of secrets that are kept. */
  kept: ReadonlySet<string>;
  /** Where choosing a path begins. */
  startFolder: string | undefined;
  onChange: (name: string, value: string | boolean) => void;
};

/** The settings of a connector as a form, made from what it says about them. What is seldom changed is folded away. */
export function SettingFields({ kind, draft, problems, kept, startFolder, onChange }: SettingFieldsProps) {
  const { main, more } = settingParts(kind);
  const [isOpen, setOpen] = useState(() => more.some((field) => isChanged(field, draft)));
  const hasProblem = more.some(({ name }) => problems[name] !== undefined);
  const setting = (field: SettingField, index: number) => (
    <Setting
      key={field.name}
      field={field}
      value={draft[field.name] ?? ''}
      problem={problems[field.name]}
      isKept={kept.has(field.name)}
      isFirst={field === main[0] && index === 0}
      startFolder={startFolder}
      draft={draft}
      onChange={(value) => onChange(field.name, value)}
    />
  );
  return (
    <>
      {main.map(setting)}
      {more.length > 0 ? (
        <Disclosure isExpanded={isOpen || hasProblem} onExpandedChange={setOpen} className="group/more">
          <Heading level={3}>
            <AriaButton
              slot="trigger"
              className="-ml-1 flex cursor-default items-center gap-1 rounded-s py-1 pr-2 font-medium text-ink-2 data-hovered:text-ink"
            >
              <ChevronRight aria-hidden="true" className="size-4 transition-transform group-data-expanded/more:rotate-90" />
              {plural(more.length, 'more setting')}, right for most
            </AriaButton>
          </Heading>
          <DisclosurePanel>
            <div className="grid grid-cols-[minmax(0,1fr)] gap-4 pt-3">{more.map(setting)}</div>
          </DisclosurePanel>
        </Disclosure>
      ) : null}
    </>
  );
}

type SettingProps = {
  field: SettingField;
  value: string | boolean;
  problem: string | undefined;
  isKept: boolean;
  isFirst: boolean;
  startFolder: string | undefined;
  draft: SettingDraft;
  onChange: (value: string | boolean) => void;
};

function Setting(props: SettingProps) {
  const { field, value, problem, isKept, isFirst, onChange } = props;
  const isFilled = field.required || field.kind === 'switch' || field.initial !== undefined;
  const label = isFilled ? field.title : `${field.title} (may stay empty)`;
  const text = typeof value === 'string' ? value : '';
  const shared = {
    label,
    value: text,
    problem,
    onChange,
    autoFocus: isFirst,
    ...(field.description ? { description: field.description } : {}),
    ...(field.placeholder ? { placeholder: field.placeholder } : {}),
  };
  switch (field.kind) {
    case 'switch':
      return (
        <Switch isOn={value === true} onChange={onChange}>
          <span className="block">{label}</span>
          {field.description ? <span className="block text-s text-ink-3">{field.description}</span> : null}
        </Switch>
      );
    case 'secret':
      return (
        <TextField
          {...shared}
          type="password"
          autoComplete="off"
          {...(isKept ? { placeholder: 'Kept. Leave empty to go on using it' } : {})}
          description={sentences(field.description, 'Kept encrypted on this computer and never shown again.')}
        />
      );
    case 'choice':
      return <ChoiceSetting {...props} label={label} text={text} />;
    case 'date':
      return <DateSetting {...props} label={label} text={text} />;
    case 'path':
      return <PathSetting {...props} shared={shared} />;
    case 'number':
      return <TextField {...shared} inputMode="decimal" inputClassName="max-w-[140px]" />;
    case 'url':
      return <TextField {...shared} inputMode="url" spellCheck="false" autoComplete="off" />;
    case 'columns':
      return <ColumnsSetting {...props} label={label} text={text} />;
    case 'text':
      return <TextField {...shared} spellCheck="false" autoComplete="off" />;
  }
}

function ChoiceSetting({ field, text, label, problem, onChange }: SettingProps & { label: string; text: string }) {
  return (
    <div className="grid gap-1">
      <ChoiceField
        label={label}
        groups={[{ title: '', choices: (field.choices ?? []).map((choice) => ({ ...choice, label: choiceLabel(choice) })) }]}
        value={text === '' ? null : text}
        onChange={onChange}
        {...(field.description ? { description: field.description } : {})}
        className="max-w-[340px]"
      />
      {problem ? <span className="text-s text-wrong">{problem}</span> : null}
    </div>
  );
}

function ColumnsSetting({ field, text, label, problem, draft, onChange }: SettingProps & { label: string; text: string }) {
  const { columns, description } = field;
  if (columns === undefined)
    return <TextField label={label} value={text} problem={problem} description={description} onChange={onChange} />;
  return (
    <ColumnsField
      label={label}
      description={description}
      choices={columns}
      value={text}
      draft={draft}
      problem={problem}
      onChange={onChange}
    />
  );
}

/** The browser's own field, which knows the user's order of day and month. */
function DateSetting({ field, text, label, problem, onChange }: SettingProps & { label: string; text: string }) {
  const id = `setting-${field.name}`;
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className={labelClass}>
        {label}
      </label>
      <input
        id={id}
        type="date"
        value={text}
        max="9999-12-31"
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.target.value)}
        className={`${inputClass} max-w-[180px] tabular-nums hover:border-ink-3 focus:border-focus aria-invalid:border-wrong-line`}
      />
      <span id={`${id}-note`} className={`text-s ${problem ? 'text-wrong' : 'text-ink-3'}`}>
        {problem ?? field.description}
      </span>
    </div>
  );
}

type Shared = { label: string; value: string; problem: string | undefined; onChange: (value: string) => void; autoFocus: boolean };

/** A path is typed or pasted; choosing a folder keeps the name of the file that stood at its end. */
function PathSetting({ field, startFolder, onChange, shared }: SettingProps & { shared: Shared }) {
  const [isChoosing, setChoosing] = useState(false);
  const text = shared.value.trim();
  const file = lastName(text || (field.placeholder ?? ''));
  const isFile = /\.[a-z0-9]{1,10}$/i.test(file);
  return (
    <>
      <TextField
        {...shared}
        spellCheck="false"
        autoComplete="off"
        aside={
          <Button icon={<FolderOpen />} onPress={() => setChoosing(true)}>
            Choose folder
          </Button>
        }
      />
      <FolderDialog
        title={field.title}
        isOpen={isChoosing}
        start={folderOf(text, isFile) ?? startFolder}
        onClose={() => setChoosing(false)}
        onChoose={(folder) => {
          onChange(isFile ? joinPath(folder, file) : folder);
          setChoosing(false);
        }}
      />
    </>
  );
}

function folderOf(path: string, isFile: boolean): string | undefined {
  if (path === '') return undefined;
  return isFile ? path.replace(/[\\/][^\\/]*$/, '') || undefined : path;
}
