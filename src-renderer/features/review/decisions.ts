import type { DocumentDetail, DocumentSummary } from '../../../src-main/contract/document.ts';
import type { DocumentId } from '../../../src-main/contract/ids.ts';
import { api } from '../../bridge/api.ts';
import { type Failure, failureOf } from '../../bridge/failure.ts';
import { queries, queryClient } from '../../bridge/queries.ts';
import { go, placeHref } from '../../state/router.ts';
import { dismissAbout, dismissToast, toast } from '../../ui/toast.tsx';
import { afterDecision, type Queue, withoutDocuments } from './queue-order.ts';
import { CONTRADICTION, dropDone, pushDone, useReviewStore } from './review-store.ts';

type Deciding = {
  document: { id: DocumentId; version: number; name: string; supplier?: string | undefined };
  order: readonly DocumentId[];
};

let busy = false;
let undoToast: number | undefined;

/** Approves a document and goes to the next one. Gives back what kept it from that, for the screen to show in place. */
export function approve(deciding: Deciding): Promise<Failure | undefined> {
  return decide(deciding, 'Approved', (document) => api.review.approve({ documents: [document] }));
}

/** Rejects a document with a reason and goes to the next one. */
export function reject(deciding: Deciding, reason: string): Promise<Failure | undefined> {
  return decide(deciding, 'Rejected', (document) => api.review.reject({ documents: [document], reason }));
}

async function decide(
  { document, order }: Deciding,
  verb: string,
  send: (seen: { id: DocumentId; version: number }) => Promise<{ documents: DocumentSummary[] }>,
): Promise<Failure | undefined> {
  // A held Enter key must not decide about the next document before it is seen.
  if (busy) return undefined;
  busy = true;
  try {
    const { documents } = await send({ id: document.id, version: document.version });
    leave(document.id, order);
    offerUndo(document, verb, documents[0]?.undoUntil);
    return undefined;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.code === 'version_conflict') await queryClient.refetchQueries({ queryKey: queries.document(document.id).queryKey });
    return failure;
  } finally {
    busy = false;
  }
}

function leave(id: DocumentId, order: readonly DocumentId[]): void {
  dismissAbout(CONTRADICTION);
  const gone = new Set([id]);
  const next = afterDecision(order, id, gone);
  queryClient.setQueriesData<Queue>({ queryKey: ['queue'] }, (queue) => queue && withoutDocuments(queue, gone));
  pushDone(id);
  useReviewStore.setState({ cursor: undefined });
  void queryClient.invalidateQueries({ queryKey: queries.document(id).queryKey });
  go(placeHref('review', next), { replace: true });
}

function offerUndo(document: Deciding['document'], verb: string, undoUntil: string | undefined): void {
  if (undoToast !== undefined) dismissToast(undoToast);
  const until = undoUntil ? Date.parse(undoUntil) : undefined;
  undoToast = toast({
    title: `${verb}: ${document.supplier ?? document.name}`,
    action: { label: 'Undo', keys: 'Z', run: () => void undoLast() },
    // Without a deadline it is shown like any other message; Z goes on working.
    ...(until && until > Date.now() ? { until } : {}),
  });
}

/** Takes the last decision or correction back and shows that document again. */
export async function undoLast(): Promise<void> {
  const id = useReviewStore.getState().done.at(-1);
  if (!id) {
    toast({
      tone: 'wrong',
      title: 'There is nothing to undo',
      text: 'Decisions and corrections made in this window can be taken back until they are posted.',
    });
    return;
  }
  await undo(id);
}

/** Takes the last decision or correction of a document back. */
export async function undo(id: DocumentId): Promise<void> {
  try {
    const detail = await api.review.undo({ id });
    queryClient.setQueryData(queries.document(id).queryKey, detail);
    await queryClient.invalidateQueries({ queryKey: ['queue'] });
    if (undoToast !== undefined) dismissToast(undoToast);
    go(placeHref('review', id), { replace: true });
    toast({ title: `Taken back: ${detail.supplier ?? detail.name}` });
  } catch (error) {
    const { code, what, todo } = failureOf(error);
    const known: DocumentDetail | undefined = queryClient.getQueryData(queries.document(id).queryKey);
    if (code === 'not_allowed_in_state')
      toast({
        tone: 'wrong',
        title: `${known?.supplier ?? known?.name ?? 'This document'} cannot be taken back any more`,
        text: 'It stands in the ledger. Correct it there, with an entry of its own.',
      });
    else toast({ tone: 'wrong', title: what, text: todo });
  } finally {
    dropDone(id);
  }
}
