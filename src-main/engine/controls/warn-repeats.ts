import { loadCoding } from '../coding/index.ts';
import { type EngineContext, record } from '../context.ts';
import { changeDocument, type DocumentRow, waitingLike } from '../documents/index.ts';
import { loadExtraction } from '../extraction/index.ts';
import { similarFirstPages } from '../reading/index.ts';
import type { Work } from '../storage/index.ts';
import { assess, loadFindings, saveFindings } from './assess.ts';

/** Controls whose outcome changes when another document goes to the ledger. */
const REPEATS = new Set(['same-bill', 'same-picture']);

/**
 * Tells what waits that its like has just gone to the ledger. Such a document was checked before its earlier twin was read, and waits for
 * another reason; its new version makes sure that nobody approves it without having seen the warning.
 */
export async function warnRepeats(context: EngineContext, work: Work, posted: DocumentRow): Promise<void> {
  const similar = await similarFirstPages(work.tx, posted.client_id, posted.id);
  const waiting = await waitingLike(
    work.tx,
    posted,
    similar.map(({ documentId }) => documentId),
  );
  for (const document of waiting) await warn(context, work, document);
}

async function warn(context: EngineContext, work: Work, document: DocumentRow): Promise<void> {
  const stored = await loadExtraction(work.tx, document.id);
  const coded = await loadCoding(work.tx, document.id);
  if (!stored || !coded) return;
  const known = new Set((await loadFindings(work.tx, document.id)).map(({ check }) => check));
  const typed = new Set([...Object.keys(stored.typed), ...(coded.typed ? ['account'] : [])]);
  const assessment = await assess(context, work.tx, document, { extraction: stored.extraction, coding: coded.coding, typed });
  if (!assessment.findings.some(({ check }) => REPEATS.has(check) && !known.has(check))) return;
  const columns = await saveFindings(work, document.id, assessment);
  await changeDocument(context, work, document, columns);
  await record(context, work, {
    actor: 'policy',
    event: 'document.warned',
    subject: document.id,
    words: columns.reason ?? '',
    data: { checks: assessment.findings.map(({ check }) => check) },
  });
}
