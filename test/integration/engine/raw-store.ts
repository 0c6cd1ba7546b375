import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { deriveKeys } from '../../../src-main/engine/storage/index.ts';
import { TEST_KEY } from '../../support/start-engine.ts';

/** A connection past the engine, as somebody has who holds the key: for looking at and tampering with a closed store. */
export function openRaw(data: string, file = 'store.db'): Database {
  const raw = new SqliteDatabase(join(data, file));
  raw.pragma("cipher = 'chacha20'");
  raw.pragma(`key = "x'${deriveKeys(TEST_KEY).database.toString('hex')}'"`);
  return raw;
}
