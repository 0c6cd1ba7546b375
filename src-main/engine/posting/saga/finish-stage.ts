import { EngineError } from '../../../contract/index.ts';
import { crashpoint } from '../../storage/index.ts';
import { onlyOne } from './create-stage.ts';
import type { SagaRun } from './saga-run.ts';

/**
 * The last step. Where the ledger knows drafts, the draft must be the only one with our key and must say what was approved; a draft that the
 * ledger computed otherwise is refused while that costs no more than deleting it.
 * @throws EngineError `ledger_rejected` where the draft differs, `ledger_uncertain` where it is gone or there twice
 */
export async function finish(run: SagaRun): Promise<void> {
  const { connection, entry } = run;
  if (!connection.capabilities.drafts) return posted(run, 'Written to the ledger.', false);
  if (run.row.stage === 'attached') await checkDraft(run);
  if (entry.finish === 'draft' || connection.finalise === undefined)
    return posted(run, 'Left as a draft for a person to finish in the ledger.', true);
  await run.commit('finalise_sent', 'Asked the ledger to post the draft.');
  crashpoint('post.before-finalise');
  const reference = await connection.finalise(run.reference());
  crashpoint('post.after-finalise');
  await posted(run, `Posted as ${reference.name ?? reference.reference}.`, false, reference.name);
}

async function checkDraft(run: SagaRun): Promise<void> {
  const { connection, entry } = run;
  const kept = await onlyOne(run, await connection.findByKey(entry.key));
  if (kept === undefined) throw new EngineError('ledger_uncertain', { note: 'The draft that was written cannot be found any more.' });
  if (kept.state === 'posted') return;
  const differences = await connection.verify({ ...run.reference(), state: 'draft' }, entry);
  if (differences.length > 0) throw new EngineError('ledger_rejected', { note: `The draft would differ: ${differences.join(' ')}` });
}

async function posted(run: SagaRun, words: string, draft: boolean, name?: string): Promise<void> {
  const change = {
    posted_at: run.context.clock.now(),
    is_draft: draft ? 1 : 0,
    problem: null,
    ...(name === undefined ? {} : { reference_name: name }),
  };
  // Books of files are read back at once, and what that finds is committed together with this.
  if (run.connection.capabilities.settleMs === 0) run.pass('posted', words, change);
  else await run.commit('posted', words, change);
  crashpoint('post.after-posted');
}
