import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Client } from '../../../src-main/contract/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { plural } from '../../format/amount.ts';
import { useDraft } from '../../state/drafts.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNotice } from '../../ui/notice.tsx';
import { SaveBar } from '../../ui/save-bar.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { type AccountRow, accountsOf, chartProblems, NEW_ACCOUNT } from './chart-draft.ts';
import { ChartRow } from './chart-row.tsx';
import { focusCell } from './focus-cell.ts';
import { lacksAccount, matchAccounts, nameThere } from './ledger-match.ts';
import { accountOptions, useKnownBooks } from './ledger-options.ts';
import { MatchBar } from './match-bar.tsx';
import { useChangeClient } from './use-change-client.ts';

/** The accounts that documents are coded to, as a table to type in. */
export function ChartTab({ client }: { client: Client }) {
  const draft = useDraft<AccountRow[]>(`chart ${client.id}`, client.accounts);
  const [text, setText] = useState('');
  const books = useKnownBooks(client);
  const known = books && books.accounts.length > 0 ? books.accounts : undefined;
  const options = useMemo(() => known && accountOptions(known), [known]);
  const missingOf = (row: AccountRow) => (!books || !known || !lacksAccount(row, known) ? 'no' : books.makesAccounts ? 'made' : 'missing');
  const save = useChangeClient(client.id, 'The chart of accounts is saved');
  const problems = chartProblems(draft.value);
  const wanted = text.trim().toLowerCase();
  const saved = new Set(client.accounts.map(({ code }) => code));
  const change = (index: number, next: Partial<AccountRow>) => {
    save.reset();
    draft.set(draft.value.map((row, at) => (at === index ? { ...row, ...next } : row)));
  };
  const add = () => {
    setText('');
    draft.set([...draft.value, NEW_ACCOUNT]);
    focusCell(`${draft.value.length}:code`);
  };
  const submit = () => {
    if (problems.size > 0) focusCell(`${[...problems.keys()][0] ?? 0}:code`);
    else save.mutate({ accounts: accountsOf(draft.value) }, { onSuccess: draft.discard });
  };
  return (
    <div className="flex h-full flex-col overflow-auto">
      <div className="flex flex-wrap items-center gap-3 px-4 py-3 wide:px-6">
        <SearchInput label="Search accounts" placeholder="Code or name" value={text} onChange={setText} />
        <span className="flex-1 text-ink-2">
          {plural(client.accounts.length, 'account')}. What is not active is kept for what was posted to it, and not offered any more.
        </span>
        <Button icon={<Plus />} onPress={add}>
          Add an account
        </Button>
      </div>
      {save.error ? <FailureNotice failure={failureOf(save.error)} className="mx-4 mb-3 wide:mx-6" /> : null}
      {books && known ? (
        <MatchBar<AccountRow>
          words={['account', 'accounts']}
          missing={draft.value.filter((row) => lacksAccount(row, known)).length}
          isMade={books.makesAccounts}
          match={() => matchAccounts(draft.value, known)}
          onMatched={(rows) => {
            save.reset();
            draft.set(rows);
          }}
        />
      ) : null}
      <div className="flex-1 px-4 pb-6 wide:px-6">
        <table aria-label="Chart of accounts" className="w-full min-w-[640px] border-collapse">
          <thead>
            <tr className="text-left text-s text-ink-2">
              {HEADS.map(([title, className]) => (
                <th
                  key={title}
                  scope="col"
                  className={`sticky top-0 border-b border-line-strong bg-paper px-1.5 py-1.5 font-strong ${className}`}
                >
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {draft.value.map((row, index) =>
              wanted && !`${row.code} ${row.name} ${row.ledgerName}`.toLowerCase().includes(wanted) ? null : (
                <ChartRow
                  // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added at the end, and a code is being typed
                  key={index}
                  row={row}
                  index={index}
                  problem={problems.get(index)}
                  options={options}
                  nameThere={nameThere(row.ledgerName, known)}
                  missing={missingOf(row)}
                  isNew={!saved.has(row.code) && index >= client.accounts.length}
                  onChange={(next) => change(index, next)}
                  onRemove={() => draft.set(draft.value.filter((_, at) => at !== index))}
                  onNext={() => (index + 1 < draft.value.length ? undefined : add())}
                />
              ),
            )}
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
  ['Code', 'w-[110px]'],
  ['Name', 'w-[32%]'],
  ['Name in the ledger', ''],
  ['Kind', 'w-[120px]'],
  ['Active', 'w-[76px]'],
] as const;
