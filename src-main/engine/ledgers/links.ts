import type { EngineContext } from '../context.ts';
import type { LedgerSuppliersTable, Reads, Work } from '../storage/index.ts';

export type SupplierLink = { readonly ledgerId: string; readonly name: string; readonly how: LedgerSuppliersTable['how'] };

/** Which record of the ledger a supplier of the client is; undefined where that was never decided. */
export async function linkedSupplier(db: Reads, clientId: string, ledger: string, supplierKey: string): Promise<SupplierLink | undefined> {
  const row = await db
    .selectFrom('ledger_suppliers')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('ledger', '=', ledger)
    .where('supplier_key', '=', supplierKey)
    .executeTakeFirst();
  return row === undefined ? undefined : { ledgerId: row.ledger_id, name: row.name, how: row.how };
}

/** Remembers it for the supplier's later documents. */
export async function linkSupplier(
  context: EngineContext,
  work: Work,
  at: { clientId: string; ledger: string; supplierKey: string },
  link: SupplierLink,
  actor: string,
): Promise<void> {
  const values = { ledger_id: link.ledgerId, name: link.name, how: link.how, actor, at: context.clock.now() };
  await work.tx
    .insertInto('ledger_suppliers')
    .values({ client_id: at.clientId, ledger: at.ledger, supplier_key: at.supplierKey, ...values })
    .onConflict((conflict) => conflict.columns(['client_id', 'ledger', 'supplier_key']).doUpdateSet(values))
    .execute();
}

/** The record is gone or was the wrong one: the next document of the supplier is matched anew. */
export async function unlinkSupplier(work: Work, clientId: string, ledger: string, supplierKey: string): Promise<void> {
  await work.tx
    .deleteFrom('ledger_suppliers')
    .where('client_id', '=', clientId)
    .where('ledger', '=', ledger)
    .where('supplier_key', '=', supplierKey)
    .execute();
}
