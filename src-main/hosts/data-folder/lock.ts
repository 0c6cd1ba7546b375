import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

export type DataLock = { release(): void };

/**
 * Makes this process the only one that works on the data, or returns undefined where another one does.
 *
 * The lock is an exclusive SQLite transaction on an empty file. The operating system holds it and drops it when the process ends, however
 * it ends, so there is no stale lock to take over, no process number to trust and no race between looking and taking. Several opens
 * within one process exclude each other too, which a plain `fcntl` lock does not do.
 */
export function tryLock(folder: string): DataLock | undefined {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const handle = new Database(join(folder, 'lock'), { timeout: 0 });
  try {
    handle.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    handle.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return undefined;
    throw error;
  }
  return { release: () => void handle.close() };
}
