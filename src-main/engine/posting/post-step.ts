import type { EngineError } from '../../contract/index.ts';
import { type EngineContext, record } from '../context.ts';
import { changeDocument, getDocument } from '../documents/index.ts';
import { connectionFor } from '../ledgers/index.ts';
import type { Step } from '../pipeline/index.ts';
import type { Work } from '../storage/index.ts';
import { forgetSupplier } from '../suppliers/index.ts';
import { entryOf } from './entry.ts';
import type { PostingRow } from './postings.ts';
import { runSaga } from './saga/run-saga.ts';
import { addSteps, SagaRun } from './saga/saga-run.ts';
import { refusalGroup } from './saga/undo-stage.ts';

/**
 * A kill takes dozens of entries along that are on their way, most of them without any part in it: more starts than one document's own
 * reading is given, yet an entry that ends the engine each time is left alone in the end.
 */
const MAX_STARTS = 25;

/** Ends that no further work follows on. */
const ENDED = new Set<PostingRow['state']>(['cancelled', 'verified', 'undone', 'drifted']);
/** The ledger's own no, told before anything of the entry is there. */
const REFUSALS = new Set(['ledger_rejected', 'ledger_period_locked', 'ledger_duplicate']);

/** Step "post": one posting through the saga. */
export function postStep(context: EngineContext): Step {
  return {
    name: 'post',
    maxStarts: MAX_STARTS,
    async run(job, signal) {
      const row = await context.store.db.selectFrom('postings').selectAll().where('key', '=', job.subject).executeTakeFirst();
      if (!row || (ENDED.has(row.state) && row.stage !== 'undo_sent')) return async () => undefined;
      const entry = entryOf(row);
      const connection = await connectionFor(context, row.client_id, row.ledger);
      return runSaga(new SagaRun({ context, connection, entry, row, signal }));
    },
    async failed(job, error, work) {
      const row = await work.tx.selectFrom('postings').selectAll().where('key', '=', job.subject).executeTakeFirstOrThrow();
      await refuse(context, work, row, error);
    },
    async waiting(job, error, work) {
      await work.tx
        .updateTable('postings')
        .set({ problem: error.message, problem_code: error.code })
        .where('key', '=', job.subject)
        .execute();
    },
  };
}

/**
 * The ledger's no puts the document back into the queue with the ledger's own words. Any other end of an entry that was sent (a bug, three
 * kills, a disk error) says nothing about what the ledger did with it: back in the queue it could be approved a second time, so it stays on
 * its way as uncertain, and "look again" settles it.
 */
async function refuse(context: EngineContext, work: Work, row: PostingRow, error: EngineError): Promise<void> {
  const state = stateAfter(row, error);
  await work.tx
    .updateTable('postings')
    .set({ state, problem: error.message, problem_code: error.code })
    .where('key', '=', row.key)
    .execute();
  await addSteps(work, row.key, [{ stage: row.stage, words: error.message, at: context.clock.now() }]);
  const document = await getDocument(work.tx, row.document_id);
  if (state === 'rejected' && document.state === 'posting') {
    const held = await changeDocument(context, work, document, {
      state: 'review',
      reason: error.message,
      group_name: refusalGroup(error.code),
      severity: 'wrong',
      touchless: 0,
      undo_until: null,
    });
    await forgetSupplier(context, work, held);
  }
  await record(context, work, {
    actor: 'engine',
    event: `posting.${state}`,
    subject: row.document_id,
    words: error.message,
    data: { code: error.code },
  });
}

function stateAfter(row: PostingRow, error: EngineError): PostingRow['state'] {
  if (error.code === 'ledger_supplier_unclear') return 'asking';
  const refused = REFUSALS.has(error.code) && row.reference === null;
  if (error.code === 'ledger_uncertain' || ((row.sent_at !== null || row.reference !== null) && !refused)) return 'uncertain';
  return 'rejected';
}
