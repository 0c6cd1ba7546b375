import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Eye, Files, FolderInput, Stamp } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { api } from '../../bridge/api.ts';
import { failureOf } from '../../bridge/failure.ts';
import { queries } from '../../bridge/queries.ts';
import { Tick } from '../../shell/brand.tsx';
import { useKeys } from '../../state/keys.ts';
import { usePreferences } from '../../state/preferences.ts';
import { go, placeHref } from '../../state/router.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNotice, QueryFailure } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { DetailsForm } from './details-form.tsx';

const PROMISES = [
  { Icon: FolderInput, words: 'Put receipts and invoices into a folder. Photos, scans and PDFs are all welcome.' },
  { Icon: Eye, words: 'Tickmark reads them on this computer. Nothing leaves it.' },
  { Icon: Stamp, words: 'You see only what is doubtful. The rest goes to the ledger, exactly once, with proof.' },
] as const;

/** The first minute: a name and Enter twice, or the sample documents. */
export function WelcomeScreen() {
  const { data: info, error, refetch } = useQuery(queries.info());
  const { data: clients } = useQuery(queries.clients());
  const [name, setName] = useState<string>();
  const isFirst = clients?.length === 0;
  return (
    <main className="h-full overflow-auto">
      <div className="mx-auto grid min-h-full max-w-[1040px] content-center gap-x-14 gap-y-6 px-6 py-6 desk:grid-cols-[minmax(0,1fr)_468px] desk:py-10 desk:px-10">
        <section className="flex flex-col justify-center gap-3 desk:gap-7">
          <div className="flex items-center gap-2.5 text-l font-bold">
            <Tick className="size-5 text-accent" />
            Tickmark
          </div>
          <h1 className="text-xl leading-[1.15] font-bold tracking-[-0.02em] text-balance desk:text-[2.125rem]">
            Books that check themselves, and ask only when in doubt.
          </h1>
          <ul className="hidden gap-4 desk:grid">
            {PROMISES.map(({ Icon, words }) => (
              <li key={words} className="flex gap-3 text-l text-pretty text-ink-2">
                <Icon aria-hidden="true" className="mt-0.5 size-[18px] shrink-0 text-accent" />
                {words}
              </li>
            ))}
          </ul>
        </section>
        <section
          aria-label="New client"
          className="flex flex-col justify-center rounded-l bg-surface p-7 shadow-overlay desk:min-h-[420px]"
        >
          {error ? <QueryFailure error={error} onRetry={refetch} /> : null}
          {info && name !== undefined ? (
            <DetailsForm name={name} suggestedFolder={info.suggestedFolder} onBack={() => setName(undefined)} />
          ) : null}
          {info && name === undefined ? <NameForm isFirst={isFirst} onName={setName} /> : null}
          {info || error ? null : <SkeletonRows rows={4} className="h-9" />}
        </section>
      </div>
    </main>
  );
}

const SUGGESTED_NAME = 'My business';

function NameForm({ isFirst, onName }: { isFirst: boolean; onName: (name: string) => void }) {
  const [text, setText] = useState(SUGGESTED_NAME);
  const demo = useDemo();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') onName(text.trim());
  };
  useKeys('New client', isFirst ? [] : [{ keys: ['Escape'], label: 'Back', run: () => go(placeHref('home')), whileTyping: true }]);
  return (
    <form onSubmit={submit} className="grid gap-5">
      <div className="grid gap-1">
        <h2 className="text-xl font-bold">Whose books?</h2>
        <p className="text-ink-2">The business that the documents belong to. More can be added later.</p>
      </div>
      <TextField
        label="Name"
        autoFocus
        value={text}
        onChange={setText}
        maxLength={120}
        onFocus={(event) => event.target instanceof HTMLInputElement && event.target.select()}
      />
      <Button type="submit" variant="primary" size="l" keys="Enter" isDisabled={text.trim() === ''}>
        Continue
      </Button>
      <div
        aria-hidden="true"
        className="flex items-center gap-3 text-s text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line"
      >
        or
      </div>
      {demo.error ? <FailureNotice failure={failureOf(demo.error)} /> : null}
      <Button size="l" icon={<Files />} isPending={demo.isPending} onPress={() => demo.mutate()}>
        Try it with sample documents
      </Button>
      {isFirst ? null : (
        <Button variant="quiet" onPress={() => go(placeHref('home'))}>
          Not now
        </Button>
      )}
    </form>
  );
}

function useDemo() {
  const client = useQueryClient();
  const setClient = usePreferences((state) => state.setClient);
  return useMutation({
    mutationFn: () => api.clients.demo(),
    onSuccess: async (made) => {
      setClient(made.id);
      go(placeHref('activity'), { replace: true });
      await client.invalidateQueries();
    },
  });
}
