import { useCommands } from '../../state/commands.ts';
import { useKeys } from '../../state/keys.ts';
import { otherDocument } from './compare-view.tsx';
import { saveValue } from './corrections.ts';
import { undoLast } from './decisions.ts';
import { editField } from './focus.ts';
import type { Review } from './review-context.ts';
import { useReviewStore } from './review-store.ts';

const NUMBERS = ['1', '2', '3', '4', '5', '6', '7', '8'];

/** The keys of the review screen, and the same as commands. */
export function useReviewKeys({ detail, rows, canEdit, walk, approve }: Review, step: (by: 1 | -1) => void): void {
  const open = (dialog: 'reject' | 'compare' | 'plan') => useReviewStore.setState({ dialog });
  const atCursor = () => rows.find(({ name }) => name === useReviewStore.getState().cursor);
  const choose = (index: number) => {
    const row = atCursor();
    const alternative = row?.alternatives[index];
    if (row && alternative && canEdit) void saveValue(detail.id, row.name, alternative.value);
  };
  const edit = () => {
    const row = atCursor();
    if (row && canEdit) editField(row.name);
  };
  const hasOther = otherDocument(detail) !== undefined;
  useKeys('Review', [
    { keys: ['Enter'], label: 'Next doubtful value; when none is left, approve', run: walk },
    { keys: ['Ctrl+Enter'], label: 'Approve at once, also what is contradicted', run: approve, whileTyping: true },
    { keys: ['j', 'ArrowDown'], label: 'Next document', run: () => step(1) },
    { keys: ['k', 'ArrowUp'], label: 'Previous document', run: () => step(-1) },
    { keys: ['1', '2', '3'], label: 'Take the first, second, third other reading', run: (event) => choose(Number(event.key) - 1) },
    { keys: NUMBERS.slice(3), label: 'Take a further reading', run: (event) => choose(Number(event.key) - 1), hidden: true },
    ...NUMBERS.map((number, index) => ({
      keys: [`Alt+${number}`],
      label: `Take reading ${number} while typing`,
      run: () => choose(index),
      whileTyping: true,
      hidden: index > 0,
    })),
    { keys: ['e', 'F2'], label: 'Edit the value', run: edit },
    ...(canEdit ? [{ keys: ['r'], label: 'Reject', run: () => open('reject') }] : []),
    ...(hasOther ? [{ keys: ['c'], label: 'Compare with the other document', run: () => open('compare') }] : []),
    { keys: ['w'], label: 'Show what will be written to the ledger', run: () => open('plan') },
    { keys: ['z'], label: 'Undo', run: () => void undoLast() },
  ]);
  useCommands('This document', [
    ...(canEdit
      ? [
          { id: 'approve', title: 'Approve and next', keys: 'Ctrl+Enter', run: approve },
          { id: 'reject', title: 'Reject', keys: 'R', run: () => open('reject') },
        ]
      : []),
    ...(hasOther ? [{ id: 'compare', title: 'Compare with the other document', keys: 'C', run: () => open('compare') }] : []),
    { id: 'plan', title: 'Show what will be written to the ledger', keys: 'W', run: () => open('plan') },
    { id: 'undo', title: 'Undo the last decision', keys: 'Z', run: () => void undoLast() },
  ]);
}
