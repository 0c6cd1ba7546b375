import type { WrittenBlob } from './blob-store.ts';
import type { Work } from './store.ts';
import type { BlobsTable } from './tables.ts';

/** Enters a written blob, in the transaction of whatever refers to it: a file without a row is removed at the next start. */
export async function registerBlob(work: Pick<Work, 'tx'>, blob: WrittenBlob, kind: BlobsTable['kind'], at: string): Promise<void> {
  await work.tx
    .insertInto('blobs')
    .values({ sha256: blob.sha256, size: blob.size, kind, data_key: blob.dataKey, created_at: at })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute();
}
