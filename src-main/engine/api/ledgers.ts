import { EngineError, Instant, type LedgerBatchInfo } from '../../contract/index.ts';
import { getClient } from '../clients/index.ts';
import { learnFromLedger } from '../coding/index.ts';
import { connectionFor, connectLedger, describeLedger, ledgerKinds, refreshBooks, testLedger } from '../ledgers/index.ts';
import type { LedgerBatch, LedgerBatches, LedgerConnection } from '../ports.ts';
import { compareClient } from '../posting/index.ts';
import { type ApiParts, os } from './base.ts';

/** The ledgers that clients' books are kept in: settings, what they hold, batches, comparison. */
export function ledgerHandlers(parts: ApiParts) {
  const { context, pipeline, signIns } = parts;
  return {
    kinds: os.ledgers.kinds.handler(() => ledgerKinds(context)),
    get: os.ledgers.get.handler(({ input }) => describeLedger(context, input.id)),
    test: os.ledgers.test.handler(async ({ input }) => ({ words: await testLedger(context, input) })),
    connect: os.ledgers.connect.handler(async ({ input, context: call }) => {
      const { id: clientId, ...wanted } = input;
      const described = await connectLedger(context, signIns, { ...wanted, clientId }, call.actor);
      pipeline.wake();
      return described;
    }),
    beginSignIn: os.ledgers.beginSignIn.handler(({ input }) => signIns.begin(input.kind, input.settings)),
    signIn: os.ledgers.signIn.handler(({ input }) => signIns.state(input.id)),
    refresh: os.ledgers.refresh.handler(async ({ input }) => {
      const { ledger } = await getClient(context.store.db, input.id);
      await refreshBooks(context, input.id, ledger);
      return describeLedger(context, input.id);
    }),
    compare: os.ledgers.compare.handler(async ({ input }) => {
      const { ledger } = await getClient(context.store.db, input.id);
      return compareClient(context, input.id, ledger);
    }),
    learn: os.ledgers.learn.handler(async ({ input }) => {
      const connection = await connectionOf(parts, input.id);
      if (connection.history === undefined) throw cannot('It has no earlier entries to learn from.');
      return learnFromLedger(context, input.id, await connection.history());
    }),
    ...batchHandlers(parts),
    log: os.ledgers.log.handler(async ({ input }) => {
      const connection = await connectionOf(parts, input.id);
      const lines = (await connection.log?.()) ?? [];
      return lines.map(({ at, key, ok, words }) => ({ at: Instant.parse(at), ok, words, ...(key === undefined ? {} : { key }) }));
    }),
  };
}

function batchHandlers(parts: ApiParts) {
  return {
    batches: os.ledgers.batches.handler(async ({ input }) => {
      const batches = await batchesOf(parts, input.id);
      return { pending: await batches.pending(), batches: (await batches.list()).map(batchInfo) };
    }),
    exportBatch: os.ledgers.exportBatch.handler(async ({ input }) => {
      const batch = await (await batchesOf(parts, input.id)).export();
      return batch === undefined ? {} : { batch: batchInfo(batch) };
    }),
    batchFile: os.ledgers.batchFile.handler(async ({ input }) => {
      const { name, mediaType, bytes } = await (await batchesOf(parts, input.id)).file(input.batch);
      return new File([bytes.slice()], name, { type: mediaType });
    }),
  };
}

async function connectionOf({ context }: ApiParts, clientId: string): Promise<LedgerConnection> {
  const { ledger } = await getClient(context.store.db, clientId);
  return connectionFor(context, clientId, ledger);
}

async function batchesOf(parts: ApiParts, clientId: string): Promise<LedgerBatches> {
  const { batches } = await connectionOf(parts, clientId);
  if (batches === undefined) throw cannot('Entries go into it one by one; it has no batch files.');
  return batches;
}

function cannot(note: string): EngineError {
  return new EngineError('not_allowed_in_state', { note });
}

function batchInfo({ createdAt, ...batch }: LedgerBatch): LedgerBatchInfo {
  return { ...batch, createdAt: Instant.parse(createdAt) };
}
