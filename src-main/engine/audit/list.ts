import type { AuditEvent, HistoryEntry } from '../../contract/index.ts';
import { Instant } from '../../contract/index.ts';
import type { Store } from '../storage/index.ts';

/** Events, newest first. `cursor` is the sequence number to go on below. */
export async function listAudit(
  store: Store,
  query: { cursor?: string | undefined; limit: number },
): Promise<{ rows: AuditEvent[]; next?: string; total: number }> {
  const below = query.cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(query.cursor);
  const rows = await store.db
    .selectFrom('audit')
    .selectAll()
    .where('sequence', '<', below)
    .orderBy('sequence', 'desc')
    .limit(query.limit)
    .execute();
  const { total } = await store.db
    .selectFrom('audit')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const last = rows.at(-1);
  return {
    rows: rows.map(({ sequence, at, actor, event, subject, words, hash }) => ({
      sequence,
      at: Instant.parse(at),
      actor,
      event,
      subject,
      words,
      hash,
    })),
    ...(rows.length === query.limit && last ? { next: String(last.sequence) } : {}),
    total,
  };
}

/** What happened to one thing, oldest first. */
export async function historyOf(store: Store, subject: string): Promise<HistoryEntry[]> {
  const rows = await store.db
    .selectFrom('audit')
    .select(['at', 'actor', 'event', 'words'])
    .where('subject', '=', subject)
    .orderBy('sequence')
    .limit(500)
    .execute();
  return rows.map((row) => ({ ...row, at: Instant.parse(row.at) }));
}
