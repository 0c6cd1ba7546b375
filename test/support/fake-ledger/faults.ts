/** What can go wrong between a client and a ledger, and where it is armed: in a table, so that it also works on a fake in another process. */
import type { FakeDb } from './fake-store.ts';

export type Fault =
  /** Carried out; the connection is closed before the answer. */
  | { kind: 'lost-reply' }
  /** The connection is closed before it is carried out. */
  | { kind: 'lost-request' }
  /** Carried out after so many milliseconds, even if the client is gone by then. */
  | { kind: 'slow'; ms: number }
  /** Carried out twice, as by a proxy that tries again; the second answer is given. */
  | { kind: 'duplicate' }
  /** Not carried out; answered with a status, `Retry-After` as seconds or as an HTTP date, and an HTML page instead of JSON. */
  | { kind: 'status'; status: number; retryAfter?: string; html?: boolean }
  /** Carried out; the answer breaks off in the middle. */
  | { kind: 'reset-mid-body' }
  /** Carried out; the answer is whole by its length, but half a JSON. */
  | { kind: 'truncated-json' }
  /** Not carried out; the vendor's own no with status 200. */
  | { kind: 'error-body-200' }
  /** Access tokens and sessions end just before it. */
  | { kind: 'expire-token' };

export const FAULT_TABLE = `
  CREATE TABLE fault (id INTEGER PRIMARY KEY, match TEXT NOT NULL, fault TEXT NOT NULL, remaining INTEGER NOT NULL) STRICT;`;

/** `match` is a kind of request or `any`. Faults are used up in the order in which they were armed. */
export function armFault(db: FakeDb, match: string, fault: Fault, times = 1): void {
  db.prepare('INSERT INTO fault (match, fault, remaining) VALUES (?, ?, ?)').run(match, JSON.stringify(fault), times);
}

export function clearFaults(db: FakeDb): void {
  db.prepare('DELETE FROM fault').run();
}

/** The fault that a request of this kind meets, used up once; undefined where it meets none. */
export function takeFault(db: FakeDb, kind: string): Fault | undefined {
  const take = db.transaction((): Fault | undefined => {
    const row = db.prepare("SELECT id, fault FROM fault WHERE remaining > 0 AND match IN (?, 'any') ORDER BY id LIMIT 1").get(kind);
    if (row === undefined) return undefined;
    const { id, fault } = row as { id: number; fault: string };
    db.prepare('UPDATE fault SET remaining = remaining - 1 WHERE id = ?').run(id);
    return JSON.parse(fault) as Fault;
  });
  return take.immediate();
}
