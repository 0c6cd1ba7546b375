import { getClient } from '../clients/index.ts';
import type { StoredCoding } from '../coding/index.ts';
import type { EngineContext } from '../context.ts';
import { assess, saveFindings } from '../controls/index.ts';
import { changeDocument, type DocumentChange, type DocumentRow } from '../documents/index.ts';
import { columnsOf, type StoredExtraction } from '../extraction/index.ts';
import type { Work } from '../storage/index.ts';

/**
 * Runs the controls over changed values. The document stays in the queue: only a person takes it out again. `otherwise` is what the queue
 * shows where the controls find nothing.
 */
export async function checkAgain(
  context: EngineContext,
  work: Work,
  document: DocumentRow,
  extraction: StoredExtraction,
  coding: StoredCoding,
  otherwise: Pick<DocumentChange, 'reason' | 'group_name' | 'severity'> = corrected(document),
): Promise<DocumentRow> {
  const client = await getClient(work.tx, document.client_id);
  const columns = { ...columnsOf(extraction.extraction, client), account: coding.coding.account };
  const typed = new Set([...Object.keys(extraction.typed), ...(coding.typed ? ['account'] : [])]);
  const assessment = await assess(context, work.tx, { ...document, ...columns } as DocumentRow, {
    extraction: extraction.extraction,
    coding: coding.coding,
    typed,
  });
  const shown = await saveFindings(work, document.id, assessment);
  const settled = shown.reason === null ? otherwise : shown;
  return changeDocument(context, work, document, { ...columns, ...settled, route: assessment.route });
}

function corrected(document: DocumentRow): Pick<DocumentChange, 'reason' | 'group_name' | 'severity'> {
  return { reason: 'Corrected; nothing else is doubtful.', group_name: document.group_name ?? 'Corrected', severity: null };
}
