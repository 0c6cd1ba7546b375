import type { DocumentDetail } from '../../../src-main/contract/document.ts';
import { type FieldRow, type Stop, stopsOf } from './field-rows.ts';
import { editField, focusStop } from './focus.ts';
import { openStop } from './review-context.ts';
import { markLooked, useReviewStore } from './review-store.ts';

/** Enter: to the next doubtful place, and when none is left, approve. */
export function walkOn(detail: DocumentDetail, rows: readonly FieldRow[], canEdit: boolean, approveNow: () => void): void {
  if (!canEdit) return;
  const { cursor } = useReviewStore.getState();
  const here = stopsOf(rows, detail.findings).find(({ target }) => target === cursor);
  if (here) markLooked(detail.id, [here.key]);
  const next = openStop(detail, rows, cursor);
  if (next) goTo(next, rows);
  else approveNow();
}

/** Brings a person to a stop. */
export function goTo({ target }: Stop, rows: readonly FieldRow[]): void {
  const row = rows.find(({ name }) => name === target);
  // A missing value has nothing to look at: the caret goes in at once.
  if (row?.mark === 'missing') editField(row.name);
  else focusStop(target);
}
