import { createHash } from 'node:crypto';
import { EngineError } from '../../../contract/index.ts';
import { linkedSupplier, linkSupplier } from '../../ledgers/index.ts';
import type { BillSupplier, SupplierRecord, SupplierRecords } from '../../ports.ts';
import { crashpoint } from '../../storage/index.ts';
import { matchSupplier } from '../match-supplier.ts';
import type { SagaRun } from './saga-run.ts';

/** A person's answer in `choices_json`: none of the ledger's suppliers is meant. */
export const AS_NEW = '"new"';

/** The id that our records bear in the ledger: the same for every document of a supplier, telling nothing about it. */
export function externalIdOf(clientId: string, supplier: BillSupplier): string {
  const name = supplier.key === '' ? supplier.name.trim().toLowerCase() : supplier.key;
  return `tm-${createHash('sha256').update(`${clientId}\n${name}`).digest('hex').slice(0, 20)}`;
}

/**
 * Finds the bill's supplier in the ledger or makes it there, once: searched by the external id after every request that may have been lost,
 * and of two that were made by such a one the first is kept.
 * @throws EngineError `ledger_supplier_unclear` where a person must choose
 */
export async function nameSupplier(run: SagaRun): Promise<void> {
  const { suppliers } = run.connection;
  const bill = run.entry.bill;
  if (suppliers === undefined || bill === undefined) return run.pass('supplier_known', 'This ledger keeps no supplier records.');
  const { client_id: clientId, ledger } = run.row;
  const linked = await linkedSupplier(run.context.store.db, clientId, ledger, bill.supplier.key);
  if (linked !== undefined) {
    return run.pass('supplier_known', `Supplier: ${linked.name} (known from before).`, {
      supplier_id: linked.ledgerId,
      choices_json: null,
    });
  }
  const externalId = externalIdOf(clientId, bill.supplier);
  if (run.row.stage === 'supplier_sent') await run.settled();
  const verdict = matchSupplier(
    bill.supplier,
    externalId,
    await suppliers.find({ supplier: bill.supplier, externalId }),
    run.row.choices_json === AS_NEW,
  );
  if (verdict.is === 'one') {
    await retire(suppliers, verdict.twins);
    return keep(run, bill.supplier, verdict.record, verdict.how);
  }
  if (verdict.is === 'unclear') {
    await run.commit('checked', 'A person must say which supplier is meant.', { choices_json: JSON.stringify(verdict.choices) });
    throw new EngineError('ledger_supplier_unclear', { note: verdict.choices.map(({ name }) => name).join(', ') });
  }
  await makeSupplier(run, suppliers, bill.supplier, externalId);
}

async function makeSupplier(run: SagaRun, suppliers: SupplierRecords, supplier: BillSupplier, externalId: string): Promise<void> {
  crashpoint('post.before-supplier');
  await run.commit('supplier_sent', `Asked the ledger to add the supplier ${supplier.name}.`);
  run.sending();
  const made = await suppliers.create(supplier, externalId);
  crashpoint('post.after-supplier');
  // A proxy may have carried the request out twice.
  const again = matchSupplier(supplier, externalId, await suppliers.find({ supplier, externalId }), true);
  if (again.is === 'one') {
    await retire(suppliers, again.twins);
    return keep(run, supplier, again.record, 'created');
  }
  return keep(run, supplier, made, 'created');
}

async function retire(suppliers: SupplierRecords, twins: readonly SupplierRecord[]): Promise<void> {
  for (const { id } of twins) await suppliers.retire?.(id);
}

async function keep(
  run: SagaRun,
  supplier: BillSupplier,
  found: SupplierRecord,
  how: 'external id' | 'tax number' | 'iban' | 'created',
): Promise<void> {
  const { client_id: clientId, ledger } = run.row;
  const words = how === 'created' ? `Supplier ${found.name} was added to the ledger.` : `Supplier: ${found.name} (same ${how}).`;
  await run.commit('supplier_known', words, { supplier_id: found.id, choices_json: null }, async (work) => {
    const link = { ledgerId: found.id, name: found.name, how };
    await linkSupplier(run.context, work, { clientId, ledger, supplierKey: supplier.key }, link, 'engine');
  });
}
