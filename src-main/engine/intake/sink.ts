import { type ErrorInfo, MAX_FILE_BYTES } from '../../contract/index.ts';
import type { EngineContext } from '../context.ts';
import type { Arriving, SourceSink } from '../ports.ts';
import { crashpoint, registerBlob, type Work, type WrittenBlob } from '../storage/index.ts';
import { enterDocument, insertArrival, type Provenance, storeBytes } from './arrive.ts';

type SinkOwner = { readonly sourceId: string; readonly clientId: string; readonly kind: string };

/** The engine's side of a source: what it hands over is stored, entered in the intake ledger, and remembered by key. */
export function createSink(context: EngineContext, owner: SinkOwner, health: (problem: ErrorInfo | undefined) => void): SourceSink {
  const provenance = (item: { name: string; origin: string }): Provenance => ({
    clientId: owner.clientId,
    via: owner.kind === 'mailbox' ? 'mailbox' : 'folder',
    sourceId: owner.sourceId,
    name: item.name,
    origin: item.origin,
    actor: owner.kind,
  });
  const remember = async (work: Work, key: string) => {
    await work.tx
      .insertInto('source_items')
      .values({ source_id: owner.sourceId, key, seen_at: context.clock.now() })
      .onConflict((conflict) => conflict.columns(['source_id', 'key']).doNothing())
      .execute();
  };
  const isSeen = (db: Work['tx'] | EngineContext['store']['db'], key: string) =>
    db.selectFrom('source_items').select('key').where('source_id', '=', owner.sourceId).where('key', '=', key).executeTakeFirst();

  const refuse = (work: Work, item: { name: string; origin: string }, reason: string) =>
    insertArrival(context, work, provenance(item), { sha256: null, outcome: 'ignored', reason, documentId: null });

  // One thing that is too large must not keep the source from ever moving past it.
  const store = (item: Arriving) => (item.bytes.byteLength > MAX_FILE_BYTES ? undefined : storeBytes(context, item.bytes));

  // Looked at again within the transaction: a watcher and a rescan may hand the same thing over at the same time.
  const enter = async (work: Work, item: Arriving, blob: WrittenBlob | undefined) => {
    if (await isSeen(work.tx, item.key)) return;
    if (blob === undefined) {
      await refuse(work, item, 'Larger than 100 MB.');
    } else if (item.kind === 'message') {
      await registerBlob(work, blob, 'message', context.clock.now());
      await insertArrival(context, work, provenance(item), {
        sha256: blob.sha256,
        outcome: 'message',
        reason: item.reason ?? null,
        documentId: null,
      });
    } else {
      await enterDocument(context, work, provenance(item), blob);
    }
    await remember(work, item.key);
  };

  return {
    seen: async (key) => (await isSeen(context.store.db, key)) !== undefined,
    async offer(item) {
      const blob = await store(item);
      crashpoint('intake.before-commit');
      await context.store.write((work) => enter(work, item, blob));
      crashpoint('intake.after-commit');
    },
    async ignore(item) {
      await context.store.write(async (work) => {
        if (await isSeen(work.tx, item.key)) return;
        await refuse(work, item, item.reason);
        await remember(work, item.key);
      });
    },
    async offerAll(items, cursor) {
      const stored: { item: Arriving; blob: WrittenBlob | undefined }[] = [];
      for (const item of items) stored.push({ item, blob: await store(item) });
      crashpoint('intake.before-commit');
      await context.store.write(async (work) => {
        for (const { item, blob } of stored) await enter(work, item, blob);
        await work.tx.updateTable('sources').set({ cursor }).where('id', '=', owner.sourceId).execute();
      });
      crashpoint('intake.after-commit');
    },
    async cursor() {
      const row = await context.store.db.selectFrom('sources').select('cursor').where('id', '=', owner.sourceId).executeTakeFirst();
      return row?.cursor ?? undefined;
    },
    health,
  };
}
