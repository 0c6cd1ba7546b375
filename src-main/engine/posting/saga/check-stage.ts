import { EngineError } from '../../../contract/index.ts';
import type { EntryProblem } from '../../ports.ts';
import type { SagaRun } from './saga-run.ts';

/**
 * Asks the ledger what would keep the entry from being posted, before anything is sent.
 * @throws EngineError `ledger_period_locked`, `ledger_duplicate`, `ledger_rejected`
 */
export async function check(run: SagaRun): Promise<void> {
  const problems = (await run.connection.preflight?.(run.entry)) ?? [];
  const open = problems.filter(({ code }) => code !== 'duplicate' || run.entry.acceptsDuplicate !== true);
  const error = problemError(open);
  if (error !== undefined) throw error;
  run.pass('checked', run.connection.preflight === undefined ? 'Approved, and due in the ledger.' : 'The ledger has nothing against it.');
}

/** The gravest problem as the error that routes the document. */
export function problemError(problems: readonly EntryProblem[]): EngineError | undefined {
  const locked = problems.find(({ code }) => code === 'period_locked');
  if (locked !== undefined) return new EngineError('ledger_period_locked', { note: locked.words });
  const others = problems.filter(({ code }) => code !== 'duplicate');
  if (others.length > 0) return new EngineError('ledger_rejected', { note: others.map(({ words }) => words).join(' ') });
  const [duplicate] = problems;
  if (duplicate === undefined) return undefined;
  const existing = duplicate.existing;
  return new EngineError('ledger_duplicate', {
    note: duplicate.words,
    ...(existing === undefined ? {} : { details: { existing: existing.name ?? existing.reference } }),
  });
}
