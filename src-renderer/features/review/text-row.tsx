import { useQuery } from '@tanstack/react-query';
import { type ChangeEvent, type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { queries } from '../../bridge/queries.ts';
import { classNames } from '../../ui/class-names.ts';
import { completions } from '../../viewer/page-geometry.ts';
import { saveDraft } from './corrections.ts';
import type { FieldRow } from './field-rows.ts';
import { useReview } from './review-context.ts';
import { setDraft, useReviewStore } from './review-store.ts';
import { RowFrame } from './row-frame.tsx';

const MARKED = {
  sure: 'bg-transparent',
  empty: 'bg-transparent',
  doubt: 'bg-doubt-soft',
  missing: 'bg-doubt-soft',
  wrong: 'bg-wrong-soft',
} as const;

export const editorClass =
  'my-[3px] w-full min-w-0 text-ellipsis rounded-s px-2 py-[4px] font-medium text-ink outline-none hover:shadow-[inset_0_0_0_1px_var(--line-strong)] focus:bg-paper focus:shadow-[0_0_0_2px_var(--focus)] disabled:hover:shadow-none';

export function markedClass(row: FieldRow): string {
  return MARKED[row.mark];
}

/** A value that is typed. It shows the locale's form, and the canonical text while it is edited; words of the page complete it. */
export function TextRow({ row, page }: { row: FieldRow; page: number }) {
  const { detail, canEdit } = useReview();
  const draft = useReviewStore((state) => state.drafts[detail.id]?.[row.name]);
  const [isEditing, setEditing] = useState(false);
  const [isTyping, setTyping] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (isEditing) input.current?.select();
  }, [isEditing]);
  const value = draft?.text ?? (isEditing ? row.raw : row.shown);
  const type = (text: string) => setDraft(detail.id, row.name, { text, base: draft?.base ?? row.raw });
  const offers = useCompletions({ row, page, text: value, isOn: isEditing && isTyping, onTake: type });
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    setTyping(true);
    type(event.target.value);
  };
  const onBlur = () => {
    setEditing(false);
    setTyping(false);
    if (draft && !draft.problem) void saveDraft(detail.id, row.name);
  };
  return (
    <RowFrame row={row}>
      <div className="relative min-w-0">
        <input
          ref={input}
          aria-label={row.label}
          aria-invalid={draft?.problem ? true : undefined}
          {...offers.inputProps}
          value={value}
          placeholder={row.mark === 'missing' ? (detail.pageSizes.length > 0 ? 'Type it, or click it on the page' : 'Type it') : ''}
          disabled={!canEdit}
          spellCheck={false}
          autoComplete="off"
          onFocus={() => setEditing(true)}
          onBlur={onBlur}
          onChange={onChange}
          className={classNames(editorClass, markedClass(row), 'tabular-nums')}
        />
        {offers.list}
      </div>
    </RowFrame>
  );
}

type CompletionOptions = { row: FieldRow; page: number; text: string; isOn: boolean; onTake: (text: string) => void };

/** Words of the page that begin with what is typed: arrows choose, Enter or a click takes, Escape closes. */
function useCompletions({ row, page, text, isOn, onTake }: CompletionOptions) {
  const { detail } = useReview();
  const { data: words = [] } = useQuery({ ...queries.words(detail.id, page), enabled: isOn && detail.pageSizes.length > 0 });
  const [active, setActive] = useState(-1);
  const [closedFor, setClosedFor] = useState<string>();
  const listId = useId();
  const single = row.name !== 'supplier' && row.name !== 'address';
  const found = isOn && closedFor !== text ? completions(words, text, single) : [];
  const at = Math.min(active, found.length - 1);
  const take = (chosen: string) => {
    onTake(chosen);
    setClosedFor(chosen);
    setActive(-1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (found.length === 0) return;
    const chosen = found[at];
    if (event.key === 'ArrowDown') setActive((at + 1) % found.length);
    else if (event.key === 'ArrowUp') setActive(at <= 0 ? found.length - 1 : at - 1);
    else if (event.key === 'Enter' && chosen !== undefined) take(chosen);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const isChoosing = found.length > 0 && at >= 0;
  const inputProps = {
    role: 'combobox' as const,
    'aria-autocomplete': 'list' as const,
    // The row takes Enter and Escape for itself unless a choice is marked.
    'aria-expanded': isChoosing,
    'aria-controls': found.length > 0 ? listId : undefined,
    'aria-activedescendant': isChoosing ? `${listId}-${at}` : undefined,
    onKeyDown,
  };
  const list =
    found.length > 0 ? (
      <div
        id={listId}
        role="listbox"
        aria-label="Words on the page"
        className="absolute inset-x-0 top-full z-20 rounded-m bg-raised p-1 shadow-overlay"
      >
        {found.map((offer, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input above handles the keys of its list
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the input, which names the active option
          <div
            key={offer}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === at}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(offer)}
            className={classNames('truncate rounded-s px-2 py-1 text-s', index === at ? 'bg-pressed' : 'hover:bg-hover')}
          >
            {offer}
          </div>
        ))}
      </div>
    ) : null;
  return { inputProps, list };
}
