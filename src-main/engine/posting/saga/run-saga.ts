import { EngineError } from '../../../contract/index.ts';
import { assertNever } from '../../domain/index.ts';
import { crashpoint, type Work } from '../../storage/index.ts';
import { attach, attachmentDifferences } from './attach-stage.ts';
import { check } from './check-stage.ts';
import { create } from './create-stage.ts';
import { finish } from './finish-stage.ts';
import type { SagaRun } from './saga-run.ts';
import { nameSupplier } from './supplier-stage.ts';
import { beginUndo, undo } from './undo-stage.ts';

/** Refusals that no retry mends. Behind a draft they end in its deletion. */
const REFUSALS = new Set(['ledger_rejected', 'ledger_period_locked', 'ledger_duplicate']);

/**
 * Takes a posting from the stage it stands in to its end: check → supplier → create (as a draft) → attach → finalise → read back. Every
 * stage in which something is sent is durable before the request goes out, so that after a kill at any moment the next run knows what may
 * have arrived. Returns what to commit together with the end of the job.
 */
export async function runSaga(run: SagaRun): Promise<(work: Work) => Promise<void>> {
  for (;;) {
    const { stage } = run.row;
    switch (stage) {
      case 'queued':
        await check(run);
        break;
      case 'checked':
      case 'supplier_sent':
        await nameSupplier(run);
        break;
      case 'supplier_known':
      case 'create_sent':
        await create(run);
        break;
      case 'created':
      case 'attach_sent':
      case 'attached':
      case 'finalise_sent':
        await orTakeOut(run, () => (stage === 'created' || stage === 'attach_sent' ? attach(run) : finish(run)));
        break;
      case 'posted':
        return readBack(run);
      case 'undo_sent':
        return undo(run);
      case 'verified':
      case 'undone':
        return async () => undefined;
      default:
        return assertNever(stage);
    }
  }
}

/** A step behind `create` that fails for good leaves no half-done document: the entry is taken out again, and the refusal goes to a person. */
async function orTakeOut(run: SagaRun, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    const takesBack =
      run.connection.undo !== undefined && (run.connection.capabilities.drafts || run.connection.capabilities.undo !== 'none');
    if (!(error instanceof EngineError) || !REFUSALS.has(error.code) || !takesBack) throw error;
    const { state, stage } = run.row;
    await beginUndo(run, { why: 'refused', words: error.message, code: error.code, actor: 'engine', from: { state, stage } });
  }
}

/** Reads the entry back and compares it with what was approved, its document too. */
async function readBack(run: SagaRun): Promise<(work: Work) => Promise<void>> {
  const differences = await differencesOf(run).catch(async (error: unknown) => {
    // That it is posted is certain, whatever became of reading it back.
    await run.flush();
    throw error;
  });
  crashpoint('post.after-verify');
  // What was right once was changed there; what never was may be our own fault.
  const differing = run.row.compared_at === null ? ('uncertain' as const) : ('drifted' as const);
  return async (work) => {
    const right = differences.length === 0;
    run.pass(right ? 'verified' : 'posted', right ? RIGHT : `Read back from the ledger: it differs. ${differences.join(' ')}`, {
      state: right ? 'verified' : differing,
      problem: right ? null : differences.join(' '),
      problem_code: right ? null : 'ledger_uncertain',
      ...(right ? { compared_at: run.context.clock.now() } : {}),
    });
    await run.write(work);
    run.written();
  };
}

async function differencesOf(run: SagaRun): Promise<string[]> {
  const state = run.row.is_draft === 1 ? ('draft' as const) : ('posted' as const);
  const differences = [...(await twice(run)), ...(await run.connection.verify({ ...run.reference(), state }, run.entry))];
  if (differences.length === 0) differences.push(...(await attachmentDifferences(run)));
  return differences;
}

const RIGHT = 'Read back from the ledger: it is there once, as approved.';

/** A request over a network may be carried out twice without us; books of files are written by us alone. */
async function twice(run: SagaRun): Promise<string[]> {
  if (run.connection.capabilities.settleMs === 0) return [];
  const found = await run.connection.findByKey(run.entry.key);
  if (found.length < 2) return [];
  return [`It holds ${found.length} entries with this key: ${found.map(({ reference, name }) => name ?? reference).join(', ')}.`];
}
