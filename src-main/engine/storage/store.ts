import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely, Transaction } from 'kysely';
import { EngineError, type LiveEvent } from '../../contract/index.ts';
import { type BlobStore, createBlobStore, translateFileError } from './blob-store.ts';
import { openDatabase, translateSqliteError } from './database.ts';
import { deriveKeys } from './keys.ts';
import type { Tables } from './tables.ts';

/** A handle that reads; a transaction is one too. */
export type Reads = Kysely<Tables>;

/**
 * A transaction with what follows from it: events for live screens and a wake-up of the pipeline happen after the commit, and only then.
 * Inside of it never use `store.db`: there is one connection, and it would wait for itself.
 */
export type Work = {
  readonly tx: Transaction<Tables>;
  /** Sent to live screens after the commit. */
  emit(event: LiveEvent): void;
  /** Runs after the commit (wake the pipeline, start a source). Must not throw. */
  afterCommit(run: () => void): void;
};

export type Store = {
  readonly db: Reads;
  readonly blobs: BlobStore;
  readonly auditKey: Buffer;
  readonly folder: string;
  /** One transaction. What it returns is returned after the commit. @throws EngineError for what the disk reports. */
  write<Result>(work: (work: Work) => Promise<Result>): Promise<Result>;
  /** Whatever the transactions emit, in order. Returns the function that ends the subscription. */
  onEvent(listener: (event: LiveEvent) => void): () => void;
  /** `quick_check` of the database, `ok` where it is sound. */
  check(): string;
  close(): Promise<void>;
};

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : '';
    if (code === 'EEXIST' || code === 'ENOTDIR') throw new EngineError('storage_failed', { note: `${folder} is no folder.`, cause });
    throw translateFileError(cause);
  }
}

/** Opens database and blobs under `folder` (mode 0700), removing what a kill left half done. */
export async function openStore(folder: string, masterKey: Uint8Array): Promise<Store> {
  makeFolder(folder);
  const keys = deriveKeys(masterKey);
  const { db, raw } = openDatabase(join(folder, 'store.db'), keys.database);
  const listeners = new Set<(event: LiveEvent) => void>();
  const blobs = await createBlobStore(join(folder, 'blobs'), async (sha256) => {
    const row = await db.selectFrom('blobs').select('data_key').where('sha256', '=', sha256).executeTakeFirst();
    return row?.data_key;
  });
  const known = new Set((await db.selectFrom('blobs').select('sha256').execute()).map(({ sha256 }) => sha256));
  await blobs.sweep((sha256) => known.has(sha256));

  const publish = (events: readonly LiveEvent[]) => {
    for (const event of events) for (const listener of listeners) listener(event);
  };

  return {
    db,
    blobs,
    auditKey: keys.audit,
    folder,
    async write(run) {
      const events: LiveEvent[] = [];
      const followers: (() => void)[] = [];
      const result = await db
        .transaction()
        .execute((tx) => run({ tx, emit: (event) => events.push(event), afterCommit: (follower) => followers.push(follower) }))
        .catch((cause: unknown) => {
          throw translateSqliteError(cause);
        });
      publish(events);
      for (const follow of followers) follow();
      return result;
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    check: () => String(raw.pragma('quick_check', { simple: true })),
    async close() {
      listeners.clear();
      await db.destroy();
    },
  };
}
