import type { LedgerSupplierInfo } from '../ledgers/book-rows.ts';

/** A supplier's name without case and doubled spaces, as links are looked up by. */
export function supplierKey(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** The ledger's suppliers by the supplier of the client that each was found to be. */
export function linkedSuppliers(suppliers: readonly LedgerSupplierInfo[]): ReadonlyMap<string, LedgerSupplierInfo> {
  return new Map(suppliers.flatMap((one) => (one.linkedTo === undefined ? [] : [[supplierKey(one.linkedTo), one] as const])));
}
