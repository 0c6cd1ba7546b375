import { EngineError, type ReaderChoice } from '../../contract/index.ts';
import { type EngineContext, record } from '../context.ts';
import { changeDocument, getDocument } from '../documents/index.ts';
import { enqueue, PRIORITY } from '../pipeline/index.ts';

/** What the history says. */
const AGAIN: Readonly<Record<ReaderChoice | 'same', string>> = {
  same: 'Asked to read it again.',
  own: 'Asked to read it again with the reader of Tickmark.',
  tesseract: 'Asked to read it again with Tesseract.',
};

/**
 * Reads a waiting document again from its original bytes, with the reader of the settings or the one that is asked for. What a person
 * typed stays.
 * @throws EngineError `not_allowed_in_state`
 */
export async function readAgain(context: EngineContext, id: string, reader: ReaderChoice | undefined, actor: string): Promise<void> {
  await context.store.write(async (work) => {
    const document = await getDocument(work.tx, id);
    if (document.state !== 'review') throw new EngineError('not_allowed_in_state', { details: { state: document.state } });
    const changed = await changeDocument(context, work, document, {
      state: 'queued',
      problem_json: null,
      reason: null,
      group_name: null,
      severity: null,
      wanted_reader: reader ?? null,
    });
    await enqueue(context, work, { subject: id, step: 'read', inputVersion: changed.version, priority: PRIORITY.person });
    await record(context, work, { actor, event: 'document.read-again', subject: id, words: AGAIN[reader ?? 'same'] });
  });
}
