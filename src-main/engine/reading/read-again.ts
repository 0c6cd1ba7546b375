import { EngineError } from '../../contract/index.ts';
import { type EngineContext, record } from '../context.ts';
import { changeDocument, getDocument } from '../documents/index.ts';
import { enqueue, PRIORITY } from '../pipeline/index.ts';

/** Reads a waiting document again from its original bytes. What a person typed stays. @throws EngineError `not_allowed_in_state` */
export async function readAgain(context: EngineContext, id: string, actor: string): Promise<void> {
  await context.store.write(async (work) => {
    const document = await getDocument(work.tx, id);
    if (document.state !== 'review') throw new EngineError('not_allowed_in_state', { details: { state: document.state } });
    const changed = await changeDocument(context, work, document, {
      state: 'queued',
      problem_json: null,
      reason: null,
      group_name: null,
      severity: null,
    });
    await enqueue(context, work, { subject: id, step: 'read', inputVersion: changed.version, priority: PRIORITY.person });
    await record(context, work, { actor, event: 'document.read-again', subject: id, words: 'Asked to read it again.' });
  });
}
