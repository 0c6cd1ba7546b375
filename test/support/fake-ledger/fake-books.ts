/** What a test does with a fake from outside: arms faults, turns switches, counts and changes rows. By SQL on the fake's file, so that it
 * works the same for a fake in this process and in another one. */
import type { FakeDb, LoggedRequest } from './fake-store.ts';
import { openFakeDb, requestsOf, turnSwitch } from './fake-store.ts';
import type { RequestKind } from './fake-vendor.ts';
import type { Fault } from './faults.ts';
import { armFault, clearFaults } from './faults.ts';

export type FakeBooks = {
  readonly db: FakeDb;
  /** Makes the next `times` (1) requests of that kind misbehave; `any` is every kind. */
  arm(match: RequestKind | 'any' | (string & {}), fault: Fault, times?: number): void;
  clear(): void;
  /** Turns a switch that the vendor module reads; undefined turns it off. */
  turn(name: string, value: string | undefined): void;
  /** Requests that were carried out, oldest first. */
  requests(kind?: RequestKind): readonly LoggedRequest[];
  /** The one number that a query gives: `count('SELECT count(*) FROM bill WHERE key = ?', key)`. */
  count(query: string, ...values: readonly (string | number)[]): number;
  run(statement: string, ...values: readonly (string | number | null)[]): void;
  close(): void;
};

/** Opens the file of a fake that was started before. */
export function openFakeBooks(folder: string): FakeBooks {
  const db = openFakeDb(folder);
  return {
    db,
    arm: (match, fault, times) => armFault(db, match, fault, times),
    clear: () => clearFaults(db),
    turn: (name, value) => turnSwitch(db, name, value),
    requests: (kind) => requestsOf(db, kind),
    count: (query, ...values) =>
      Number(
        db
          .prepare(query)
          .pluck()
          .get(...values) ?? 0,
      ),
    run: (statement, ...values) => void db.prepare(statement).run(...values),
    close: () => void db.close(),
  };
}
