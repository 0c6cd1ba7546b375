import { Plus, X } from 'lucide-react';
import type { Client } from '../../../src-main/contract/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { plural } from '../../format/amount.ts';
import { useDraft } from '../../state/drafts.ts';
import { Button } from '../../ui/button.tsx';
import { CellChoice, type CellOption } from '../../ui/cell-choice.tsx';
import { CellInput, CellSelect } from '../../ui/cell-input.tsx';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { FailureNotice } from '../../ui/notice.tsx';
import { SaveBar } from '../../ui/save-bar.tsx';
import { Switch } from '../../ui/switch.tsx';
import { focusCell } from './focus-cell.ts';
import { lacksTaxCode, matchTaxCodes, nameThere } from './ledger-match.ts';
import { taxOptions, useKnownBooks } from './ledger-options.ts';
import { MatchBar } from './match-bar.tsx';
import { NotThereChip } from './not-there-chip.tsx';
import { NEW_TAX, type TaxProblem, type TaxRow, taxCodesOf, taxProblems, taxRows } from './tax-draft.ts';
import { useChangeClient } from './use-change-client.ts';

/** What happens with the tax of a bill, by code. */
export function TaxTab({ client }: { client: Client }) {
  const draft = useDraft<TaxRow[]>(`tax ${client.id}`, taxRows(client.taxCodes));
  const save = useChangeClient(client.id, 'The tax codes are saved');
  const problems = taxProblems(draft.value);
  const books = useKnownBooks(client);
  const known = books && books.taxCodes.length > 0 ? books.taxCodes : undefined;
  const options = known && taxOptions(known);
  const isMissing = (row: TaxRow) => known !== undefined && lacksTaxCode(row, known);
  // Without a list, the column is there only for what was typed when there was one.
  const hasLedgerCodes = known !== undefined || draft.value.some(({ ledgerCode }) => ledgerCode !== '');
  const heads = HEADS.filter(([title]) => title !== 'In the ledger' || hasLedgerCodes);
  const accounts = client.accounts.filter(({ active }) => active).map(({ code, name }) => ({ id: code, label: `${code} ${name}` }));
  const add = () => {
    draft.set([...draft.value, NEW_TAX]);
    focusCell(`${draft.value.length}:code`);
  };
  const submit = () => {
    if (problems.size === 0) save.mutate({ taxCodes: taxCodesOf(draft.value) }, { onSuccess: draft.discard });
  };
  return (
    <div className="flex h-full flex-col overflow-auto">
      <div className="flex flex-wrap items-center gap-3 px-4 py-3 wide:px-6">
        <p className="min-w-60 flex-1 text-ink-2">
          Recoverable tax is posted to its account. Tax that is not recoverable stays in the expense.
          {client.taxRegistered ? '' : ' This client is not tax registered, so no tax is recovered.'}
        </p>
        <Button icon={<Plus />} onPress={add}>
          Add a tax code
        </Button>
      </div>
      {save.error ? <FailureNotice failure={failureOf(save.error)} className="mx-4 mb-3 wide:mx-6" /> : null}
      {known ? (
        <MatchBar<TaxRow>
          words={['tax code', 'tax codes']}
          missing={draft.value.filter(isMissing).length}
          isMade={false}
          match={() => matchTaxCodes(draft.value, known)}
          onMatched={(rows) => {
            save.reset();
            draft.set(rows);
          }}
        />
      ) : null}
      <div className="flex-1 px-4 pb-6 wide:px-6">
        <table aria-label="Tax codes" className="w-full min-w-[640px] border-collapse">
          <thead>
            <tr className="text-left text-s text-ink-2">
              {heads.map(([title, className]) => (
                <th key={title} scope="col" className={`border-b border-line-strong px-1.5 py-1.5 font-strong ${className}`}>
                  {title === 'Remove' ? <span className="sr-only">Remove</span> : title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {draft.value.map((row, index) => (
              <TaxLine
                // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added at the end, and a code is being typed
                key={index}
                row={row}
                index={index}
                problem={problems.get(index)}
                accounts={accounts}
                ledger={
                  hasLedgerCodes
                    ? { options: options ?? [], isMissing: isMissing(row), nameThere: nameThere(row.ledgerCode, known) }
                    : undefined
                }
                onChange={(next) => {
                  save.reset();
                  draft.set(draft.value.map((known, at) => (at === index ? { ...known, ...next } : known)));
                }}
                onRemove={() => draft.set(draft.value.filter((_, at) => at !== index))}
              />
            ))}
          </tbody>
        </table>
      </div>
      <SaveBar
        isDirty={draft.isDirty}
        isSaving={save.isPending}
        problem={problems.size > 0 ? `${plural(problems.size, 'row', 'rows')} cannot be saved yet: see the red words.` : undefined}
        onSave={submit}
        onDiscard={() => {
          save.reset();
          draft.discard();
        }}
      />
    </div>
  );
}

const HEADS = [
  ['Code', 'w-[90px]'],
  ['Name', ''],
  ['Rate in %', 'w-[90px] text-right'],
  ['Recoverable', 'w-[110px]'],
  ['Posted to', 'w-[24%]'],
  ['In the ledger', 'w-[26%]'],
  ['Remove', 'w-[44px]'],
] as const;

type TaxLineProps = {
  row: TaxRow;
  index: number;
  problem: TaxProblem | undefined;
  accounts: readonly { id: string; label: string }[];
  /** Undefined where the ledger keeps no tax codes. */
  ledger: { options: readonly CellOption[]; isMissing: boolean; nameThere: string | undefined } | undefined;
  onChange: (next: Partial<TaxRow>) => void;
  onRemove: () => void;
};

function TaxLine({ row, index, problem, accounts, ledger, onChange, onRemove }: TaxLineProps) {
  const name = row.name || row.code || `row ${index + 1}`;
  const choices = [{ id: '', label: row.recoverable ? 'Choose an account' : 'Stays in the expense' }, ...accounts];
  return (
    <>
      <tr className={classNames('border-b', problem && 'border-0')}>
        <td className="py-0.5">
          <CellInput
            label={`Code of ${name}`}
            value={row.code}
            cell={`${index}:code`}
            isWrong={Boolean(problem?.code)}
            onChange={(code) => onChange({ code })}
          />
        </td>
        <td className="py-0.5">
          <CellInput
            label={`Name of ${name}`}
            value={row.name}
            isWrong={Boolean(problem?.name)}
            onChange={(value) => onChange({ name: value })}
          />
        </td>
        <td className="py-0.5">
          <CellInput
            label={`Rate of ${name}`}
            value={row.rate}
            placeholder="any"
            isWrong={Boolean(problem?.rate)}
            onChange={(rate) => onChange({ rate })}
            className="text-right tabular-nums"
          />
        </td>
        <td className="py-0.5 pl-2">
          <Switch isOn={row.recoverable} onChange={(recoverable) => onChange({ recoverable })}>
            <span className="sr-only">{name} is recoverable</span>
          </Switch>
        </td>
        <td className="py-0.5">
          <CellSelect
            label={`Account of ${name}`}
            value={row.recoverable ? row.account : ''}
            choices={choices}
            isDisabled={!row.recoverable}
            isWrong={Boolean(problem?.account)}
            onChange={(account) => onChange({ account })}
          />
        </td>
        {ledger ? (
          <td className="py-0.5">
            <div className="flex items-center gap-1.5">
              <CellChoice
                label={`Tax code in the ledger of ${name}`}
                value={row.ledgerCode}
                options={ledger.options}
                isWrong={Boolean(problem?.ledgerCode)}
                onChange={(ledgerCode) => onChange({ ledgerCode })}
                className="font-mono text-s"
              />
              {ledger.nameThere ? <span className="max-w-[50%] shrink-0 truncate text-s text-ink-2">{ledger.nameThere}</span> : null}
              {ledger.isMissing ? <NotThereChip isMade={false} /> : null}
            </div>
          </td>
        ) : null}
        <td className="py-0.5 text-right">
          <IconButton label={`Remove ${name}`} icon={<X />} onPress={onRemove} />
        </td>
      </tr>
      {problem ? (
        <tr className="border-b">
          <td colSpan={7} className="px-1.5 pb-1.5 text-s text-wrong">
            {Object.values(problem).join(' ')}
          </td>
        </tr>
      ) : null}
    </>
  );
}
