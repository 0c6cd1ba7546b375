import { z } from 'zod';
import { EngineError, ErrorCode, PostingStage, PostingState } from '../../../contract/index.ts';
import { record } from '../../context.ts';
import { changeDocument, getDocument } from '../../documents/index.ts';
import { crashpoint, type Work } from '../../storage/index.ts';
import { forgetSupplier } from '../../suppliers/index.ts';
import type { SagaRun } from './saga-run.ts';

/**
 * Why an entry is being taken out of the ledger: a later step failed for good (`refused`, with the ledger's words), or a person asked
 * (`person`). `from` is where it stood, for the case that the ledger says no.
 */
export const Undoing = z.object({
  why: z.enum(['refused', 'person']),
  words: z.string(),
  code: ErrorCode.optional(),
  actor: z.string(),
  from: z.object({ state: PostingState, stage: PostingStage }),
});
export type Undoing = z.infer<typeof Undoing>;

/** The queue's heading for what a ledger refused, by the kind of refusal. */
export function refusalGroup(code: ErrorCode): string {
  if (code === 'ledger_period_locked') return 'Closed period';
  return code === 'ledger_duplicate' ? 'In the ledger already?' : 'Refused by the ledger';
}

const OUTCOME_WORDS = {
  deleted: 'Deleted in the ledger.',
  voided: 'Voided in the ledger.',
  reversed: 'Reversed in the ledger by an entry of its own.',
  'already-gone': 'It was not in the ledger any more.',
} as const;

/** Notes that the entry is to be taken out, durably, before the ledger is asked. */
export async function beginUndo(run: SagaRun, undoing: Undoing): Promise<void> {
  await run.commit('undo_sent', `To be taken out of the ledger: ${undoing.words}`, { undo_json: JSON.stringify(undoing) });
}

/**
 * Takes the entry out of the ledger and returns what to commit with the end of the job: the document is back before a person, and its next
 * approval is a new generation.
 */
export async function undo(run: SagaRun): Promise<(work: Work) => Promise<void>> {
  const undoing = Undoing.parse(JSON.parse(run.row.undo_json ?? '{}'));
  const { connection, entry, context } = run;
  crashpoint('post.before-undo');
  try {
    if (connection.undo === undefined) throw new EngineError('ledger_rejected', { note: 'This ledger takes nothing back.' });
    const outcome = await connection.undo(run.reference(), entry, { reason: undoing.words, today: context.clock.today() });
    crashpoint('post.after-undo');
    run.pass('undone', OUTCOME_WORDS[outcome], { undo_json: null, choices_json: null });
  } catch (error) {
    if (!(error instanceof EngineError) || error.retryable) throw error;
    return (work) => notUndone(run, work, undoing, error);
  }
  return (work) => backToReview(run, work, undoing);
}

async function backToReview(run: SagaRun, work: Work, undoing: Undoing): Promise<void> {
  const refused = undoing.why === 'refused';
  run.pass('undone', refused ? `Refused: ${undoing.words}` : `Taken out: ${undoing.words}`, {
    state: refused ? 'rejected' : 'undone',
    problem: undoing.words,
    problem_code: undoing.code ?? null,
    ...(refused ? { reference: null, reference_name: null } : {}),
  });
  await run.write(work);
  run.written();
  const document = await getDocument(work.tx, run.row.document_id);
  if (document.state !== 'posting' && document.state !== 'posted') return;
  const held = await changeDocument(run.context, work, document, {
    state: 'review',
    reason: refused ? undoing.words : `Taken out of the ledger: ${undoing.words}`,
    group_name: refused ? refusalGroup(undoing.code ?? 'ledger_rejected') : 'Taken out of the ledger',
    severity: 'wrong',
    touchless: 0,
    undo_until: null,
  });
  await forgetSupplier(run.context, work, held);
}

/** The ledger keeps it: a person must look. What a person asked for falls back to where it stood, with the ledger's words. */
async function notUndone(run: SagaRun, work: Work, undoing: Undoing, error: EngineError): Promise<void> {
  const refused = undoing.why === 'refused';
  const words = refused ? `${undoing.words} It could not be taken out of the ledger again: ${error.message}` : error.message;
  run.pass(refused ? 'undo_sent' : undoing.from.stage, words, {
    state: refused ? 'uncertain' : undoing.from.state,
    problem: words,
    problem_code: error.code,
    ...(refused ? {} : { undo_json: null }),
  });
  await run.write(work);
  run.written();
  await record(run.context, work, { actor: 'engine', event: 'posting.not-undone', subject: run.row.document_id, words });
}
