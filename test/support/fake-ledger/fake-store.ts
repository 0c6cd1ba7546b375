/** The file behind a fake: the vendor's tables, the requests that were carried out, armed faults, switches. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { FakeVendor, RequestKind } from './fake-vendor.ts';
import { FAULT_TABLE } from './faults.ts';

export type FakeDb = Database.Database;

/** Every request that was carried out, in order, and what was answered. Only ever added to. */
const LOG_TABLE = `
  CREATE TABLE request (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, query TEXT NOT NULL,
    headers TEXT NOT NULL, body BLOB NOT NULL, status INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE switch (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;`;

export const fakeFile = (folder: string): string => join(folder, 'fake.db');

/** Opens the fake's file. Given a vendor, makes it where it is not there yet. */
export function openFakeDb(folder: string, vendor?: FakeVendor): FakeDb {
  const file = fakeFile(folder);
  const fresh = !existsSync(file);
  if (fresh && vendor === undefined) throw new Error(`no fake ledger in ${folder}`);
  const db = new Database(file, { timeout: 10_000 });
  db.pragma('journal_mode = WAL');
  if (fresh && vendor !== undefined) {
    db.transaction(() => {
      db.exec(`${LOG_TABLE}${FAULT_TABLE}${vendor.tables}`);
      vendor.seed?.(db);
    })();
  }
  return db;
}

/** A switch that tests turn and the vendor reads (a lock date, how long keys are remembered). */
export function readSwitch(db: FakeDb, name: string): string | undefined {
  const row = db.prepare('SELECT value FROM switch WHERE name = ?').get(name) as { value: string } | undefined;
  return row?.value;
}

export function turnSwitch(db: FakeDb, name: string, value: string | undefined): void {
  if (value === undefined) db.prepare('DELETE FROM switch WHERE name = ?').run(name);
  else
    db.prepare('INSERT INTO switch (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value').run(name, value);
}

export type LoggedRequest = {
  readonly kind: RequestKind;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly status: number;
};

export function logRequest(db: FakeDb, request: LoggedRequest): void {
  db.prepare('INSERT INTO request (at, kind, method, path, query, headers, body, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(
    new Date().toISOString(),
    request.kind,
    request.method,
    request.path,
    request.query,
    JSON.stringify(request.headers),
    Buffer.from(request.body),
    request.status,
  );
}

/** Requests that were carried out, oldest first; of one kind where it is given. */
export function requestsOf(db: FakeDb, kind?: RequestKind): readonly LoggedRequest[] {
  const rows = db.prepare('SELECT kind, method, path, query, headers, body, status FROM request WHERE ? IS NULL OR kind = ? ORDER BY id');
  return (rows.all(kind ?? null, kind ?? null) as (Omit<LoggedRequest, 'headers'> & { headers: string })[]).map((row) => ({
    ...row,
    headers: JSON.parse(row.headers) as Record<string, string>,
  }));
}
