import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ArrowLeft, FolderOpen } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { CURRENCIES, type Currency } from '../../../src-main/contract/money.ts';
import { api } from '../../bridge/api.ts';
import { type Failure, failureOf } from '../../bridge/failure.ts';
import { usePreferences } from '../../state/preferences.ts';
import { go, placeHref } from '../../state/router.ts';
import { Button } from '../../ui/button.tsx';
import { SearchChoiceField } from '../../ui/choice-field.tsx';
import { FailureNotice } from '../../ui/notice.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { FolderDialog } from './folder-dialog.tsx';
import { COMMON_CURRENCIES, currencyOf, dateOrderOf, ledgerOf, ledgerProblem, suggestedPaths } from './suggestions.ts';

const CURRENCY_GROUPS = currencyGroups();

/** Everything about a new client besides its name, filled in so that Enter is enough. */
export function DetailsForm({ name, suggestedFolder, onBack }: { name: string; suggestedFolder: string; onBack: () => void }) {
  const suggested = suggestedPaths(suggestedFolder, name);
  const [currency, setCurrency] = useState(() => currencyOf(navigator.language));
  const [watch, setWatch] = useState(suggested.watch);
  const [ledger, setLedger] = useState(suggested.ledger);
  const [taxRegistered, setTaxRegistered] = useState(true);
  const [isChoosing, setChoosing] = useState(false);
  const create = useCreate();
  const failure = create.error ? failureOf(create.error) : undefined;
  const [isTried, setTried] = useState(false);
  const ledgerWrong = isTried ? ledgerProblem(ledger) : undefined;
  const watchProblem = failure?.details['field'] === 'watch' ? failure.what : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (ledgerProblem(ledger)) return;
    create.mutate({
      name,
      currency: currency as Currency,
      ...(watch.trim() ? { watch: watch.trim() } : {}),
      ledger: ledgerOf(ledger),
      taxRegistered,
      dateOrder: dateOrderOf(navigator.language),
    });
  };
  // A field that is marked as wrong keeps the form from being sent, so its mark goes with the first change.
  const watchAt = (path: string) => {
    setWatch(path);
    create.reset();
  };
  const choose = (path: string) => {
    watchAt(path);
    setChoosing(false);
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <h2 className="truncate text-xl font-bold" title={name}>
        {name}
      </h2>
      {failure && !watchProblem ? <FailureNotice failure={{ ...failure, todo: todoHere(failure) }} /> : null}
      <SearchChoiceField label="Currency of the books" groups={CURRENCY_GROUPS} value={currency} onChange={setCurrency} />
      <TextField
        label="Folder to watch"
        value={watch}
        onChange={watchAt}
        problem={watchProblem}
        description="Whatever is put here is read. The files stay where they are."
        aside={
          <Button icon={<FolderOpen />} onPress={() => setChoosing(true)}>
            Choose
          </Button>
        }
      />
      <TextField
        label="Ledger file"
        value={ledger}
        onChange={setLedger}
        problem={ledgerWrong}
        description="A plain-text journal; made if there is none. Another kind of ledger can be connected later."
      />
      <Switch isOn={taxRegistered} onChange={setTaxRegistered}>
        Registered for VAT or sales tax
      </Switch>
      <div className="mt-1 flex items-center justify-between">
        <Button variant="quiet" icon={<ArrowLeft />} onPress={onBack}>
          Back
        </Button>
        <Button type="submit" variant="primary" size="l" keys="Enter" autoFocus isPending={create.isPending}>
          Start
        </Button>
      </div>
      <FolderDialog
        title="Folder to watch"
        isOpen={isChoosing}
        start={suggestedFolder}
        onClose={() => setChoosing(false)}
        onChoose={choose}
      />
    </form>
  );
}

function useCreate() {
  const client = useQueryClient();
  const setClient = usePreferences((state) => state.setClient);
  return useMutation({
    mutationFn: (made: Parameters<typeof api.clients.create>[0]) => api.clients.create(made),
    onSuccess: async (made) => {
      setClient(made.id);
      // Home says how to begin.
      go(placeHref('home'), { replace: true });
      await client.invalidateQueries();
    },
  });
}

/** Nothing is tried again by itself while a form waits, and a name is given one step back. */
function todoHere({ code, details, todo }: Failure): string {
  if (code === 'permission_denied') return 'Choose another place, or give your user account permission to write there.';
  if (details['field'] === 'name') return 'Go back and give it another name.';
  return todo;
}

function currencyGroups() {
  const names = new Intl.DisplayNames(undefined, { type: 'currency' });
  const choice = (code: string) => ({ id: code, label: `${code} ${names.of(code) ?? ''}`.trim() });
  const common: readonly string[] = COMMON_CURRENCIES;
  return [
    { title: 'Common', choices: common.map(choice) },
    { title: 'All others', choices: CURRENCIES.filter((code) => !common.includes(code)).map(choice) },
  ];
}
