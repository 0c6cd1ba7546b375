import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { LedgerHarness, OpenBooks } from './ledger-harness.ts';

const SCRIPT = fileURLToPath(new URL('./posting-child.ts', import.meta.url));

export type ChildPlan = {
  /** Entries that there are to be in all. */
  readonly entries?: number;
  /** Kills it with SIGKILL so long after it printed `from` (its start, where that is absent). */
  readonly killAfterMs?: number;
  readonly from?: string;
  /** `name:n` kills it at the n-th passing of a named place. */
  readonly crashAt?: string;
};

/** Runs the posting room as a process of its own to its end. True where it was killed; throws where it failed otherwise. */
export async function runChild(harness: LedgerHarness, folder: string, books: OpenBooks, plan: ChildPlan): Promise<boolean> {
  const given = JSON.stringify({ config: books.config, secrets: books.secrets, names: books.names });
  const child = spawn(process.execPath, [SCRIPT, harness.id, folder, given, String(plan.entries ?? 0)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...(plan.crashAt === undefined ? {} : { TICKMARK_CRASH_AT: plan.crashAt }) },
  });
  const kill = () => setTimeout(() => child.kill('SIGKILL'), plan.killAfterMs);
  let armed = plan.killAfterMs === undefined;
  if (!armed && plan.from === undefined) {
    armed = true;
    kill();
  }
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (armed || line !== plan.from) return;
    armed = true;
    kill();
  });
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
    child.once('exit', (...ended) => resolve(ended));
  });
  if (signal === 'SIGKILL') return true;
  if (code !== 0) throw new Error(`the posting room of ${harness.id} ended with ${code}`);
  return false;
}
