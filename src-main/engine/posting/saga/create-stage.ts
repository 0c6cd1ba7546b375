import { EngineError } from '../../../contract/index.ts';
import type { LedgerReference } from '../../ports.ts';
import { crashpoint } from '../../storage/index.ts';
import { fileOf } from './document-file.ts';
import type { SagaRun } from './saga-run.ts';

/** Answers that say for certain that the request was not carried out. */
const NOT_DONE = new Set(['ledger_busy', 'ledger_login_failed', 'ledger_broken']);

/**
 * Writes the entry, or finds the one that an earlier try wrote. Nothing is ever sent a second time before the settle window of the first
 * has passed and the ledger has been searched by key.
 */
export async function create(run: SagaRun): Promise<void> {
  if (run.row.stage === 'create_sent') {
    const found = await findOnce(run);
    if (found !== undefined) return adopt(run, found);
  }
  crashpoint('post.before-sent');
  await run.commit('create_sent', `Sent to the ledger (${run.row.key}).`, {
    sent_at: run.context.clock.now(),
    attempts: run.row.attempts + 1,
    problem: null,
  });
  run.sending();
  crashpoint('post.after-sent');
  const reference = await send(run);
  crashpoint('post.after-create');
  run.pass('created', `The ledger calls it ${reference.name ?? reference.reference}.`, columnsOf(reference));
}

async function send(run: SagaRun): Promise<LedgerReference> {
  const { connection, entry, row } = run;
  try {
    const parts = {
      ...(row.supplier_id === null ? {} : { supplier: row.supplier_id }),
      ...(connection.attachments === undefined ? { file: await fileOf(run.context, entry) } : {}),
    };
    return await connection.create(entry, parts);
  } catch (error) {
    if (error instanceof EngineError && NOT_DONE.has(error.code))
      await run.commit('supplier_known', error.message, { problem: error.message, sent_at: null });
    throw error;
  }
}

/** The entry with our key, after the window. @throws EngineError `ledger_uncertain` where two are posted */
async function findOnce(run: SagaRun): Promise<LedgerReference | undefined> {
  await run.settled();
  return onlyOne(run, await run.connection.findByKey(run.entry.key));
}

/**
 * Of several entries with one key the posted one stays, else the first; other drafts are deleted. Two that are posted are for a person: a
 * posted document is never taken back without one.
 * @throws EngineError `ledger_uncertain`
 */
export async function onlyOne(run: SagaRun, found: readonly LedgerReference[]): Promise<LedgerReference | undefined> {
  const drafts = found.filter(({ state }) => state === 'draft');
  const posted = found.filter(({ state }) => state !== 'draft');
  if (posted.length > 1) {
    throw new EngineError('ledger_uncertain', {
      note: `It holds ${posted.length} entries with this key: ${posted.map(({ reference, name }) => name ?? reference).join(', ')}.`,
    });
  }
  const byId = [...drafts].sort((a, b) => a.reference.localeCompare(b.reference, 'en', { numeric: true }));
  const kept = posted[0] ?? byId.find(({ reference }) => reference === run.row.reference) ?? byId[0];
  for (const draft of byId.filter((candidate) => candidate !== kept))
    await run.connection.undo?.(draft, run.entry, { reason: 'made twice by a lost request', today: run.context.clock.today() });
  return kept;
}

function adopt(run: SagaRun, found: LedgerReference): void {
  run.pass('created', `Found in the ledger as ${found.name ?? found.reference}: an earlier request had arrived.`, columnsOf(found));
}

function columnsOf({ reference, name }: LedgerReference) {
  return { reference, reference_name: name ?? null, problem: null };
}
