import type { EngineError } from '../../contract/index.ts';
import { type EngineContext, record } from '../context.ts';
import { changeDocument, type DocumentRow } from '../documents/index.ts';
import type { Work } from '../storage/index.ts';

/** Puts a document that no reader can read before a person, with the named reason. The file is kept. */
export async function unreadable(context: EngineContext, work: Work, document: DocumentRow, error: EngineError): Promise<void> {
  await changeDocument(context, work, document, {
    state: 'review',
    problem_json: JSON.stringify(error.info()),
    reason: error.message,
    group_name: 'Could not be read',
    severity: 'wrong',
    route: 'review',
  });
  await record(context, work, {
    actor: 'engine',
    event: 'document.unreadable',
    subject: document.id,
    words: `${document.name} could not be read: ${error.message}`,
    data: { code: error.code },
  });
}
