import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowLeft, LogIn, PlugZap } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { Client, Finish } from '../../../src-main/contract/client.ts';
import type { LedgerConnectionInfo, LedgerKind, SettingValues, SignInState } from '../../../src-main/contract/ledger.ts';
import { api } from '../../bridge/api.ts';
import { type Failure, failureOf } from '../../bridge/failure.ts';
import { queries } from '../../bridge/queries.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNotice, Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { toast } from '../../ui/toast.tsx';
import { FINISH_CHOICES } from './finish-card.tsx';
import { beginDraft, hasTypedSecret, keptSecrets, type SettingDraft, settingProblems, settingsOf } from './setting-draft.ts';
import { SettingFields } from './setting-fields.tsx';
import { SignIn } from './sign-in.tsx';

type ConnectFormProps = {
  client: Client;
  connection: LedgerConnectionInfo;
  kind: LedgerKind;
  onBack: () => void;
  onDone: () => void;
};

/** Settings of a ledger: tried on demand, and always tried before they are kept. */
export function ConnectForm({ client, connection, kind, onBack, onDone }: ConnectFormProps) {
  const isSame = connection.kind === kind.id;
  const kept = keptSecrets(kind, connection);
  const { data: info } = useQuery(queries.info());
  const [draft, setDraft] = useState<SettingDraft>(() => beginDraft(kind, connection));
  const [finish, setFinish] = useState<Finish>(isSame ? connection.finish : kind.finish);
  const [isChecked, setChecked] = useState(false);
  const { test, connect, begin } = useLedgerCalls(client, kind, isSame ? 'The settings are saved' : 'The ledger is connected', onDone);
  const failure = connect.error ?? begin.error ?? test.error;
  const failed = failure ? failureOf(failure) : undefined;
  const problems = isChecked ? settingProblems(kind.fields, draft, kept) : {};
  const atField = fieldOf(failed, kind);
  const reset = () => {
    for (const call of [test, connect, begin]) call.reset();
  };
  const withSettings = (run: (settings: SettingValues) => void) => {
    reset();
    setChecked(true);
    if (Object.keys(settingProblems(kind.fields, draft, kept)).length === 0) run(settingsOf(kind.fields, draft));
  };
  const signedIn = (signIn: string) =>
    connect.mutate({ settings: settingsOf(kind.fields, draft), finish, signIn }, { onError: () => begin.reset() });
  const enter = () => withSettings((settings) => connect.mutate({ settings, finish }));
  const beginSignIn = () => withSettings((settings) => begin.mutate(settings));
  // Who is signed in already, or types the token where no browser can be used, needs no sign-in.
  const hasSecret = kept.size > 0 || hasTypedSecret(kind.fields, draft);
  const first = kind.signsIn && !hasSecret ? 'sign-in' : 'connect';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (first === 'sign-in') beginSignIn();
    else enter();
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <header className="grid justify-items-start gap-1">
        <Button variant="quiet" size="s" icon={<ArrowLeft />} onPress={onBack} className="-ml-2">
          Other ledgers
        </Button>
        <h2 className="text-l font-bold">{kind.title}</h2>
        <p className="text-ink-2">{kind.about}</p>
      </header>
      <Card>
        <form onSubmit={submit} noValidate className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <SettingFields
            kind={kind}
            draft={draft}
            problems={atField && failed ? { ...problems, [atField]: failed.what } : problems}
            kept={kept}
            startFolder={info?.suggestedFolder}
            onChange={(name, value) => {
              reset();
              setDraft({ ...draft, [name]: value });
            }}
          />
          {kind.finish === 'draft' || (isSame && connection.abilities.drafts) ? (
            <RadioList
              label="How entries are left in the ledger"
              choices={FINISH_CHOICES}
              value={finish}
              onChange={(id) => setFinish(id as Finish)}
            />
          ) : null}
          {failed && !atField ? <FailureNotice failure={failed} /> : null}
          {test.data ? (
            <Notice tone="note" live title="The ledger answers.">
              {test.data.words}
            </Notice>
          ) : null}
          {begin.data ? (
            <SignIn started={begin.data} onDone={signedIn} onCancel={() => begin.reset()} isConnecting={connect.isPending} />
          ) : (
            <Buttons
              first={first}
              isSame={isSame}
              isTesting={test.isPending}
              isBusy={connect.isPending || begin.isPending}
              {...(kind.signsIn && first === 'connect' ? { onSignIn: beginSignIn } : {})}
              onTest={() => withSettings(test.mutate)}
              onCancel={onDone}
            />
          )}
        </form>
      </Card>
    </div>
  );
}

type ButtonsProps = {
  /** What Enter does. */
  first: 'sign-in' | 'connect';
  isSame: boolean;
  isTesting: boolean;
  isBusy: boolean;
  /** Where one may sign in but need not. */
  onSignIn?: () => void;
  onTest: () => void;
  onCancel: () => void;
};

function Buttons({ first, isSame, isTesting, isBusy, onSignIn, onTest, onCancel }: ButtonsProps) {
  return (
    <div className="flex flex-wrap justify-end gap-2">
      {first === 'connect' ? (
        <Button icon={<PlugZap />} isPending={isTesting} onPress={onTest} className="mr-auto">
          {isTesting ? 'Trying' : 'Test'}
        </Button>
      ) : null}
      <Button variant="quiet" onPress={onCancel}>
        Cancel
      </Button>
      {onSignIn ? (
        <Button icon={<LogIn />} isDisabled={isBusy} onPress={onSignIn}>
          Sign in again
        </Button>
      ) : null}
      <Button type="submit" variant="primary" isPending={isBusy} {...(first === 'sign-in' ? { icon: <LogIn /> } : {})}>
        {first === 'sign-in' ? 'Sign in with the browser' : isSame ? 'Save' : 'Connect'}
      </Button>
    </div>
  );
}

type ConnectInput = { settings: SettingValues; finish: Finish; signIn?: string };

function useLedgerCalls(client: Client, kind: LedgerKind, words: string, onDone: () => void) {
  const cache = useQueryClient();
  const test = useMutation({
    mutationFn: (settings: SettingValues) => api.ledgers.test({ kind: kind.id, settings, clientId: client.id }),
  });
  const begin = useMutation({
    mutationFn: (settings: SettingValues): Promise<SignInState> => api.ledgers.beginSignIn({ kind: kind.id, settings }),
  });
  const connect = useMutation({
    mutationFn: (input: ConnectInput) => api.ledgers.connect({ id: client.id, kind: kind.id, ...input }),
    onSuccess: async (connection) => {
      cache.setQueryData(queries.ledger(client.id).queryKey, connection);
      for (const word of ['client', 'clients', 'ledger-batches', 'ledger-log']) void cache.invalidateQueries({ queryKey: [word] });
      toast({ title: words, text: connection.books?.organisation || connection.title });
      onDone();
    },
  });
  return { test, begin, connect };
}

/** The setting that a failure is about, where it is one of the form. */
function fieldOf(failure: Failure | undefined, kind: LedgerKind): string | undefined {
  const name = failure?.details['field'];
  return kind.fields.find((field) => field.name === name)?.name;
}
