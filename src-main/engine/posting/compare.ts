import { addMonths, ClientId, type Comparison, EngineError, Instant } from '../../contract/index.ts';
import { listClients } from '../clients/index.ts';
import { type EngineContext, record } from '../context.ts';
import { connectionFor, knownBooks, markCompared, refreshOldBooks } from '../ledgers/index.ts';
import { entryOf } from './entry.ts';
import type { PostingRow } from './postings.ts';
import { attachmentDifferences } from './saga/attach-stage.ts';
import { addSteps } from './saga/saga-run.ts';

/** Entries older than this are in closed books. */
const MONTHS = 14;
const DAY_MS = 24 * 60 * 60_000;
/** So many failures in a row mean that the ledger cannot be asked now. */
const GIVE_UP_AFTER = 3;

/**
 * Compares the client's posted entries with what the ledger holds now. One that was changed or deleted there is reported as drifted and
 * never written again; one that is as it was again is verified again. A difference that a person accepted is not reported a second time.
 * @throws EngineError where the ledger cannot be asked at all
 */
export async function compareClient(context: EngineContext, clientId: string, ledger: string): Promise<Comparison> {
  const connection = await connectionFor(context, clientId, ledger);
  const since = addMonths(context.clock.today(), -MONTHS);
  const rows = await context.store.db
    .selectFrom('postings')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('ledger', '=', ledger)
    .where('state', 'in', ['verified', 'drifted'])
    .where('reference', 'is not', null)
    .where('created_at', '>=', since)
    .orderBy('compared_at')
    .execute();
  const drifted: string[] = [];
  let [compared, failed, inRow] = [0, 0, 0];
  for (const row of rows) {
    try {
      const entry = entryOf(row);
      const reference = { reference: row.reference ?? '', ...(row.reference_name === null ? {} : { name: row.reference_name }) };
      const differences = [...(await connection.verify(reference, entry))];
      if (differences.length === 0)
        differences.push(...(await attachmentDifferences({ context, connection, entry, reference: () => reference })));
      if (await settle(context, row, differences.join(' '))) drifted.push(row.key);
      compared += 1;
      inRow = 0;
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      failed += 1;
      inRow += 1;
      if (inRow >= GIVE_UP_AFTER && compared === 0) throw error;
      if (inRow >= GIVE_UP_AFTER) break;
    }
  }
  if (failed === 0) await markCompared(context, clientId, ledger);
  return { at: Instant.parse(context.clock.now()), compared, drifted, failed };
}

/** Writes what the comparison of one entry found; true where it differs. A posting that a person decided about meanwhile stays as it is. */
async function settle(context: EngineContext, row: PostingRow, differences: string): Promise<boolean> {
  const isDrifted = differences !== '' && differences !== row.accepted;
  const state = isDrifted ? ('drifted' as const) : ('verified' as const);
  const now = context.clock.now();
  await context.store.write(async (work) => {
    const changed = state !== row.state || (isDrifted && differences !== row.problem);
    const { numUpdatedRows } = await work.tx
      .updateTable('postings')
      .set({ state, compared_at: now, ...(changed ? { problem: isDrifted ? differences : null, problem_code: null } : {}) })
      .where('key', '=', row.key)
      .where('state', '=', row.state)
      .executeTakeFirst();
    if (!changed || numUpdatedRows === 0n) return;
    const words = isDrifted ? `Changed in the ledger since: ${differences}` : 'It is in the ledger as approved again.';
    await addSteps(work, row.key, [{ stage: row.stage, words, at: now }]);
    await record(context, work, { actor: 'engine', event: `posting.${state}`, subject: row.document_id, words });
    work.emit({ kind: 'posting', key: row.key, clientId: ClientId.parse(row.client_id), state });
  });
  return isDrifted;
}

/** Asks the books what they hold and compares, where that was last done a day ago or more; one that cannot be asked does not hold back the others. */
export async function compareDue(context: EngineContext, signal: AbortSignal): Promise<void> {
  for (const client of await listClients(context.store.db)) {
    if (signal.aborted) return;
    const { comparedAt } = await knownBooks(context.store.db, client.id, client.ledger);
    if (comparedAt !== undefined && Date.parse(context.clock.now()) - Date.parse(comparedAt) < DAY_MS) continue;
    try {
      await refreshOldBooks(context, client.id, client.ledger);
      await compareClient(context, client.id, client.ledger);
    } catch (error) {
      const code = error instanceof EngineError ? error.code : 'internal';
      context.log.info('ledger not compared', { client: client.id, code, ...(code === 'internal' ? { reason: String(error) } : {}) });
    }
  }
}
