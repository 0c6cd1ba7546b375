import { ChevronDown } from 'lucide-react';
import { Button, ComboBox, Input } from 'react-aria-components';
import type { Client } from '../../../src-main/contract/client.ts';
import { type ChoiceGroup, ChoiceList } from '../../ui/choice-field.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Popover } from '../../ui/popover.tsx';
import { saveValue } from './corrections.ts';
import { type FieldRow, TYPE_LABELS } from './field-rows.ts';
import { focusStop } from './focus.ts';
import { useReview } from './review-context.ts';
import { RowFrame } from './row-frame.tsx';
import { editorClass, markedClass } from './text-row.tsx';

/** A value that is chosen from the client's own lists: account, tax code or type. */
export function ChoiceRow({ row }: { row: FieldRow }) {
  const { detail, client, canEdit } = useReview();
  const groups = choicesOf(row, client);
  return (
    <RowFrame row={row} note={row.why}>
      <ComboBox
        key={`${detail.id} ${row.raw} ${client?.id ?? ''}`}
        aria-label={row.label}
        defaultSelectedKey={row.raw === '' ? null : row.raw}
        onSelectionChange={(key) => {
          if (key === null || String(key) === row.raw) return;
          // The editor is made anew for its new value; the row stays and keeps the focus.
          focusStop(row.name);
          void saveValue(detail.id, row.name, String(key));
        }}
        menuTrigger="input"
        isDisabled={!canEdit}
        className="relative min-w-0"
      >
        <Input className={classNames(editorClass, markedClass(row), 'pr-7')} placeholder={row.mark === 'missing' ? 'Choose one' : ''} />
        <Button
          aria-label={`Show every ${row.label.toLowerCase()}`}
          className="absolute inset-y-0 right-0 flex w-7 items-center justify-center text-ink-3 opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100"
        >
          <ChevronDown className="size-3.5" />
        </Button>
        <Popover className="w-(--trigger-width) min-w-64">
          <ChoiceList groups={groups} />
        </Popover>
      </ComboBox>
    </RowFrame>
  );
}

const KINDS = { expense: 'Expenses', asset: 'Assets', liability: 'Liabilities', equity: 'Equity', income: 'Income' } as const;

function choicesOf(row: FieldRow, client: Client | undefined): ChoiceGroup[] {
  if (row.name === 'type') return [{ title: '', choices: Object.entries(TYPE_LABELS).map(([id, label]) => ({ id, label })) }];
  if (row.name === 'taxCode')
    return [{ title: '', choices: (client?.taxCodes ?? []).map(({ code, name }) => ({ id: code, label: name, note: code })) }];
  return Object.entries(KINDS)
    .map(([kind, title]) => ({
      title,
      choices: (client?.accounts ?? [])
        .filter((account) => account.kind === kind && (account.active || account.code === row.raw))
        .map(({ code, name }) => ({ id: code, label: `${code} ${name}` })),
    }))
    .filter(({ choices }) => choices.length > 0);
}
