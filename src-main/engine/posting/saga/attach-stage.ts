import { EngineError } from '../../../contract/index.ts';
import type { LedgerAttachments, LedgerFile } from '../../ports.ts';
import { crashpoint } from '../../storage/index.ts';
import { fileOf } from './document-file.ts';
import type { SagaRun } from './saga-run.ts';

/**
 * Attaches the original, once: after a request that may have been lost the ledger's list decides. A file that the ledger does not take at
 * all is left out with a word, since the entry itself is right without it.
 */
export async function attach(run: SagaRun): Promise<void> {
  const { attachments } = run.connection;
  if (attachments === undefined || run.entry.document.mediaType === undefined) return run.pass('attached', 'The entry names the document.');
  const file = await fileOf(run.context, run.entry);
  const unfit = unfitWords(attachments, file);
  if (unfit !== undefined) return run.pass('attached', unfit);
  // Where nothing can be under way, looking is cheaper than a commit before each request.
  const isInstant = run.connection.capabilities.settleMs === 0;
  if (run.row.stage === 'attach_sent' || isInstant) {
    await run.settled();
    if (await isAttached(run, attachments)) return run.pass('attached', 'The document is attached.');
  }
  if (!isInstant) await run.commit('attach_sent', 'Sent the document to be attached.');
  run.sending();
  crashpoint('post.after-attach-sent');
  await attachments.attach(run.reference(), file, run.entry.key);
  crashpoint('post.after-attach');
  await removeTwins(run, attachments);
  run.pass('attached', 'The document is attached.');
}

/** Words where the file cannot be attached to this ledger. */
export function unfitWords(attachments: LedgerAttachments, file: LedgerFile): string | undefined {
  if (file.size > attachments.maxBytes)
    return `The document is not attached: it has ${megabytes(file.size)}, the ledger takes ${megabytes(attachments.maxBytes)}.`;
  const { mediaTypes } = attachments;
  if (mediaTypes.length === 0 || mediaTypes.includes('*/*') || mediaTypes.includes(file.mediaType)) return undefined;
  return `The document is not attached: the ledger takes no ${file.mediaType}.`;
}

const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`;

async function isAttached(run: SagaRun, attachments: LedgerAttachments): Promise<boolean> {
  await removeTwins(run, attachments);
  return (await attachments.list(run.reference())).some(({ key }) => key === run.entry.key);
}

/** A request that was carried out twice leaves two of ours; a person's own files are never touched. */
async function removeTwins(run: SagaRun, attachments: LedgerAttachments): Promise<void> {
  if (attachments.remove === undefined) return;
  const ours = (await attachments.list(run.reference())).filter(({ key }) => key === run.entry.key);
  for (const twin of ours.slice(1)) await attachments.remove(run.reference(), twin);
}

/** Whether the entry in the ledger still has its document, where it was attached; in words where not. @throws EngineError of the ledger */
export async function attachmentDifferences(
  run: Pick<SagaRun, 'connection' | 'context' | 'entry' | 'reference'>,
): Promise<readonly string[]> {
  const { attachments } = run.connection;
  // What was approved before documents were attached has none there.
  if (attachments === undefined || run.entry.document.mediaType === undefined) return [];
  const file = await fileOf(run.context, run.entry);
  if (unfitWords(attachments, file) !== undefined) return [];
  try {
    const ours = (await attachments.list(run.reference())).filter(({ key }) => key === run.entry.key);
    if (ours.length === 0) return ['The attached document is gone.'];
    return ours.length === 1 ? [] : [`The document is attached ${ours.length} times.`];
  } catch (error) {
    // An entry that is gone has been reported by the comparison itself.
    if (error instanceof EngineError && error.code === 'not_found') return [];
    throw error;
  }
}
