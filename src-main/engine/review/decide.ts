import { z } from 'zod';
import { type DocumentId, type DocumentSummary, EngineError } from '../../contract/index.ts';
import { getClient } from '../clients/index.ts';
import { learn, loadCoding, type StoredCoding, saveCoding, unlearn } from '../coding/index.ts';
import { type EngineContext, record } from '../context.ts';
import { getPolicy, warnRepeats } from '../controls/index.ts';
import { changeDocument, type DocumentChange, type DocumentRow, getDocument, summaryOf } from '../documents/index.ts';
import { columnsOf, loadExtraction, type StoredExtraction, saveExtraction } from '../extraction/index.ts';
import { intend, withdraw } from '../posting/index.ts';
import type { Work } from '../storage/index.ts';
import { forgetSupplier, learnSupplier } from '../suppliers/index.ts';
import { checkAgain } from './check-again.ts';
import { removeExamples } from './labelled-examples.ts';

export type Seen = { readonly id: DocumentId; readonly version: number };

/** What undo restores. */
const Before = z.object({
  reason: z.string().nullable().default(null),
  group: z.string().nullable().default(null),
  severity: z.enum(['note', 'doubt', 'wrong']).nullable().default(null),
  problem: z.string().nullable().default(null),
  extraction: z.unknown().optional(),
  coding: z.unknown().optional(),
});

/** The document as the person saw it. @throws EngineError `version_conflict`, `not_allowed_in_state` */
async function seen(work: Work, { id, version }: Seen): Promise<DocumentRow> {
  const document = await getDocument(work.tx, id);
  if (document.version !== version) throw new EngineError('version_conflict', { details: { document: id } });
  if (document.state !== 'review') throw new EngineError('not_allowed_in_state', { details: { state: document.state } });
  return document;
}

/**
 * Approves documents as they stand, each in a transaction of its own so that one that lacks a value does not hold back the others of a pile:
 * with several, those that could not be approved stay in the queue; with one, its error is thrown.
 * @throws EngineError `version_conflict`, `not_allowed_in_state`, `fields_missing`
 */
export async function approve(
  context: EngineContext,
  documents: readonly Seen[],
  how: { actor: string; note?: string | undefined; undoSeconds?: number | undefined },
): Promise<DocumentSummary[]> {
  const approved: DocumentSummary[] = [];
  for (const one of documents) {
    try {
      approved.push(await approveOne(context, one, how));
    } catch (error) {
      if (documents.length === 1 || !(error instanceof EngineError)) throw error;
      context.log.info('not approved', { document: one.id, code: error.code });
    }
  }
  return approved;
}

function approveOne(
  context: EngineContext,
  one: Seen,
  how: { actor: string; note?: string | undefined; undoSeconds?: number | undefined },
): Promise<DocumentSummary> {
  return context.store.write(async (work) => {
    const document = await seen(work, one);
    const { policy } = await getPolicy(work.tx, document.client_id);
    const delaySeconds = how.undoSeconds ?? policy.undoSeconds;
    await intend(context, work, document, { actor: how.actor, delaySeconds });
    const undoUntil = new Date(Date.parse(context.clock.now()) + delaySeconds * 1_000).toISOString();
    await writeDecision(context, work, document, { kind: 'approve', actor: how.actor, note: how.note ?? null, before: {} });
    const coded = await loadCoding(work.tx, document.id);
    if (coded && document.supplier_key) {
      await learn(work, {
        clientId: document.client_id,
        supplierKey: document.supplier_key,
        documentId: document.id,
        account: coded.coding.account,
        taxCode: coded.coding.taxCode,
        byPerson: true,
        at: context.clock.now(),
      });
    }
    const changed = await changeDocument(context, work, document, {
      state: 'posting',
      reason: null,
      group_name: null,
      severity: null,
      touchless: 0,
      problem_json: null,
      undo_until: delaySeconds > 0 ? undoUntil : null,
    });
    const stored = await loadExtraction(work.tx, document.id);
    if (stored) await learnSupplier(context, work, changed, stored.extraction);
    await warnRepeats(context, work, changed);
    await record(context, work, {
      actor: how.actor,
      event: 'document.approved',
      subject: document.id,
      words: how.note ? `Approved: ${how.note}` : 'Approved.',
    });
    return summaryOf(changed);
  });
}

/** Sets documents aside; they are never posted. @throws EngineError `version_conflict`, `not_allowed_in_state` */
export async function reject(
  context: EngineContext,
  documents: readonly Seen[],
  how: { actor: string; reason: string },
): Promise<DocumentSummary[]> {
  return context.store.write(async (work) => {
    const rejected: DocumentSummary[] = [];
    for (const one of documents) {
      const document = await seen(work, one);
      await writeDecision(context, work, document, { kind: 'reject', actor: how.actor, note: how.reason, before: {} });
      // What the policy had cleared and the ledger refused may have been learned from.
      await unlearn(work, document.id);
      const changed = await changeDocument(context, work, document, {
        state: 'rejected',
        reason: how.reason,
        group_name: null,
        severity: null,
      });
      await record(context, work, {
        actor: how.actor,
        event: 'document.rejected',
        subject: document.id,
        words: `Set aside: ${how.reason}`,
      });
      rejected.push(summaryOf(changed));
    }
    return rejected;
  });
}

/** Writes down who decided what, under which rules, and what undo restores. */
export async function writeDecision(
  context: EngineContext,
  work: Work,
  document: DocumentRow,
  decision: {
    kind: 'approve' | 'correct' | 'reject';
    actor: string;
    note: string | null;
    before: { extraction?: StoredExtraction | undefined; coding?: StoredCoding | undefined };
  },
): Promise<void> {
  const { version } = await getPolicy(work.tx, document.client_id);
  const { reason, group_name: group, severity, problem_json: problem } = document;
  const before = { reason, group, severity, problem, ...decision.before };
  await work.tx
    .insertInto('decisions')
    .values({
      id: context.ids.next(),
      document_id: document.id,
      kind: decision.kind,
      policy_version: version,
      document_version: document.version,
      before_json: JSON.stringify(before),
      note: decision.note,
      actor: decision.actor,
      at: context.clock.now(),
      undone_at: null,
    })
    .execute();
}

/** Takes the last decision of a person back. @throws EngineError `not_allowed_in_state` once it is posted or where there is nothing to take back */
export async function undo(context: EngineContext, id: string, actor: string): Promise<void> {
  await context.store.write(async (work) => {
    const document = await getDocument(work.tx, id);
    const last = await work.tx
      .selectFrom('decisions')
      .selectAll()
      .where('document_id', '=', id)
      .where('undone_at', 'is', null)
      .where('kind', '!=', 'clear')
      // Versions only grow; ids follow the clock, which may have been put back since.
      .orderBy('document_version', 'desc')
      .limit(1)
      .executeTakeFirst();
    const expected = { approve: 'posting', reject: 'rejected', correct: 'review', clear: '' } as const;
    if (!last || document.state !== expected[last.kind]) {
      throw new EngineError('not_allowed_in_state', {
        note: document.state === 'posted' ? 'It is posted.' : 'There is no decision to take back.',
      });
    }
    const before = Before.parse(JSON.parse(last.before_json));
    await work.tx.updateTable('decisions').set({ undone_at: context.clock.now() }).where('id', '=', last.id).execute();
    if (last.kind === 'approve') {
      await withdraw(context, work, document, actor);
      await unlearn(work, id);
    }
    if (last.kind === 'correct') {
      await removeExamples(work, id, last.document_version);
      await restore(context, work, document, before);
    } else {
      const changed = await changeDocument(context, work, document, {
        state: 'review',
        reason: before.reason,
        group_name: before.group,
        severity: before.severity,
        problem_json: before.problem,
        undo_until: null,
      });
      if (last.kind === 'approve') await forgetSupplier(context, work, changed);
    }
    await record(context, work, {
      actor,
      event: 'decision.undone',
      subject: id,
      words: `Took back: ${{ approve: 'approval', reject: 'setting aside', correct: 'correction', clear: '' }[last.kind]}.`,
    });
  });
}

async function restore(context: EngineContext, work: Work, document: DocumentRow, before: z.infer<typeof Before>): Promise<void> {
  const shown = { reason: before.reason, group_name: before.group, severity: before.severity };
  const { extraction, coding } = before as { extraction?: StoredExtraction; coding?: StoredCoding };
  if (extraction) await saveExtraction(work, document.id, extraction);
  if (extraction && coding) {
    await saveCoding(work, document.id, coding);
    await checkAgain(context, work, document, extraction, coding, shown);
    return;
  }
  // Its walk had ended before it was read or coded; what the person typed in is all that there is.
  const tables = extraction ? (['codings', 'findings'] as const) : (['extractions', 'codings', 'findings'] as const);
  for (const table of tables) await work.tx.deleteFrom(table).where('document_id', '=', document.id).execute();
  const client = await getClient(work.tx, document.client_id);
  const columns = extraction ? { ...columnsOf(extraction.extraction, client), account: null } : NOTHING_READ;
  await changeDocument(context, work, document, { ...columns, ...shown });
}

const NOTHING_READ: DocumentChange = {
  type: null,
  supplier: null,
  supplier_key: null,
  date: null,
  number: null,
  total_minor: null,
  currency: null,
  iban: null,
  account: null,
  route: 'review',
};
