import type { DocumentId } from '../../src-main/contract/ids.ts';
import { api } from '../bridge/api.ts';
import { failureOf } from '../bridge/failure.ts';
import { toast } from '../ui/toast.tsx';

/** Long enough for the browser to have begun the download. */
const KEEP_MS = 60_000;

/** Hands the original bytes of a document to the browser's own way of saving files. */
export async function saveOriginal({ id, name }: { id: DocumentId; name: string }): Promise<void> {
  try {
    const file = await api.documents.original({ id });
    const url = URL.createObjectURL(file);
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), KEEP_MS);
  } catch (error) {
    const { what, todo } = failureOf(error);
    toast({ tone: 'wrong', title: what, text: todo });
  }
}
