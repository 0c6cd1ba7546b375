import type { EditableName, Stop } from './field-rows.ts';
import { useReviewStore } from './review-store.ts';

/** Id of the element that stands for a stop. */
export function stopId(target: Stop['target']): string {
  return `stop-${target}`;
}

/** Moves the cursor to a field or finding, without opening the field for typing. */
export function focusStop(target: Stop['target']): void {
  useReviewStore.setState({ cursor: target });
  const element = document.getElementById(stopId(target));
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'nearest' });
}

/** Opens a field for typing. */
export function editField(name: EditableName): void {
  useReviewStore.setState({ cursor: name });
  document.getElementById(stopId(name))?.querySelector('input')?.focus();
}
