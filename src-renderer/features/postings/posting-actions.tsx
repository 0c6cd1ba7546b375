import { useQuery } from '@tanstack/react-query';
import { ArrowRight, Check, RotateCw, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { Posting } from '../../../src-main/contract/document.ts';
import { failureOf } from '../../bridge/failure.ts';
import { queries } from '../../bridge/queries.ts';
import { go, placeHref } from '../../state/router.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNotice } from '../../ui/notice.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { differsThere } from '../../ui/state-chip.tsx';
import { undoWords } from '../ledgers/ledger-words.ts';
import { ChooseSupplier } from './choose-supplier.tsx';
import { usePostingChange } from './use-posting-change.ts';

/** What a person can do with an entry as it stands, each with what it will do. `name` is the supplier or the file. */
export function PostingActions({ posting, name }: { posting: Posting; name: string }) {
  const { state, key, choices, documentId } = posting;
  const { retry, choose, undo, accept } = usePostingChange(key, name);
  const [asking, setAsking] = useState<'undo' | 'accept'>();
  const ability = useUndoAbility(posting);
  const differs = differsThere(posting);
  const canUndo = isThere(posting) && (posting.draft || ability !== 'none');
  const failure = retry.error ?? choose.error;
  const close = () => {
    setAsking(undefined);
    undo.reset();
    accept.reset();
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 empty:hidden">
      {state === 'asking' ? (
        <ChooseSupplier name={name} choices={choices ?? []} isBusy={choose.isPending} onChoose={choose.mutate} />
      ) : null}
      {failure ? <FailureNotice failure={failureOf(failure)} /> : null}
      <div className="flex flex-wrap items-center gap-x-2 gap-y-2 empty:hidden">
        {state === 'uncertain' || state === 'drifted' ? (
          <Button
            size="s"
            variant={state === 'uncertain' && !differs ? 'primary' : 'secondary'}
            icon={<RotateCw />}
            isPending={retry.isPending}
            onPress={() => retry.mutate(undefined)}
          >
            Look in the ledger again
          </Button>
        ) : null}
        {state === 'uncertain' && !differs ? (
          <span className="text-ink-2">If it is there, nothing is written; if it is not, it is written now.</span>
        ) : null}
        {state === 'drifted' || differs ? (
          <Button size="s" icon={<Check />} onPress={() => setAsking('accept')}>
            It is right as it is there
          </Button>
        ) : null}
        {state === 'rejected' ? (
          <>
            <Button size="s" variant="primary" icon={<ArrowRight />} onPress={() => go(placeHref('review', documentId))}>
              Correct and approve again
            </Button>
            <span className="text-ink-2">The document waits under Review with the ledger's words.</span>
          </>
        ) : null}
        {state === 'undone' ? (
          <Button size="s" icon={<ArrowRight />} onPress={() => go(placeHref('review', documentId))}>
            Review the document
          </Button>
        ) : null}
        {canUndo ? (
          <Button size="s" variant="danger" icon={<Undo2 />} onPress={() => setAsking('undo')}>
            Take it out of the ledger
          </Button>
        ) : null}
      </div>
      <ReasonDialog
        title={`Take the entry of ${name} out of the ledger?`}
        action="Take it out"
        placeholder="It was posted for the wrong client"
        isDanger
        isOpen={asking === 'undo'}
        isBusy={undo.isPending}
        failure={undo.error ? failureOf(undo.error) : undefined}
        onReason={(reason) => undo.mutate(reason, { onSuccess: close })}
        onClose={close}
      >
        <p>{undoWords(ability, posting.draft)}</p>
        <p>The document goes back to Review, where it can be corrected and approved again, or set aside.</p>
      </ReasonDialog>
      <ReasonDialog
        title="It is right as it is there?"
        action="Leave it as it is"
        placeholder="The accountant corrected the account"
        isOpen={asking === 'accept'}
        isBusy={accept.isPending}
        failure={accept.error ? failureOf(accept.error) : undefined}
        onReason={(reason) => accept.mutate(reason, { onSuccess: close })}
        onClose={close}
      >
        <p>Nothing is changed in the ledger, and this difference is not reported again. A later change is.</p>
      </ReasonDialog>
    </div>
  );
}

/** True for an entry that stands in the ledger and is not being worked on. */
function isThere({ state, reference }: Posting): boolean {
  return reference !== undefined && (state === 'verified' || state === 'drifted' || state === 'uncertain');
}

/** How the ledger takes an entry out; undefined while that is not known, or where the entry stands in a ledger that the client has left. */
function useUndoAbility(posting: Posting) {
  const { data } = useQuery({ ...queries.ledger(posting.clientId), enabled: isThere(posting) });
  return data && `${data.kind}:${data.address}` === posting.ledger ? data.abilities.undo : undefined;
}
