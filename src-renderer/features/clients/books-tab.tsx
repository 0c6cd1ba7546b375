import type { Client } from '../../../src-main/contract/client.ts';
import { NewClient } from '../../../src-main/contract/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useDraft } from '../../state/drafts.ts';
import { ChoiceField, SearchChoiceField } from '../../ui/choice-field.tsx';
import { FailureNotice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { SaveBar } from '../../ui/save-bar.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useChangeClient } from './use-change-client.ts';

type Books = Pick<Client, 'name' | 'taxRegistered' | 'dateOrder' | 'paidAccount' | 'payableAccount'>;

const ORDERS = [
  { id: 'dmy', label: 'Day, month, year', note: '31/12/2026' },
  { id: 'mdy', label: 'Month, day, year', note: '12/31/2026' },
  { id: 'ymd', label: 'Year, month, day', note: '2026-12-31' },
];

/** Name, how documents are read, and the accounts that every entry needs. Where the books are kept has a page of its own. */
export function BooksTab({ client }: { client: Client }) {
  const { name, taxRegistered, dateOrder, paidAccount, payableAccount } = client;
  const draft = useDraft<Books>(`books ${client.id}`, { name, taxRegistered, dateOrder, paidAccount, payableAccount });
  const save = useChangeClient(client.id, 'The client is saved');
  const books = draft.value;
  const change = (next: Partial<Books>) => {
    save.reset();
    draft.set({ ...books, ...next });
  };
  const problem = NewClient.shape.name.safeParse(books.name).success ? undefined : 'Give the client a name, 120 letters at most.';
  return (
    <div className="flex h-full flex-col overflow-auto">
      <div className="mx-auto grid w-full max-w-[760px] flex-1 content-start gap-4 px-6 py-6">
        {save.error ? <FailureNotice failure={failureOf(save.error)} /> : null}
        <Card title="The client">
          <div className="grid gap-4">
            <TextField label="Name" value={books.name} onChange={(text) => change({ name: text })} problem={problem} />
            <ChoiceField
              label="Dates on documents are written"
              description="Decides only where a date can be read in two ways."
              groups={[{ title: '', choices: ORDERS }]}
              value={books.dateOrder}
              onChange={(id) => change({ dateOrder: id as Books['dateOrder'] })}
            />
            <Switch isOn={books.taxRegistered} onChange={(on) => change({ taxRegistered: on })}>
              Registered for VAT or sales tax
            </Switch>
            <p className="text-s text-ink-2">The books are kept in {client.currency}. That cannot be changed once entries are in them.</p>
          </div>
        </Card>
        <Card title="The other side of every entry">
          <div className="grid gap-4">
            <AccountChoice
              client={client}
              label="Paid receipts are credited to"
              value={books.paidAccount}
              onChange={(code) => change({ paidAccount: code })}
            />
            <AccountChoice
              client={client}
              label="Bills still to be paid are credited to"
              value={books.payableAccount}
              onChange={(code) => change({ payableAccount: code })}
            />
          </div>
        </Card>
      </div>
      <SaveBar
        isDirty={draft.isDirty}
        isSaving={save.isPending}
        problem={problem}
        onSave={() => problem === undefined && save.mutate(books, { onSuccess: draft.discard })}
        onDiscard={() => {
          save.reset();
          draft.discard();
        }}
      />
    </div>
  );
}

function AccountChoice(props: { client: Client; label: string; value: string; onChange: (code: string) => void }) {
  const { client, label, value, onChange } = props;
  const choices = client.accounts
    .filter(({ active, code }) => active || code === value)
    .map(({ code, name, ledgerName }) => ({ id: code, label: `${code} ${name}`, note: ledgerName }));
  return <SearchChoiceField label={label} groups={[{ title: '', choices }]} value={value} onChange={onChange} />;
}
