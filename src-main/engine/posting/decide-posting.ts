import { z } from 'zod';
import { EngineError, type Posting, SupplierChoice } from '../../contract/index.ts';
import { type EngineContext, record } from '../context.ts';
import { connectionFor, linkSupplier } from '../ledgers/index.ts';
import { reopenJob } from '../pipeline/index.ts';
import type { Work } from '../storage/index.ts';
import { entryOf } from './entry.ts';
import { describePosting, type PostingRow } from './postings.ts';
import { addSteps } from './saga/saga-run.ts';
import { AS_NEW } from './saga/supplier-stage.ts';
import type { Undoing } from './saga/undo-stage.ts';

/** Looks again at an entry that is uncertain or was changed: searches the ledger by key, and sends only where it holds none. */
export function retryPosting(context: EngineContext, key: string, actor: string): Promise<Posting> {
  return decide(context, key, actor, async (work, row) => {
    if (row.state !== 'uncertain' && row.state !== 'drifted')
      throw wrongState(row, 'Only an uncertain or a changed entry can be looked at again; approve a refused one in the queue.');
    // What was sent and not found again is looked for; what has a name there is read back.
    const settled = row.stage === 'verified' ? 'posted' : row.stage;
    const isThere = settled === 'posted' && row.reference !== null;
    await work.tx
      .updateTable('postings')
      .set({ state: isThere ? 'posted' : 'sent', stage: settled })
      .where('key', '=', key)
      .execute();
    await reopenJob(context, work, key, 'post');
    return { event: 'posting.retried', words: 'Asked to look in the ledger again.' };
  });
}

/** A person's word which supplier of the ledger is meant; `supplier` absent makes a new one there. Kept for the supplier's later documents. */
export function chooseSupplier(context: EngineContext, key: string, supplier: string | undefined, actor: string): Promise<Posting> {
  return decide(context, key, actor, async (work, row) => {
    if (row.state !== 'asking') throw wrongState(row, 'This entry asks for no supplier.');
    const choices = z.array(SupplierChoice).parse(JSON.parse(row.choices_json ?? '[]'));
    const chosen = choices.find(({ id }) => id === supplier);
    if (supplier !== undefined && chosen === undefined)
      throw new EngineError('invalid_input', { note: 'This supplier is none of those to choose from.', details: { field: 'supplier' } });
    if (chosen !== undefined) {
      const supplierKey = entryOf(row).bill?.supplier.key ?? '';
      const at = { clientId: row.client_id, ledger: row.ledger, supplierKey };
      await linkSupplier(context, work, at, { ledgerId: chosen.id, name: chosen.name, how: 'person' }, actor);
    }
    await work.tx
      .updateTable('postings')
      .set({ state: 'queued', problem: null, problem_code: null, choices_json: chosen === undefined ? AS_NEW : null })
      .where('key', '=', key)
      .execute();
    await reopenJob(context, work, key, 'post');
    const words = chosen === undefined ? 'A new supplier is to be made in the ledger.' : `Supplier in the ledger: ${chosen.name}.`;
    return { event: 'posting.supplier-chosen', words };
  });
}

/** Takes an entry out of the ledger again; the document then waits for a person. @throws EngineError `not_allowed_in_state` */
export async function undoPosting(context: EngineContext, key: string, reason: string, actor: string): Promise<Posting> {
  const before = await rowOf(context, key);
  const connection = await connectionFor(context, before.client_id, before.ledger);
  if (connection.undo === undefined)
    throw new EngineError('not_allowed_in_state', { note: 'This ledger takes nothing back: correct it there.' });
  return decide(context, key, actor, async (work, row) => {
    const isThere = row.reference !== null && ['verified', 'drifted', 'uncertain'].includes(row.state);
    if (!isThere) throw wrongState(row, 'Only an entry that is in the ledger can be taken out of it.');
    const undoing: Undoing = { why: 'person', words: reason, actor, from: { state: row.state, stage: row.stage } };
    await work.tx
      .updateTable('postings')
      .set({ state: 'sent', stage: 'undo_sent', undo_json: JSON.stringify(undoing), problem: null, problem_code: null })
      .where('key', '=', key)
      .execute();
    await reopenJob(context, work, key, 'post');
    return { event: 'posting.undo-asked', words: `To be taken out of the ledger: ${reason}` };
  });
}

/** The entry is right as somebody changed it in the ledger; the same difference is not reported again. */
export function acceptDrift(context: EngineContext, key: string, reason: string, actor: string): Promise<Posting> {
  return decide(context, key, actor, async (work, row) => {
    if (row.state !== 'drifted' && !(row.state === 'uncertain' && row.stage === 'posted'))
      throw wrongState(row, 'Only an entry that differs from what was posted can be accepted.');
    await work.tx
      .updateTable('postings')
      .set({ state: 'verified', stage: 'verified', accepted: row.problem, problem: null, problem_code: null })
      .where('key', '=', key)
      .execute();
    return { event: 'posting.drift-accepted', words: `Accepted as it stands in the ledger (${row.problem ?? ''}): ${reason}` };
  });
}

type Decided = { readonly event: string; readonly words: string };

/** One person's decision about a posting: the change, its step and its audit event in one transaction. */
async function decide(
  context: EngineContext,
  key: string,
  actor: string,
  change: (work: Work, row: PostingRow) => Promise<Decided>,
): Promise<Posting> {
  await context.store.write(async (work) => {
    const row = await work.tx.selectFrom('postings').selectAll().where('key', '=', key).executeTakeFirst();
    if (!row) throw new EngineError('not_found', { details: { posting: key } });
    const { event, words } = await change(work, row);
    const after = await work.tx.selectFrom('postings').select('stage').where('key', '=', key).executeTakeFirstOrThrow();
    await addSteps(work, key, [{ stage: after.stage, words: `${actor}: ${words}`, at: context.clock.now() }]);
    await record(context, work, { actor, event, subject: row.document_id, words });
  });
  return describePosting(context, await rowOf(context, key));
}

async function rowOf(context: EngineContext, key: string): Promise<PostingRow> {
  const row = await context.store.db.selectFrom('postings').selectAll().where('key', '=', key).executeTakeFirst();
  if (!row) throw new EngineError('not_found', { details: { posting: key } });
  return row;
}

function wrongState(row: PostingRow, note: string): EngineError {
  return new EngineError('not_allowed_in_state', { note, details: { state: row.state } });
}
