import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CheckInfo, Client } from '../../../src-main/contract/client.ts';
import { api } from '../../bridge/api.ts';
import { failureOf } from '../../bridge/failure.ts';
import { queries } from '../../bridge/queries.ts';
import { useDraft } from '../../state/drafts.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNotice, Notice, QueryFailure } from '../../ui/notice.tsx';
import { SaveBar } from '../../ui/save-bar.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { type PolicyDraft, policyProblems } from './policy-draft.ts';
import { PolicyForm } from './policy-form.tsx';

/** The rules that decide what passes by itself and what waits for a person. */
export function PolicyTab({ client }: { client: Client }) {
  const { data, error, refetch } = useQuery(queries.policy(client.id));
  if (!data) {
    if (error) return <QueryFailure error={error} onRetry={refetch} />;
    return (
      <div className="mx-auto max-w-[760px] p-6">
        <SkeletonRows rows={6} className="h-14" />
      </div>
    );
  }
  return <Editor client={client} saved={{ policy: data.policy, version: data.version }} checks={data.checks} />;
}

function Editor({ client, saved, checks }: { client: Client; saved: PolicyDraft; checks: readonly CheckInfo[] }) {
  const cache = useQueryClient();
  const key = queries.policy(client.id).queryKey;
  const draft = useDraft<PolicyDraft>(`policy ${client.id}`, saved);
  const { policy, version } = draft.value;
  const problems = policyProblems(policy, client.currency);
  const save = useMutation({
    mutationFn: (next: PolicyDraft) => api.policy.set({ id: client.id, ...next }),
    onSuccess: (answer) => {
      cache.setQueryData(key, (known) => (known ? { ...known, ...answer } : known));
      void cache.invalidateQueries({ queryKey: ['policy'] });
      draft.discard();
      toast({
        title: 'The rules are saved',
        text: `Version ${answer.version} decides from now on. What was decided keeps its own version.`,
      });
    },
    onError: () => cache.invalidateQueries({ queryKey: ['policy'] }),
  });
  const submit = () => {
    if (Object.keys(problems).length === 0) save.mutate(draft.value);
  };
  const failure = save.error ? failureOf(save.error) : undefined;
  const isConflict = failure?.code === 'version_conflict' || (draft.isDirty && version !== saved.version);
  return (
    <div className="flex h-full flex-col overflow-auto">
      <div className="mx-auto grid w-full max-w-[760px] flex-1 content-start gap-6 px-6 py-6">
        {isConflict ? (
          <Conflict
            onTheirs={() => {
              save.reset();
              draft.discard();
            }}
            onMine={() => {
              save.reset();
              draft.set({ policy, version: saved.version });
            }}
          />
        ) : failure ? (
          <FailureNotice failure={failure} />
        ) : null}
        <PolicyForm
          client={client}
          policy={policy}
          version={saved.version}
          checks={checks}
          problems={problems}
          onChange={(change) => draft.set({ version: draft.isDirty ? version : saved.version, policy: { ...policy, ...change } })}
        />
      </div>
      <SaveBar
        isDirty={draft.isDirty}
        isSaving={save.isPending}
        problem={Object.keys(problems).length > 0 ? 'A limit is no amount: see the red words.' : undefined}
        onSave={submit}
        onDiscard={() => {
          save.reset();
          draft.discard();
        }}
      />
    </div>
  );
}

function Conflict({ onTheirs, onMine }: { onTheirs: () => void; onMine: () => void }) {
  return (
    <Notice
      tone="doubt"
      live
      title="Somebody changed these rules in the meantime."
      actions={
        <>
          <Button size="s" onPress={onTheirs}>
            Show theirs, drop mine
          </Button>
          <Button size="s" onPress={onMine}>
            Keep mine and save over theirs
          </Button>
        </>
      }
    >
      Below is what you typed. Nothing was saved yet.
    </Notice>
  );
}
