import { createHmac } from 'node:crypto';
import { canonicalJson } from '../domain/index.ts';
import type { Store, Work } from '../storage/index.ts';

/** What is written about one change of state. `words` is for people; `data` for programs, without document text. */
export type AuditEntry = {
  readonly at: string;
  readonly actor: string;
  readonly event: string;
  /** Id of what was changed: a document, a client, a source. */
  readonly subject: string;
  readonly words: string;
  readonly data?: Readonly<Record<string, unknown>>;
};

/** Hash before the first event. */
export const GENESIS = '0'.repeat(64);

/**
 * Appends to the chain in the transaction that makes the change, so that neither exists without the other.
 * hash = HMAC-SHA-256(audit key, previous hash ‖ canonical event): whoever lacks the key cannot forge a chain that verifies.
 */
export async function appendAudit(store: Pick<Store, 'auditKey'>, work: Pick<Work, 'tx'>, entry: AuditEntry): Promise<void> {
  const last = await work.tx.selectFrom('audit').select(['sequence', 'hash']).orderBy('sequence', 'desc').limit(1).executeTakeFirst();
  const sequence = (last?.sequence ?? 0) + 1;
  const previous = last?.hash ?? GENESIS;
  const row = {
    sequence,
    at: entry.at,
    actor: entry.actor,
    event: entry.event,
    subject: entry.subject,
    words: entry.words,
    data_json: canonicalJson(entry.data ?? {}),
  };
  await work.tx
    .insertInto('audit')
    .values({ ...row, previous_hash: previous, hash: chainHash(store.auditKey, previous, row) })
    .execute();
}

export type ChainedRow = {
  sequence: number;
  at: string;
  actor: string;
  event: string;
  subject: string;
  words: string;
  data_json: string;
};

export function chainHash(key: Buffer, previous: string, row: ChainedRow): string {
  const { sequence, at, actor, event, subject, words, data_json } = row;
  return createHmac('sha256', key)
    .update(previous)
    .update(canonicalJson([sequence, at, actor, event, subject, words, data_json]))
    .digest('hex');
}
