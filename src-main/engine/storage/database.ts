import SqliteDatabase, { type Database, type Statement } from 'better-sqlite3';
import { type DatabaseConnection, type Driver, Kysely, SqliteDialect, SqliteDriver } from 'kysely';
import { EngineError } from '../../contract/index.ts';
import { migrate } from './migrate.ts';
import type { Tables } from './tables.ts';

export type OpenDatabase = { readonly db: Kysely<Tables>; readonly raw: Database };

/**
 * Opens the encrypted database, creating and migrating it as needed.
 *
 * WAL with `synchronous=FULL`: a commit costs 1.9 ms instead of 0.02 ms, but with the driver's default (NORMAL) a committed posting can
 * vanish on power loss. `busy_timeout` 5 s, because a backup tool may hold the file for a moment.
 * @throws EngineError `store_key_wrong` where the key does not open the file, `store_newer`, `disk_full`, `permission_denied`.
 */
export function openDatabase(file: string, key: Buffer): OpenDatabase {
  const raw = createDatabase(file);
  try {
    raw.pragma("cipher = 'chacha20'");
    raw.pragma(`key = "x'${key.toString('hex')}'"`);
    raw.pragma('busy_timeout = 5000');
    raw.pragma('journal_mode = WAL');
    raw.pragma('synchronous = FULL');
    raw.pragma('foreign_keys = ON');
    raw.pragma('temp_store = MEMORY');
    // A long-lived writer: keep the log small without a checkpoint in every hundredth commit.
    raw.pragma('wal_autocheckpoint = 2000');
    migrate(raw, file);
  } catch (cause) {
    raw.close();
    throw translateSqliteError(cause);
  }
  return { db: new Kysely<Tables>({ dialect: new StoreDialect(raw) }), raw };
}

/**
 * A full disk makes SQLite roll back by itself. A second rollback would fail with "no transaction is active", and that error would hide the
 * one that says what happened.
 */
class StoreDriver extends SqliteDriver {
  readonly #raw: Database;

  constructor(raw: Database) {
    super({ database: { prepare: preparedOnce(raw), close: () => raw.close() } });
    this.#raw = raw;
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#raw.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** Statements that are kept ready; lists of varying length make some texts that never come back. */
const MOST_STATEMENTS = 300;

/**
 * Parsing and planning statements took about a quarter of the database's time in a profile of 240 postings, and the same few hundred come again and again. Statements are run to
 * their end at once (nothing here streams rows), so that one can be used again.
 */
function preparedOnce(raw: Database): (sql: string) => Statement {
  const known = new Map<string, Statement>();
  return (sql) => {
    const ready = known.get(sql) ?? raw.prepare(sql);
    known.delete(sql);
    known.set(sql, ready);
    const [oldest] = known.keys();
    if (known.size > MOST_STATEMENTS && oldest !== undefined) known.delete(oldest);
    return ready;
  };
}

class StoreDialect extends SqliteDialect {
  readonly #raw: Database;

  constructor(raw: Database) {
    super({ database: raw });
    this.#raw = raw;
  }

  override createDriver(): Driver {
    return new StoreDriver(this.#raw);
  }
}

function createDatabase(file: string): Database {
  try {
    return new SqliteDatabase(file);
  } catch (cause) {
    throw translateSqliteError(cause);
  }
}

/** The named error of what SQLite reports; other errors are returned as they are. */
export function translateSqliteError(cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return new EngineError('disk_full', { cause });
  if (code === 'SQLITE_NOTADB') return new EngineError('store_key_wrong', { cause });
  if (code.startsWith('SQLITE_IOERR') || code === 'SQLITE_CORRUPT' || code === 'EIO') return new EngineError('storage_failed', { cause });
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY')) return new EngineError('permission_denied', { cause });
  if (code.startsWith('SQLITE_BUSY')) return new EngineError('store_locked', { cause });
  return cause;
}
