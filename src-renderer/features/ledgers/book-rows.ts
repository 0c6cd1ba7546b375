import type { LedgerBooks } from '../../../src-main/contract/ledger.ts';

/** Rows of what a ledger told of its books. */
export type LedgerAccountInfo = LedgerBooks['accounts'][number];
export type LedgerTaxCodeInfo = LedgerBooks['taxCodes'][number];
export type LedgerSupplierInfo = LedgerBooks['suppliers'][number];
