import { EngineError } from '../../contract/index.ts';
import { type EngineContext, record } from '../context.ts';
import { changeDocument, getDocument } from '../documents/index.ts';
import type { Step } from '../pipeline/index.ts';
import type { LedgerConnection, LedgerEntry, LedgerReference } from '../ports.ts';
import { crashpoint, type Work } from '../storage/index.ts';
import { forgetSupplier } from '../suppliers/index.ts';
import { connectionFor } from './connections.ts';
import { entryOf, type PostingRow } from './postings.ts';

/**
 * Step "post": queued → sent → posted → verified, each state committed before the next thing is sent. A posting found in `sent` at the start
 * may or may not have reached the ledger: wait until a lost request must have ended, search by key, adopt what is there, and only then
 * send again. More than one hit, or a read-back that differs, asks a person.
 */
export function postStep(context: EngineContext): Step {
  return {
    name: 'post',
    async run(job, signal) {
      const posting = await context.store.db.selectFrom('postings').selectAll().where('key', '=', job.subject).executeTakeFirst();
      if (!posting || posting.state === 'cancelled' || posting.state === 'verified') return async () => undefined;
      const entry = entryOf(posting);
      const ledger = connectionFor(context, posting.ledger);
      const reference =
        posting.state === 'posted' && posting.reference !== null
          ? { reference: posting.reference }
          : await write(context, ledger, posting, entry, signal);
      const differences = await ledger.verify(reference, entry);
      crashpoint('post.after-verify');
      return (work) => commitVerified(context, work, posting, differences);
    },
    async failed(job, error, work) {
      const posting = await work.tx.selectFrom('postings').selectAll().where('key', '=', job.subject).executeTakeFirstOrThrow();
      await refuse(context, work, posting, error);
    },
    async waiting(job, error, work) {
      await work.tx.updateTable('postings').set({ problem: error.message }).where('key', '=', job.subject).execute();
    },
  };
}

async function write(
  context: EngineContext,
  ledger: LedgerConnection,
  posting: PostingRow,
  entry: LedgerEntry,
  signal: AbortSignal,
): Promise<LedgerReference> {
  if (posting.sent_at !== null) {
    const found = await findAfterSettling(context, ledger, posting, entry, signal);
    if (found) return commitPosted(context, posting, found);
  }
  crashpoint('post.before-sent');
  const sentAt = context.clock.now();
  await context.store.write(async (work) => {
    await work.tx
      .updateTable('postings')
      .set({ state: 'sent', sent_at: sentAt, attempts: posting.attempts + 1, problem: null })
      .where('key', '=', posting.key)
      .execute();
    await record(context, work, {
      actor: 'engine',
      event: 'posting.sent',
      subject: posting.document_id,
      words: `Sent to the ledger (${posting.key}).`,
    });
  });
  crashpoint('post.after-sent');
  const reference = await ledger.create(entry);
  crashpoint('post.after-create');
  return commitPosted(context, posting, reference);
}

async function findAfterSettling(
  context: EngineContext,
  ledger: LedgerConnection,
  posting: PostingRow,
  entry: LedgerEntry,
  signal: AbortSignal,
): Promise<LedgerReference | undefined> {
  const settled = Date.parse(posting.sent_at ?? context.clock.now()) + ledger.capabilities.settleMs;
  const wait = Math.min(settled - Date.parse(context.clock.now()), ledger.capabilities.settleMs);
  if (wait > 0) await pause(wait, signal);
  const found = await ledger.findByKey(entry.key);
  if (found.length > 1) {
    throw new EngineError('ledger_uncertain', {
      note: `It holds ${found.length} entries with this key: ${found.map(({ reference }) => reference).join(', ')}.`,
    });
  }
  return found[0];
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new EngineError('ledger_unreachable', { note: 'Tickmark is closing.' }));
    });
  });
}

async function commitPosted(context: EngineContext, posting: PostingRow, reference: LedgerReference): Promise<LedgerReference> {
  await context.store.write(async (work) => {
    const now = context.clock.now();
    await work.tx
      .updateTable('postings')
      .set({ state: 'posted', reference: reference.reference, posted_at: now, problem: null })
      .where('key', '=', posting.key)
      .execute();
    const document = await getDocument(work.tx, posting.document_id);
    if (document.state === 'posting') await changeDocument(context, work, document, { state: 'posted', undo_until: null });
    await record(context, work, {
      actor: 'engine',
      event: 'posting.posted',
      subject: posting.document_id,
      words: `Posted as ${reference.reference}.`,
      data: { key: posting.key },
    });
  });
  crashpoint('post.after-posted');
  return reference;
}

async function commitVerified(context: EngineContext, work: Work, posting: PostingRow, differences: readonly string[]): Promise<void> {
  const state = differences.length === 0 ? ('verified' as const) : ('uncertain' as const);
  await work.tx
    .updateTable('postings')
    .set({ state, problem: differences.length === 0 ? null : differences.join(' ') })
    .where('key', '=', posting.key)
    .execute();
  const words =
    differences.length === 0
      ? 'Read back from the ledger: it is there once, as approved.'
      : `Read back from the ledger: it differs. ${differences.join(' ')}`;
  await record(context, work, { actor: 'engine', event: `posting.${state}`, subject: posting.document_id, words });
}

/**
 * The ledger's no puts the document back into the queue with the ledger's own words. Any other end of an entry that was sent (a bug, three
 * kills, a disk error) says nothing about what the ledger did with it: back in the queue it could be approved a second time, so it stays on
 * its way as uncertain, and "look again" settles it.
 */
async function refuse(context: EngineContext, work: Work, posting: PostingRow, error: EngineError): Promise<void> {
  const refused = error.code === 'ledger_rejected' && posting.reference === null;
  const uncertain = error.code === 'ledger_uncertain' || (posting.sent_at !== null && !refused);
  await work.tx
    .updateTable('postings')
    .set({ state: uncertain ? 'uncertain' : 'rejected', problem: error.message })
    .where('key', '=', posting.key)
    .execute();
  const document = await getDocument(work.tx, posting.document_id);
  if (document.state === 'posting' && !uncertain) {
    const held = await changeDocument(context, work, document, {
      state: 'review',
      reason: error.message,
      group_name: 'Refused by the ledger',
      severity: 'wrong',
      touchless: 0,
      undo_until: null,
    });
    await forgetSupplier(context, work, held);
  }
  await record(context, work, {
    actor: 'engine',
    event: uncertain ? 'posting.uncertain' : 'posting.rejected',
    subject: posting.document_id,
    words: error.message,
    data: { code: error.code },
  });
}
