import { EngineError, type Extraction } from '../../contract/index.ts';
import { learn, loadCoding } from '../coding/index.ts';
import { type EngineContext, record } from '../context.ts';
import { changeDocument, type DocumentRow, getDocument } from '../documents/index.ts';
import { loadExtraction } from '../extraction/index.ts';
import type { Step } from '../pipeline/index.ts';
import { intend } from '../posting/index.ts';
import type { Work } from '../storage/index.ts';
import { learnSupplier } from '../suppliers/index.ts';
import { type Assessment, assess, saveFindings } from './assess.ts';
import { warnRepeats } from './warn-repeats.ts';

/** Step "check": the controls and the policy decide whether a person is needed. Clear documents go to the ledger at once. */
export function checkStep(context: EngineContext): Step {
  return {
    name: 'check',
    // The comparison with other documents must see what the transaction will commit beside, so all of it happens in there.
    run: async (job) => async (work) => {
      const document = await getDocument(work.tx, job.subject);
      if (document.state !== 'checking') return;
      const stored = await loadExtraction(work.tx, document.id);
      const coded = await loadCoding(work.tx, document.id);
      if (!stored || !coded) throw new EngineError('internal', { note: 'There is nothing to check.' });
      const assessment = await assess(context, work.tx, document, {
        extraction: stored.extraction,
        coding: coded.coding,
        typed: new Set(Object.keys(stored.typed)),
      });
      const columns = await saveFindings(work, document.id, assessment);
      if (assessment.route === 'review') {
        await changeDocument(context, work, document, { ...columns, state: 'review' });
        await record(context, work, {
          actor: 'policy',
          event: 'document.held',
          subject: document.id,
          words: `Waits for a person: ${columns.reason ?? ''}`,
          data: { policy: assessment.policyVersion, checks: assessment.findings.map(({ check }) => check) },
        });
        return;
      }
      await clear(context, work, document, assessment, stored.extraction);
    },
    async failed(job, error, work) {
      const document = await getDocument(work.tx, job.subject);
      if (document.state === 'checking') await context.stuck(work, document, error);
    },
  };
}

async function clear(
  context: EngineContext,
  work: Work,
  document: DocumentRow,
  assessment: Assessment,
  extraction: Extraction,
): Promise<void> {
  const { tx } = work;
  const cleared = await changeDocument(context, work, document, {
    state: 'posting',
    route: 'clear',
    reason: null,
    group_name: null,
    severity: null,
    touchless: 1,
  });
  await tx
    .insertInto('decisions')
    .values({
      id: context.ids.next(),
      document_id: document.id,
      kind: 'clear',
      policy_version: assessment.policyVersion,
      document_version: document.version,
      before_json: '{}',
      note: null,
      actor: 'policy',
      at: context.clock.now(),
      undone_at: null,
    })
    .execute();
  await record(context, work, {
    actor: 'policy',
    event: 'document.cleared',
    subject: document.id,
    words: 'Nothing is suspicious: it goes to the ledger.',
    data: { policy: assessment.policyVersion },
  });
  const coded = await loadCoding(tx, document.id);
  if (coded && document.supplier_key) {
    await learn(work, {
      clientId: document.client_id,
      supplierKey: document.supplier_key,
      documentId: document.id,
      account: coded.coding.account,
      taxCode: coded.coding.taxCode,
      byPerson: false,
      at: context.clock.now(),
    });
  }
  await learnSupplier(context, work, cleared, extraction);
  await intend(context, work, cleared, { actor: 'policy', delaySeconds: 0 });
  await warnRepeats(context, work, cleared);
}
