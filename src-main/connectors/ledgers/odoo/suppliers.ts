/** Suppliers are `res.partner`; `ref` ("Reference") holds our external id. */
import { EngineError } from '../../../contract/index.ts';
import type { BillSupplier, SupplierRecord, SupplierRecords } from '../../../engine/ports.ts';
import { partnerValues, supplierDomain } from './map.ts';
import type { OdooRecords } from './records.ts';
import { BankRow, PartnerRow } from './rows.ts';

/** Candidates for one supplier at most. */
const MOST = 80;

export function odooSuppliers(records: OdooRecords): SupplierRecords {
  return {
    async find({ supplier, externalId }) {
      const rows = await records.search('res.partner', PartnerRow, supplierDomain(supplier, externalId), PARTNER_FIELDS, { limit: MOST });
      return withAccounts(records, rows);
    },
    async create(supplier: BillSupplier, externalId: string) {
      const make = (withTaxNumber: boolean) => records.create('res.partner', partnerValues(supplier, externalId, withTaxNumber));
      // Odoo checks tax numbers by country and refuses what it cannot check; refused means that nothing was made.
      const id = await make(true).catch((error: unknown) => {
        if (error instanceof EngineError && error.code === 'ledger_rejected' && supplier.taxNumber !== undefined) return make(false);
        throw error;
      });
      const { name, taxNumber, iban } = supplier;
      return {
        id: String(id),
        name,
        externalId,
        ...(taxNumber === undefined ? {} : { taxNumber }),
        ...(iban === undefined ? {} : { iban }),
      };
    },
    async retire(id: string) {
      await records.act('res.partner', 'write', [Number(id)], { vals: { active: false } });
    },
  };
}

const PARTNER_FIELDS = ['name', 'vat', 'ref'];

/** All suppliers that bills were entered for. */
export async function allSuppliers(records: OdooRecords): Promise<readonly SupplierRecord[]> {
  const domain = [
    ['supplier_rank', '>', 0],
    ['parent_id', '=', false],
  ];
  return withAccounts(records, await records.search('res.partner', PartnerRow, domain, PARTNER_FIELDS));
}

async function withAccounts(
  records: OdooRecords,
  rows: readonly { id: number; name: string | undefined; vat: string | undefined; ref: string | undefined }[],
) {
  const ids = rows.map(({ id }) => id);
  const banks =
    ids.length === 0 ? [] : await records.search('res.partner.bank', BankRow, [['partner_id', 'in', ids]], ['partner_id', 'acc_number']);
  const ibans = new Map(banks.map(({ partner_id: partner, acc_number: number }) => [partner?.id, number]));
  return rows.map(({ id, name, vat, ref }): SupplierRecord => {
    const iban = ibans.get(id);
    return {
      id: String(id),
      name: name ?? '',
      ...(vat === undefined ? {} : { taxNumber: vat }),
      ...(iban === undefined ? {} : { iban }),
      ...(ref === undefined ? {} : { externalId: ref }),
    };
  });
}
