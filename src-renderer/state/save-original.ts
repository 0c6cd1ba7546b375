import type { DocumentId } from '../../src-main/contract/ids.ts';
import { api } from '../bridge/api.ts';
import { failureOf } from '../bridge/failure.ts';
import { toast } from '../ui/toast.tsx';
import { saveFile } from './save-file.ts';

/** Hands the original bytes of a document to the browser's own way of saving files. */
export async function saveOriginal({ id, name }: { id: DocumentId; name: string }): Promise<void> {
  try {
    saveFile(await api.documents.original({ id }), name);
  } catch (error) {
    const { what, todo } = failureOf(error);
    toast({ tone: 'wrong', title: what, text: todo });
  }
}
