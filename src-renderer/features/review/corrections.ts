import type { DocumentDetail } from '../../../src-main/contract/document.ts';
import type { DocumentId } from '../../../src-main/contract/ids.ts';
import { api } from '../../bridge/api.ts';
import { failureOf } from '../../bridge/failure.ts';
import { queries, queryClient } from '../../bridge/queries.ts';
import { toast } from '../../ui/toast.tsx';
import { type EditableName, fieldLabel } from './field-rows.ts';
import { draftsOf, pushDone, setDraft } from './review-store.ts';

/** Corrections go out one after another, because each makes a new version of the document. */
let saving: Promise<void> = Promise.resolve();

/** Settles when nothing is being saved. */
export function savingSettled(): Promise<void> {
  return saving;
}

/** Saves what is typed in a field. What the engine refuses stays typed, with the reason beside it. */
export function saveDraft(id: DocumentId, name: EditableName): Promise<void> {
  saving = saving.then(() => send(id, name));
  return saving;
}

/** Saves a value that was chosen, not typed. */
export function saveValue(id: DocumentId, name: EditableName, text: string): Promise<void> {
  setDraft(id, name, { text, base: rawValue(cached(id), name) });
  return saveDraft(id, name);
}

/** Saves a typed value although somebody else changed the same one meanwhile. */
export function saveAnyway(id: DocumentId, name: EditableName): Promise<void> {
  const draft = draftsOf(id)[name];
  if (!draft) return saving;
  return saveValue(id, name, draft.text);
}

const TRIES = 3;

async function send(id: DocumentId, name: EditableName): Promise<void> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const draft = draftsOf(id)[name];
    const detail = cached(id);
    if (!draft || !detail) return;
    const now = rawValue(detail, name);
    if (draft.text.trim() === now) return setDraft(id, name, undefined);
    if (now !== draft.base) return setDraft(id, name, { ...draft, conflict: now });
    try {
      const changed = await api.review.correct({ document: { id, version: detail.version }, changes: { [name]: draft.text.trim() } });
      queryClient.setQueryData(queries.document(id).queryKey, changed);
      pushDone(id);
      return dropSaved(id, name, draft.text);
    } catch (error) {
      if (failureOf(error).code !== 'version_conflict') return refuse(id, name, error);
      // Another value changed meanwhile: look again, and try again where this one is still what the person saw.
      await queryClient.refetchQueries({ queryKey: queries.document(id).queryKey });
    }
  }
}

/** The draft goes only if nothing was typed while it was on its way. */
function dropSaved(id: DocumentId, name: EditableName, sent: string): void {
  const draft = draftsOf(id)[name];
  if (draft?.text === sent) setDraft(id, name, undefined);
  else if (draft) setDraft(id, name, { text: draft.text, base: rawValue(cached(id), name) });
}

function refuse(id: DocumentId, name: EditableName, error: unknown): void {
  const failure = failureOf(error);
  const draft = draftsOf(id)[name];
  if (failure.code === 'invalid_input' && draft) {
    setDraft(id, name, { text: draft.text, base: draft.base, problem: failure.details['problem'] ?? failure.what });
    return;
  }
  toast({ tone: 'wrong', title: `${fieldLabel(name)} was not saved`, text: `${failure.what} ${failure.todo}` });
}

function cached(id: DocumentId): DocumentDetail | undefined {
  return queryClient.getQueryData(queries.document(id).queryKey);
}

/** The canonical value of a field; empty where there is none. */
export function rawValue(detail: DocumentDetail | undefined, name: EditableName): string {
  if (name === 'account') return detail?.coding?.account ?? '';
  if (name === 'taxCode') return detail?.coding?.taxCode ?? '';
  if (name === 'type') return detail?.extraction?.type.value ?? '';
  return detail?.extraction?.fields[name]?.value ?? '';
}
