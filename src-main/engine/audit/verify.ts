import type { AuditVerdict } from '../../contract/index.ts';
import type { Store } from '../storage/index.ts';
import { chainHash, GENESIS } from './append.ts';
import { readCheckpoint } from './checkpoint.ts';

/** Rows read at a time, so that the event loop is free between two portions (100,000 events take well under 5 s). */
const PORTION = 2_000;

/** Recomputes every link and compares the newest checkpoint: finds a changed, missing, moved or added event, and a cut tail. */
export async function verifyAudit(store: Store): Promise<AuditVerdict> {
  const checkpoint = await readCheckpoint(store);
  let previous = GENESIS;
  let expected = 1;
  const broken = (problem: string): AuditVerdict => ({ intact: false, events: expected - 1, head: previous, brokenAt: expected, problem });
  const before = await store.db.selectFrom('audit').select('sequence').where('sequence', '<', 1).limit(1).executeTakeFirst();
  if (before) return { ...broken(`Event ${before.sequence} was put before the first one.`), brokenAt: before.sequence };
  for (;;) {
    const rows = await store.db
      .selectFrom('audit')
      .selectAll()
      .where('sequence', '>=', expected)
      .orderBy('sequence')
      .limit(PORTION)
      .execute();
    for (const row of rows) {
      if (row.sequence !== expected) return broken(`Event ${expected} is missing.`);
      if (row.previous_hash !== previous) return broken(`Event ${expected} does not follow the one before it.`);
      if (chainHash(store.auditKey, previous, row) !== row.hash) return broken(`Event ${expected} was changed after it was written.`);
      if (checkpoint?.sequence === expected && checkpoint.hash !== row.hash)
        return broken(`Event ${expected} differs from the saved checkpoint.`);
      previous = row.hash;
      expected += 1;
    }
    if (rows.length < PORTION) break;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  if (checkpoint && checkpoint.sequence >= expected)
    return broken(`Events after ${expected - 1} were removed: the saved checkpoint knows ${checkpoint.sequence}.`);
  return { intact: true, events: expected - 1, head: previous };
}
