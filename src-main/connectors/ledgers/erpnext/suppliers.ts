/** Suppliers of ERPNext. Account numbers stand in `Bank Account`, which not every user may read; they only help to find. */
import { z } from 'zod';
import { EngineError } from '../../../contract/index.ts';
import type { SupplierRecord, SupplierRecords } from '../../../engine/ports.ts';
import { compact, searchWord } from '../../web-ledger/bill-words.ts';
import type { ErpClient, Filter } from './client.ts';
import { externalIdOf, supplierMark, supplierValues } from './map.ts';
import { BankRow, GroupRow, SupplierRow } from './rows.ts';

const FIELDS = Object.keys(SupplierRow.shape);
const ACTIVE: Filter = ['disabled', '=', 0];
/** Candidates for one supplier at most. */
const MOST = 80;

export function erpSuppliers(client: ErpClient): SupplierRecords {
  return {
    async find({ supplier, externalId }) {
      const word = searchWord(supplier.name);
      const digits = compact(supplier.taxNumber ?? '').replace(/^[A-Z]{2}/, '');
      const names = supplier.iban === undefined ? [] : await holders(client, supplier.iban);
      const orFilters: Filter[] = [
        ['supplier_details', 'like', `%${supplierMark(externalId)}%`],
        ...(digits.length < 5 ? [] : [['tax_id', 'like', `%${digits}%`] as const]),
        ...(word === '' ? [] : [['supplier_name', 'like', `%${word}%`] as const]),
        ...(names.length === 0 ? [] : [['name', 'in', names] as const]),
      ];
      const rows = await client.list('Supplier', SupplierRow, { fields: FIELDS, filters: [ACTIVE], orFilters, limit: MOST });
      return rows.map((row) => ({
        ...recordOf(row),
        ...(names.includes(row.name) && supplier.iban !== undefined ? { iban: supplier.iban } : {}),
      }));
    },
    async create(supplier, externalId) {
      const row = await client.create('Supplier', SupplierRow, supplierValues(supplier, externalId, await groupOf(client)));
      return { ...recordOf(row), externalId };
    },
    async retire(id) {
      const row = await client.change('Supplier', id, z.object({ disabled: z.number() }), { disabled: 1 });
      if (row.disabled !== 1)
        throw new EngineError('ledger_unreachable', { note: 'ERPNext did not say whether the supplier is disabled.' });
    },
  };
}

export async function allSuppliers(client: ErpClient): Promise<readonly SupplierRecord[]> {
  return (await client.list('Supplier', SupplierRow, { fields: FIELDS, filters: [ACTIVE] })).map(recordOf);
}

function recordOf({ name, supplier_name: title, tax_id: number, supplier_details: details }: z.infer<typeof SupplierRow>): SupplierRecord {
  const externalId = externalIdOf(details);
  return {
    id: name,
    name: title ?? name,
    ...(number === undefined ? {} : { taxNumber: number }),
    ...(externalId === undefined ? {} : { externalId }),
  };
}

async function holders(client: ErpClient, iban: string): Promise<string[]> {
  const filters: Filter[] = [
    ['party_type', '=', 'Supplier'],
    ['iban', '=', compact(iban)],
  ];
  const rows = await readable(client.list('Bank Account', BankRow, { fields: ['party', 'iban'], filters, limit: 20 }));
  return (rows ?? []).map(({ party }) => party).filter((party) => party !== undefined);
}

/** Older versions want a group: the first that is no heading. */
async function groupOf(client: ErpClient): Promise<string | undefined> {
  const rows = await readable(client.list('Supplier Group', GroupRow, { fields: ['name'], filters: [['is_group', '=', 0]], limit: 1 }));
  return rows?.[0]?.name;
}

/** Undefined where this user may not read it, or this version does not have it. */
export async function readable<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  return reading.catch((error: unknown) => {
    if (error instanceof EngineError && error.code === 'ledger_rejected') return undefined;
    throw error;
  });
}
