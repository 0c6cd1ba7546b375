import type { Client, Finish } from '../../../src-main/contract/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { FailureNotice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { useChangeClient } from '../clients/use-change-client.ts';

export const FINISH_CHOICES = [
  { id: 'draft', label: 'Leave entries as drafts', note: 'Somebody looks at each in the ledger and posts it there.' },
  { id: 'final', label: 'Post them for good', note: 'They count at once. What is taken back later leaves its mark in the ledger.' },
] as const satisfies readonly { id: Finish; label: string; note: string }[];

/** How far the last step of posting goes, for ledgers that know drafts. Saved at once: what is posted already stays as it is. */
export function FinishCard({ client }: { client: Client }) {
  const save = useChangeClient(client.id, 'Saved. Entries from now on follow it');
  const shown = save.isPending && save.variables.finish ? save.variables.finish : client.finish;
  return (
    <Card title="Drafts">
      <div className="grid gap-3">
        <RadioList
          label="How entries are left in the ledger"
          choices={FINISH_CHOICES}
          value={shown}
          isDisabled={save.isPending}
          onChange={(id) => id !== shown && save.mutate({ finish: id as Finish })}
        />
        {save.error ? <FailureNotice failure={failureOf(save.error)} /> : null}
      </div>
    </Card>
  );
}
