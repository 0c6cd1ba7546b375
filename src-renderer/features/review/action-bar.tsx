import { ChevronDown, ChevronUp } from 'lucide-react';
import { formatDuration } from '../../format/date.ts';
import { openPanel } from '../../state/panels.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { readByWords } from '../../ui/reader-words.ts';
import { undoLast } from './decisions.ts';
import { contradictionsOf } from './field-rows.ts';
import { useReview } from './review-context.ts';
import { useReviewStore } from './review-store.ts';

/** What can be decided, always in the same place. */
export function ActionBar({ step, isDeciding }: { step: (by: 1 | -1) => void; isDeciding: boolean }) {
  const { detail, canEdit, approve, goOn } = useReview();
  const isContradicted = canEdit && contradictionsOf(detail.findings).length > 0;
  const readBy = readByWords(detail);
  const facts = [
    readBy ? `${readBy}${detail.times ? ` in ${formatDuration(detail.times.total)}` : ''}` : '',
    'nothing has left this computer',
  ].filter(Boolean);
  return (
    <footer className="col-span-full flex min-w-0 items-center gap-2 overflow-hidden border-t bg-surface px-4">
      {canEdit ? (
        <Button variant="primary" keys={isContradicted ? 'Ctrl+Enter' : 'Enter'} isPending={isDeciding} onPress={approve}>
          {isContradicted ? 'Approve anyway' : 'Approve and next'}
        </Button>
      ) : (
        <Button variant="primary" keys="Enter" onPress={goOn}>
          Next document
        </Button>
      )}
      <Button keys="R" isDisabled={!canEdit} onPress={() => useReviewStore.setState({ dialog: 'reject' })}>
        Reject
      </Button>
      <IconButton label="Previous document" keys="K" icon={<ChevronUp />} onPress={() => step(-1)} />
      <IconButton label="Next document" keys="J" icon={<ChevronDown />} onPress={() => step(1)} />
      <p className="hidden min-w-0 flex-1 truncate text-right text-s text-ink-2 tabular-nums wide:block">
        <span className="inline-block first-letter:uppercase">{facts.join(' · ')}</span>
      </p>
      <div className="ml-auto flex wide:ml-0">
        <Button variant="quiet" keys="Z" onPress={() => void undoLast()}>
          Undo
        </Button>
        <Button variant="quiet" keys="?" onPress={() => openPanel('keys')}>
          Keys
        </Button>
      </div>
    </footer>
  );
}
