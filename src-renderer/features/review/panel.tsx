import { FileDiff, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type Failure, failureFromInfo } from '../../bridge/failure.ts';
import { useCurrentClient } from '../../state/current-client.ts';
import { saveOriginal } from '../../state/save-original.ts';
import { Button } from '../../ui/button.tsx';
import { Chip, type Tone } from '../../ui/chip.tsx';
import { FailureNotice, Notice } from '../../ui/notice.tsx';
import { QualityNotice } from '../../ui/quality-notice.tsx';
import { ReadAgain } from '../../ui/read-again.tsx';
import { Amounts } from './amounts.tsx';
import { ChoiceRow } from './choice-row.tsx';
import type { FieldRow } from './field-rows.ts';
import { Findings } from './findings.tsx';
import { History } from './history.tsx';
import { useReview } from './review-context.ts';
import { useReviewStore } from './review-store.ts';
import { TextRow } from './text-row.tsx';

/** What was read, what is doubted, and what can be corrected. `failure` is what kept the last decision from being taken. */
export function Panel({ page, failure }: { page: number; failure: Failure | undefined }) {
  const { detail } = useReview();
  return (
    <section
      aria-label="Fields"
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4 overflow-auto border-l bg-surface p-4 pt-3"
    >
      <Title />
      {failure ? <FailureNotice failure={failure} /> : null}
      {detail.problem ? <Unreadable /> : null}
      <SentBack />
      <QualityNotice detail={detail} />
      <Findings />
      <Rows page={page} />
      <Amounts detail={detail} />
      <Button
        variant="quiet"
        size="s"
        keys="W"
        icon={<FileDiff />}
        onPress={() => useReviewStore.setState({ dialog: 'plan' })}
        className="-ml-2 justify-self-start"
      >
        What will be written
      </Button>
      <History detail={detail} />
    </section>
  );
}

const STATES: Readonly<Record<string, { tone: Tone; words: string }>> = {
  queued: { tone: 'plain', words: 'Waits to be read' },
  reading: { tone: 'plain', words: 'Being read' },
  checking: { tone: 'plain', words: 'Being checked' },
  posting: { tone: 'sure', words: 'Approved' },
  posted: { tone: 'sure', words: 'Posted' },
  rejected: { tone: 'plain', words: 'Rejected' },
};

const TITLE_ID = 'review-title';

/**
 * A decision takes the focused field away with its document. The focus then goes to the title of the next one, so that Tab goes on
 * to its first field and a screen reader says where one is.
 */
export function useFocusTitle(): void {
  useEffect(() => {
    if (document.activeElement === document.body) document.getElementById(TITLE_ID)?.focus({ preventScroll: true });
  }, []);
}

function Title() {
  const { detail, client } = useReview();
  const { clientId } = useCurrentClient();
  const state = STATES[detail.state];
  return (
    <header className="flex min-w-0 items-center gap-2">
      <h2 id={TITLE_ID} tabIndex={-1} className="truncate rounded-s text-s text-ink-2 outline-none" title={detail.name}>
        {clientId === undefined && client ? `${client.name} · ` : ''}
        {detail.name}
      </h2>
      {state ? <Chip tone={state.tone}>{state.words}</Chip> : null}
    </header>
  );
}

/** A document that came back from the ledger, with what was said about it. */
function SentBack() {
  const { detail, canEdit } = useReview();
  const { posting } = detail;
  if (!canEdit || !posting?.problem) return null;
  if (posting.state === 'rejected') {
    return (
      <Notice tone="wrong" title={<span className="wrap-anywhere">{posting.problem}</span>}>
        The ledger did not take it. Correct what it names and approve again, or set the document aside.
      </Notice>
    );
  }
  if (posting.state !== 'undone') return null;
  return (
    <Notice tone="doubt" title={<span className="wrap-anywhere">Taken out of the ledger: {posting.problem}</span>}>
      Approving writes a new entry.
    </Notice>
  );
}

/** A document that could not be read: why, what to do, and the fields by hand. */
function Unreadable() {
  const { detail } = useReview();
  if (!detail.problem) return null;
  const { what, todo } = failureFromInfo(detail.problem);
  return (
    <Notice
      tone="wrong"
      title={what}
      actions={
        <>
          <ReadAgain detail={detail} />
          <Button size="s" onPress={() => void saveOriginal(detail)}>
            Save the original
          </Button>
        </>
      }
    >
      {todo} You can also type below what it says.
    </Notice>
  );
}

/** Every field that has a value or needs one; the others on demand, so that the eye finds what matters. */
function Rows({ page }: { page: number }) {
  const { rows, detail } = useReview();
  const [isOpen, setOpen] = useState(false);
  const cursor = useReviewStore((state) => state.cursor);
  const drafts = useReviewStore((state) => state.drafts[detail.id]);
  const isShown = (row: FieldRow) => row.mark !== 'empty' || isOpen || row.name === cursor || drafts?.[row.name] !== undefined;
  const hidden = rows.filter((row) => !isShown(row));
  return (
    <div>
      {rows
        .filter(isShown)
        .map((row) =>
          row.name === 'account' || row.name === 'taxCode' || row.name === 'type' ? (
            <ChoiceRow key={row.name} row={row} />
          ) : (
            <TextRow key={row.name} row={row} page={page} />
          ),
        )}
      {hidden.length > 0 ? (
        <Button variant="quiet" size="s" icon={<Plus />} onPress={() => setOpen(true)} className="mt-1.5 max-w-full shrink">
          <span className="truncate">{hidden.map(({ label }) => label).join(', ')}</span>
        </Button>
      ) : null}
    </div>
  );
}
