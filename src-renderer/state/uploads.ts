import { create } from 'zustand';
import { MAX_FILE_BYTES } from '../../src-main/contract/document.ts';
import { ERRORS } from '../../src-main/contract/errors.ts';
import type { ClientId, DocumentId } from '../../src-main/contract/ids.ts';
import { api } from '../bridge/api.ts';
import { failureOf } from '../bridge/failure.ts';

export type UploadResult = {
  name: string;
  outcome: 'document' | 'duplicate' | 'ignored' | 'failed';
  words: string;
  documentId?: DocumentId;
};

/** Files that are being handed in; `total` is 0 when none are. */
export const useUploads = create<{ total: number; done: number }>(() => ({ total: 0, done: 0 }));

const AT_ONCE = 3;

/** Hands files in, a few at a time, and gives back what became of each, in their order. A file that fails does not stop the others. */
export async function uploadFiles(clientId: ClientId, files: readonly File[]): Promise<UploadResult[]> {
  const results: UploadResult[] = [];
  let next = 0;
  useUploads.setState(({ total, done }) => ({ total: total + files.length, done }));
  const worker = async () => {
    for (let index = next++; index < files.length; index = next++) {
      const file = files[index];
      if (file) results[index] = await uploadOne(clientId, file);
      useUploads.setState(({ total, done }) => (done + 1 >= total ? { total: 0, done: 0 } : { total, done: done + 1 }));
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, files.length) }, worker));
  return results;
}

async function uploadOne(clientId: ClientId, file: File): Promise<UploadResult> {
  if (file.size > MAX_FILE_BYTES) return refused(file, `${ERRORS.file_too_large.what} The limit is 100 MB. ${ERRORS.file_too_large.todo}`);
  try {
    const { outcome, words, documentId } = await api.documents.upload({ clientId, file });
    return { name: file.name, outcome, words, ...(documentId ? { documentId } : {}) };
  } catch (error) {
    const { code, what, todo } = failureOf(error);
    // A file that arrived all the same is recognised, so adding it again does no harm.
    return refused(file, code === 'connection_lost' ? 'The connection was lost on the way. Add it again.' : `${what} ${todo}`);
  }
}

function refused(file: File, words: string): UploadResult {
  return { name: file.name, outcome: 'failed', words };
}

/** What became of the files, in words: a title, and the names of those that did not become documents. */
export function uploadWords(results: readonly UploadResult[]): { title: string; text?: string; isFailure: boolean } {
  const count = (outcome: UploadResult['outcome']) => results.filter((result) => result.outcome === outcome).length;
  const added = count('document');
  const failed = count('failed');
  const title = added === 0 ? 'Nothing new was added' : `${added} ${added === 1 ? 'document' : 'documents'} added`;
  const others = results.filter(({ outcome }) => outcome !== 'document');
  const shown = others.slice(0, 3).map(({ name, words }) => `${name}: ${words}`);
  if (others.length > shown.length) shown.push(`and ${others.length - shown.length} more, see Arrivals.`);
  return { title, ...(shown.length > 0 ? { text: shown.join(' ') } : {}), isFailure: failed > 0 };
}
