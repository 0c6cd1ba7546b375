/** Suppliers are `Vendor`; `AcctNum` ("Account no.") holds our external id, the one free field that Intuit documents. */
import { EngineError } from '../../../contract/index.ts';
import type { SupplierRecord, SupplierRecords } from '../../../engine/ports.ts';
import { type QuickbooksClient, QuickbooksFault } from './client.ts';
import { isAlike, requestIdOf, supplierOf, vendorValues } from './map.ts';
import { VendorRow } from './rows.ts';

/** Tried in this order where the name is taken, by a customer as well. */
const SUFFIXES = ['', ' (supplier)', ' (supplier 2)', ' (supplier 3)'];

export function quickbooksSuppliers(client: QuickbooksClient): SupplierRecords {
  return {
    async find({ supplier, externalId }) {
      const rows = await client.query('Vendor', VendorRow, 'Active = true');
      return rows.filter((row) => isAlike(row, supplier, externalId)).map(supplierOf);
    },
    async create(supplier, externalId) {
      for (const suffix of SUFFIXES) {
        const values = vendorValues(supplier, externalId, suffix);
        const requestid = requestIdOf('vendor', JSON.stringify(values));
        const row = await client.write('Vendor', VendorRow, values, { requestid }).catch((error: unknown) => {
          // 6240: the name is taken. Refused means that nothing was made.
          if (error instanceof QuickbooksFault && error.codes.includes('6240')) return undefined;
          throw error;
        });
        if (row !== undefined) return supplierOf(row);
      }
      throw new EngineError('ledger_rejected', { note: "The supplier's name is taken in QuickBooks by customers or other suppliers." });
    },
    async retire(id) {
      const row = await client.read('Vendor', id, VendorRow);
      if (row === undefined || row.Active === false) return;
      const { Id, SyncToken } = row;
      const after = await client.write('Vendor', VendorRow, { Id, SyncToken, sparse: true, Active: false });
      if (after.Active !== false)
        throw new EngineError('ledger_unreachable', { note: 'QuickBooks did not say whether the supplier is inactive.' });
    },
  };
}

export async function allSuppliers(client: QuickbooksClient): Promise<readonly SupplierRecord[]> {
  return (await client.query('Vendor', VendorRow, 'Active = true')).map(supplierOf);
}
