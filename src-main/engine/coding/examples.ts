import type { Reads, Work } from '../storage/index.ts';
import type { AccountHistory } from './code-document.ts';

/** Older decisions say little about the next document. */
const LATEST = 24;

/** Where the supplier's latest documents went, at this client. */
export async function historyOfSupplier(db: Reads, clientId: string, supplierKey: string | null, except: string): Promise<AccountHistory> {
  if (supplierKey === null || supplierKey === '') return [];
  const rows = await db
    .selectFrom('coding_examples')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('supplier_key', '=', supplierKey)
    .where('document_id', '!=', except)
    .orderBy('at', 'desc')
    .limit(LATEST)
    .execute();
  const grouped = new Map<string, { account: string; taxCode: string; count: number; byPerson: number; last: string }>();
  for (const row of rows) {
    const entry = grouped.get(row.account) ?? { account: row.account, taxCode: row.tax_code, count: 0, byPerson: 0, last: row.at };
    grouped.set(row.account, { ...entry, count: entry.count + 1, byPerson: entry.byPerson + row.by_person });
  }
  return [...grouped.values()];
}

export type Example = {
  readonly clientId: string;
  readonly supplierKey: string;
  readonly documentId: string;
  readonly account: string;
  readonly taxCode: string;
  readonly byPerson: boolean;
  readonly at: string;
};

/** Remembers where a document went. Learned when it is decided, so that the next one of the supplier follows at once. */
export async function learn(work: Work, example: Example): Promise<void> {
  const values = { account: example.account, tax_code: example.taxCode, by_person: example.byPerson ? 1 : 0, at: example.at };
  await work.tx
    .insertInto('coding_examples')
    .values({ client_id: example.clientId, supplier_key: example.supplierKey, document_id: example.documentId, ...values })
    .onConflict((conflict) => conflict.columns(['client_id', 'supplier_key', 'document_id']).doUpdateSet(values))
    .execute();
}

/** Forgets what was learned from a document whose decision was taken back. */
export async function unlearn(work: Work, documentId: string): Promise<void> {
  await work.tx.deleteFrom('coding_examples').where('document_id', '=', documentId).execute();
}
