import type { DocumentState } from '../../contract/index.ts';

/**
 * Which state may follow which. `queued → review` is a document whose reading cannot even begin; `review → queued` is "read again";
 * `posting → review` is an undone approval or an entry that the ledger refused; `posted → review` is an entry that a person had taken out of
 * the ledger again; `rejected → review` is an undone rejection.
 */
const NEXT: Readonly<Record<DocumentState, readonly DocumentState[]>> = {
  queued: ['reading', 'review'],
  reading: ['queued', 'checking', 'review'],
  checking: ['checking', 'review', 'posting'],
  review: ['review', 'queued', 'checking', 'posting', 'rejected'],
  posting: ['review', 'posted'],
  posted: ['review'],
  rejected: ['review'],
};

export function mayFollow(from: DocumentState, to: DocumentState): boolean {
  return NEXT[from].includes(to);
}

/** States in which work goes on without a person. */
export const IN_PROGRESS: readonly DocumentState[] = ['queued', 'reading', 'checking'];
