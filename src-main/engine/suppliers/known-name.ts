import type { Extraction, Reading } from '../../contract/index.ts';
import type { Reads } from '../storage/index.ts';
import { domainsOf } from './domains.ts';
import { identifySupplier } from './identify.ts';
import type { SeenSupplier } from './match.ts';
import { snapSupplier } from './snap.ts';

/** What a page says about its supplier. Without a reading nothing is held to be misread. */
export function seenSupplier({ fields }: Extraction, reading: Reading | undefined): SeenSupplier {
  return {
    name: fields.supplier?.value,
    address: fields.address?.value,
    taxId: fields.supplierTaxId?.value,
    iban: fields.iban?.value,
    domains: reading ? domainsOf(reading) : [],
    recognised: reading?.source === 'ocr',
  };
}

/** The extraction with the supplier as the books write it, where the page is surely from a known one. */
export async function withKnownSupplier(db: Reads, clientId: string, extraction: Extraction, reading: Reading): Promise<Extraction> {
  const { supplier: printed } = extraction.fields;
  if (printed === undefined) return extraction;
  const supplier = snapSupplier(printed, await identifySupplier(db, clientId, seenSupplier(extraction, reading)));
  return supplier === undefined || supplier === printed ? extraction : { ...extraction, fields: { ...extraction.fields, supplier } };
}
