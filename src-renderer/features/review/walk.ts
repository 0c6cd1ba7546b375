import type { DocumentDetail } from '../../../src-main/contract/document.ts';
import { toast } from '../../ui/toast.tsx';
import { contradictionsOf, type FieldRow, type Stop, stopsOf } from './field-rows.ts';
import { editField, focusStop } from './focus.ts';
import { openStop } from './review-context.ts';
import { CONTRADICTION, markLooked, useReviewStore } from './review-store.ts';

/**
 * Enter: to the next doubtful place, and when none is left, approve. What is contradicted is never approved by one Enter too many:
 * that takes Ctrl+Enter or the button, which says "anyway".
 */
export function walkOn(detail: DocumentDetail, rows: readonly FieldRow[], approveNow: () => void): void {
  const { cursor } = useReviewStore.getState();
  const here = stopsOf(rows, detail.findings).find(({ target }) => target === cursor);
  if (here) markLooked(detail.id, [here.key]);
  const next = openStop(detail, rows, cursor);
  if (next) goTo(next, rows);
  else if (contradictionsOf(detail.findings).length === 0) approveNow();
  else stayAtContradiction(detail, rows);
}

function stayAtContradiction(detail: DocumentDetail, rows: readonly FieldRow[]): void {
  const [against] = contradictionsOf(detail.findings);
  const target = against && (against.field ?? (`finding-${detail.findings.indexOf(against)}` as const));
  const stop = stopsOf(rows, detail.findings).find((candidate) => candidate.target === target);
  if (stop) goTo(stop, rows);
  toast({
    tone: 'wrong',
    title: 'Not approved: something speaks against it',
    text: 'Correct it, reject it, or press Ctrl+Enter to approve it anyway.',
    replaces: CONTRADICTION,
  });
}

/** Brings a person to a stop. */
export function goTo({ target }: Stop, rows: readonly FieldRow[]): void {
  const row = rows.find(({ name }) => name === target);
  // A missing value has nothing to look at: the caret goes in at once.
  if (row?.mark === 'missing') editField(row.name);
  else focusStop(target);
}
