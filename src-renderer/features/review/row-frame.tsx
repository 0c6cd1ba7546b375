import type { KeyboardEvent, ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Alternatives } from './alternatives.tsx';
import { saveAnyway } from './corrections.ts';
import { FieldMark, markWords } from './field-mark.tsx';
import { type FieldRow, showValue } from './field-rows.ts';
import { focusStop, stopId } from './focus.ts';
import { useReview } from './review-context.ts';
import { setDraft, useReviewStore } from './review-store.ts';

/**
 * A row of the panel: label, editor, mark, and below them what belongs to the value. The row itself takes the focus when Enter
 * walks to it, so that number and letter keys work at once; Tab or E goes on into the editor.
 */
export function RowFrame({ row, children, note }: { row: FieldRow; children: ReactNode; note?: ReactNode }) {
  const { detail, walk } = useReview();
  const isCursor = useReviewStore((state) => state.cursor === row.name);
  const draft = useReviewStore((state) => state.drafts[detail.id]?.[row.name]);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!(event.target instanceof HTMLInputElement) || event.target.getAttribute('aria-expanded') === 'true') return;
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      event.stopPropagation();
      // Leaving the editor saves it.
      focusStop(row.name);
      walk();
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      setDraft(detail.id, row.name, undefined);
      focusStop(row.name);
    }
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own layout; the group only names label, editor and mark together
    <div
      id={stopId(row.name)}
      role="group"
      tabIndex={-1}
      aria-label={`${row.label}, ${row.shown || 'empty'}, ${markWords(row)}`}
      onFocus={() => useReviewStore.setState({ cursor: row.name })}
      onKeyDownCapture={onKeyDown}
      className="group/row border-b outline-none"
    >
      <div
        className={classNames(
          'grid grid-cols-[88px_minmax(0,1fr)_20px] items-center gap-x-1 rounded-s',
          isCursor && 'group-focus/row:shadow-[0_0_0_2px_var(--focus)]',
        )}
      >
        <span aria-hidden="true" className="pl-1 text-s text-ink-2">
          {row.label}
        </span>
        {children}
        <FieldMark row={row} />
      </div>
      <div className="pl-[100px]">
        {draft?.problem ? (
          <p role="alert" className="pt-0.5 pb-1.5 text-s text-wrong">
            {draft.problem}
          </p>
        ) : null}
        {draft?.conflict === undefined ? null : <Conflict row={row} theirs={draft.conflict} />}
        {note ? <div className="pb-1.5 text-s text-ink-3">{note}</div> : null}
        {isCursor && row.alternatives.length > 0 ? <Alternatives row={row} /> : null}
      </div>
    </div>
  );
}

/** Two people changed the same value: nothing typed is lost, and nothing of the other is overwritten unasked. */
function Conflict({ row, theirs }: { row: FieldRow; theirs: string }) {
  const { detail, client } = useReview();
  const shown = theirs === '' ? 'nothing' : showValue(row.name, theirs, { client, minimum: undefined });
  return (
    <div role="alert" className="grid gap-1.5 pb-2 text-s">
      <span className="text-doubt">Somebody changed this to {shown} while you typed.</span>
      <span className="flex gap-1.5">
        <Button size="s" onPress={() => void saveAnyway(detail.id, row.name)}>
          Keep mine
        </Button>
        <Button size="s" onPress={() => setDraft(detail.id, row.name, undefined)}>
          Take theirs
        </Button>
      </span>
    </div>
  );
}
