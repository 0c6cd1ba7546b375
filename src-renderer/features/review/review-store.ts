import { create } from 'zustand';
import type { DocumentId } from '../../../src-main/contract/ids.ts';
import type { PageOverlay } from '../../viewer/viewer-tools.tsx';
import type { EditableName, Stop } from './field-rows.ts';

/** Text that is typed and not yet accepted. `base` is the value that the person saw when starting, to notice that it changed meanwhile. */
export type Draft = { text: string; base: string; problem?: string; conflict?: string };
export type Drafts = Partial<Record<EditableName, Draft>>;

type ReviewState = {
  /** What Enter, number keys and clicks on the page speak of. */
  cursor: Stop['target'] | undefined;
  /** By document, so that going to another one and back loses nothing. */
  drafts: Readonly<Record<string, Drafts>>;
  looked: ReadonlySet<string>;
  overlay: PageOverlay;
  dialog: 'reject' | 'compare' | 'plan' | undefined;
  /** Documents that something was done to, latest last, one entry a decision or correction, for undo. */
  done: readonly DocumentId[];
};

export const useReviewStore = create<ReviewState>(() => ({
  cursor: undefined,
  drafts: {},
  looked: new Set(),
  overlay: undefined,
  dialog: undefined,
  done: [],
}));

export function setDraft(id: DocumentId, name: EditableName, draft: Draft | undefined): void {
  useReviewStore.setState(({ drafts }) => {
    const { [name]: _before, ...others } = drafts[id] ?? {};
    return { drafts: { ...drafts, [id]: draft ? { ...others, [name]: draft } : others } };
  });
}

export function draftsOf(id: DocumentId): Drafts {
  return useReviewStore.getState().drafts[id] ?? {};
}

/** What the message about a contradiction is about; it goes with the decision. */
export const CONTRADICTION = 'contradiction';

const MOST_UNDONE = 200;

/** Remembers that a decision or a correction can be taken back. */
export function pushDone(id: DocumentId): void {
  useReviewStore.setState(({ done }) => ({ done: [...done, id].slice(-MOST_UNDONE) }));
}

/** Forgets the latest thing that was done to a document. */
export function dropDone(id: DocumentId): void {
  useReviewStore.setState(({ done }) => {
    const at = done.lastIndexOf(id);
    return { done: at < 0 ? done : done.toSpliced(at, 1) };
  });
}

export function lookedKey(id: DocumentId, key: string): string {
  return `${id} ${key}`;
}

/** Remembers that a person saw these stops of a document. */
export function markLooked(id: DocumentId, keys: readonly string[]): void {
  useReviewStore.setState(({ looked }) => ({ looked: new Set([...looked, ...keys.map((key) => lookedKey(id, key))]) }));
}
