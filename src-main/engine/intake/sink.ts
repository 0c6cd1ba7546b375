import type { ErrorInfo } from '../../contract/index.ts';
import type { EngineContext } from '../context.ts';
import type { Arriving, SourceSink } from '../ports.ts';
import { crashpoint, registerBlob, type Work, type WrittenBlob } from '../storage/index.ts';
import { arrive, enterDocument, insertArrival, MAX_FILE_BYTES, type Provenance, storeBytes } from './arrive.ts';

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

  const enter = async (work: Work, item: Arriving, blob: WrittenBlob) => {
    if (await isSeen(work.tx, item.key)) return;
    if (item.kind === 'message') {
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
      if (item.bytes.byteLength > MAX_FILE_BYTES) return this.ignore({ ...item, reason: 'larger than 100 MB' });
      await arrive(context, provenance(item), item.bytes, (work) => remember(work, item.key));
    },
    async ignore(item) {
      await context.store.write(async (work) => {
        if (await isSeen(work.tx, item.key)) return;
        await insertArrival(context, work, provenance(item), { sha256: null, outcome: 'ignored', reason: item.reason, documentId: null });
        await remember(work, item.key);
      });
    },
    async offerAll(items, cursor) {
      const blobs: WrittenBlob[] = [];
      for (const item of items) blobs.push(await storeBytes(context, item.bytes));
      crashpoint('intake.before-commit');
      await context.store.write(async (work) => {
        for (const [index, item] of items.entries()) {
          const blob = blobs[index];
          if (blob) await enter(work, item, blob);
        }
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
