import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { EngineError } from '../../contract/index.ts';

export type DataLock = { release(): void };

/**
 * Makes this process the only one that works on the data, or returns undefined where another one does.
 *
 * The lock is an exclusive SQLite transaction on an empty file. The operating system holds it and drops it when the process ends, however
 * it ends, so there is no stale lock to take over, no process number to trust and no race between looking and taking. Several opens
 * within one process exclude each other too, which a plain `fcntl` lock does not do.
 * @throws EngineError `permission_denied`, `disk_full`, `invalid_input` where the folder cannot be had
 */
export function tryLock(folder: string): DataLock | undefined {
  const handle = openLock(folder);
  try {
    handle.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    handle.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return undefined;
    throw error;
  }
  return { release: () => void handle.close() };
}

function openLock(folder: string): Database.Database {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return new Database(join(folder, 'lock'), { timeout: 0 });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : '';
    const about = { details: { path: folder }, cause };
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new EngineError('disk_full', about);
    if (code === 'EEXIST' || code === 'ENOTDIR')
      throw new EngineError('invalid_input', { ...about, note: `${folder} is no folder to keep data in.` });
    // SQLite says no more than that it cannot open the file.
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'SQLITE_CANTOPEN' || code === 'SQLITE_READONLY')
      throw new EngineError('permission_denied', { ...about, note: folder });
    throw cause;
  }
}
