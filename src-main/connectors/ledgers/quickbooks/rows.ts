/** Entities of the QuickBooks Online accounting API v3, only the fields that are used. Names after developer.intuit.com, "All entities". */
import { z } from 'zod';

const Ref = z.object({ value: z.string(), name: z.string().optional() });

/** `Bill`, `VendorCredit` and `Purchase` share what is used of them; the supplier is `VendorRef`, or `EntityRef` of a purchase. */
export const TxnRow = z.object({
  Id: z.string(),
  SyncToken: z.string(),
  DocNumber: z.string().optional(),
  TxnDate: z.string().optional(),
  PrivateNote: z.string().optional(),
  TotalAmt: z.number(),
  CurrencyRef: Ref.optional(),
  VendorRef: Ref.optional(),
  EntityRef: Ref.optional(),
  TxnTaxDetail: z.object({ TotalTax: z.number().optional() }).optional(),
});
export type TxnRow = z.infer<typeof TxnRow>;

export const AccountRow = z.object({
  Id: z.string(),
  Name: z.string(),
  FullyQualifiedName: z.string(),
  Classification: z.string().optional(),
  AccountType: z.string().optional(),
});
export type AccountRow = z.infer<typeof AccountRow>;

const RateList = z.object({ TaxRateDetail: z.array(z.object({ TaxRateRef: Ref })).default([]) });
/** Codes of sales alone have no rates for purchases. */
export const TaxCodeRow = z.object({ Id: z.string(), Name: z.string(), PurchaseTaxRateList: RateList.optional() });
export const TaxRateRow = z.object({ Id: z.string(), RateValue: z.number().optional() });

export const VendorRow = z.object({
  Id: z.string(),
  SyncToken: z.string(),
  DisplayName: z.string(),
  CompanyName: z.string().optional(),
  AcctNum: z.string().optional(),
  TaxIdentifier: z.string().optional(),
  Active: z.boolean().optional(),
});
export type VendorRow = z.infer<typeof VendorRow>;

export const AttachableRow = z.object({
  Id: z.string(),
  SyncToken: z.string().optional(),
  FileName: z.string().optional(),
  Note: z.string().optional(),
  Size: z.number().optional(),
  TempDownloadUri: z.string().optional(),
});

export const PreferencesRow = z.object({
  AccountingInfoPrefs: z.object({ BookCloseDate: z.string().optional() }).optional(),
  CurrencyPrefs: z.object({ HomeCurrency: Ref.optional() }).optional(),
});
export const CompanyRow = z.object({ CompanyName: z.string() });
