import { useMutation, useQueryClient } from '@tanstack/react-query';
import { PlugZap } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { MailboxSettings } from '../../../src-main/contract/client.ts';
import type { ClientId } from '../../../src-main/contract/ids.ts';
import { api } from '../../bridge/api.ts';
import { failureOf } from '../../bridge/failure.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { FailureNotice, Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { sourceName } from '../../ui/source-name.ts';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';
import { type MailboxDraft, mailboxProblems, NEW_MAILBOX, settingsOf, withSecurity } from './mailbox-draft.ts';
import { isThisComputer, type Security } from './source-words.ts';

const SECURITY: readonly { id: Security; label: string; note?: string }[] = [
  { id: 'tls', label: 'TLS', note: 'usual' },
  { id: 'starttls', label: 'STARTTLS' },
];
const LOOPBACK = { id: 'plain-loopback', label: 'None', note: 'this computer only' } as const;

/** Watches a mailbox. The password goes to the engine and is never shown again. */
export function MailboxForm({ clientId, onDone }: { clientId: ClientId; onDone: () => void }) {
  const cache = useQueryClient();
  const [draft, setDraft] = useState(NEW_MAILBOX);
  const [isChecked, setChecked] = useState(false);
  const test = useMutation({ mutationFn: (settings: MailboxSettings) => api.sources.testMailbox(settings) });
  const add = useMutation({
    mutationFn: (settings: MailboxSettings) => api.sources.addMailbox({ clientId, settings }),
    onSuccess: async (source) => {
      await cache.invalidateQueries({ queryKey: ['sources'] });
      toast({ title: `${sourceName(source)} is watched`, text: 'Messages stay in the mailbox as they are.' });
      onDone();
    },
  });
  const problems = isChecked ? mailboxProblems(draft) : {};
  const change = (next: Partial<MailboxDraft>) => {
    setDraft({ ...draft, ...next });
    test.reset();
    add.reset();
  };
  const withSettings = (run: (settings: MailboxSettings) => void) => {
    setChecked(true);
    const parsed = MailboxSettings.safeParse(settingsOf(draft));
    if (parsed.success) run(parsed.data);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    withSettings(add.mutate);
  };
  const failure = add.error ?? test.error;
  return (
    <Card title="Add a mailbox">
      <form onSubmit={submit} className="grid gap-4">
        <Fields draft={draft} problems={problems} onChange={change} />
        {failure ? <FailureNotice failure={failureOf(failure)} /> : null}
        {test.data ? (
          <Notice tone="note" live title="The connection works.">
            {test.data.words}
          </Notice>
        ) : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button icon={<PlugZap />} isPending={test.isPending} onPress={() => withSettings(test.mutate)} className="mr-auto">
            {test.isPending ? 'Trying' : 'Test connection'}
          </Button>
          <Button variant="quiet" onPress={onDone}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" isPending={add.isPending}>
            Watch this mailbox
          </Button>
        </div>
      </form>
    </Card>
  );
}

type FieldsProps = {
  draft: MailboxDraft;
  problems: Partial<Record<keyof MailboxDraft, string>>;
  onChange: (next: Partial<MailboxDraft>) => void;
};

function Fields({ draft, problems, onChange }: FieldsProps) {
  const security = isThisComputer(draft.host) ? [...SECURITY, LOOPBACK] : SECURITY;
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)_150px_90px] gap-3 max-desk:grid-cols-2">
        <TextField
          label="Mail server"
          autoFocus
          value={draft.host}
          onChange={(host) => onChange({ host })}
          placeholder="imap.example.com"
          problem={problems.host}
          spellCheck="false"
          className="max-desk:col-span-2"
        />
        <ChoiceField
          label="Security"
          groups={[{ title: '', choices: security }]}
          value={draft.security}
          onChange={(id) => onChange(withSecurity(draft, id as Security))}
        />
        <TextField label="Port" value={draft.port} onChange={(port) => onChange({ port })} inputMode="numeric" problem={problems.port} />
      </div>
      <div className="grid gap-3 desk:grid-cols-2">
        <TextField
          label="User name"
          value={draft.user}
          onChange={(user) => onChange({ user })}
          placeholder="bills@example.com"
          autoComplete="off"
          spellCheck="false"
          problem={problems.user}
        />
        <TextField
          label="Password"
          type="password"
          value={draft.password}
          onChange={(password) => onChange({ password })}
          autoComplete="off"
          description="Kept encrypted on this computer. Some providers want an app password."
          problem={problems.password}
        />
      </div>
      <TextField
        label="Mail folder"
        value={draft.folder}
        onChange={(folder) => onChange({ folder })}
        description="Only looked at: nothing is moved, deleted or marked as read."
        problem={problems.folder}
      />
    </>
  );
}
