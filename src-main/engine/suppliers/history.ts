import type { DocumentRow } from '../documents/index.ts';
import type { Reads } from '../storage/index.ts';

/** What the client's earlier documents of the supplier were like: those that are on their way to the ledger or in it, newest first. */
export async function supplierHistory(
  db: Reads,
  document: DocumentRow,
): Promise<Pick<DocumentRow, 'id' | 'total_minor' | 'currency' | 'iban' | 'date'>[]> {
  if (document.supplier_key === null || document.supplier_key === '') return [];
  return db
    .selectFrom('documents')
    .select(['id', 'total_minor', 'currency', 'iban', 'date'])
    .where('client_id', '=', document.client_id)
    .where('supplier_key', '=', document.supplier_key)
    .where('id', '!=', document.id)
    .where('state', 'in', ['posting', 'posted'])
    .orderBy('id', 'desc')
    .limit(60)
    .execute();
}
