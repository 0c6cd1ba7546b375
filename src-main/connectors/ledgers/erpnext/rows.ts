/** Documents of ERPNext, only the fields that are used. Empty fields are null, absent or ''. Field names after the doctypes' JSON in frappe/erpnext. */
import { z } from 'zod';

const text = z
  .string()
  .nullish()
  .transform((value) => (value === null || value === '' ? undefined : value));

/** `Purchase Invoice`: 0 is a draft, 1 submitted, 2 cancelled. Returns (credit notes) have negative totals. */
export const InvoiceRow = z.object({
  name: z.string(),
  docstatus: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  is_return: z.number().catch(0),
  supplier: z.string(),
  bill_no: text,
  posting_date: text,
  currency: z.string(),
  grand_total: z.number(),
  total_taxes_and_charges: z.number().nullish(),
  remarks: text,
});
export type InvoiceRow = z.infer<typeof InvoiceRow>;
export const INVOICE_FIELDS = Object.keys(InvoiceRow.shape);

export const CompanyRow = z.object({ name: z.string(), default_currency: text, cost_center: text, accounts_frozen_till_date: text });
export const CompanyName = z.object({ name: z.string() });
export const AccountRow = z.object({
  name: z.string(),
  root_type: text,
  account_type: text,
  tax_rate: z.number().nullish(),
});
export const SupplierRow = z.object({ name: z.string(), supplier_name: text, tax_id: text, supplier_details: text });
export const BankRow = z.object({ party: text, iban: text });
export const FileRow = z.object({ name: z.string(), file_name: z.string(), file_size: z.number().nullish(), file_url: text });
export const SettingsRow = z.object({ acc_frozen_upto: text });
export const ClosingRow = z.object({ period_end_date: text, posting_date: text });
export const GroupRow = z.object({ name: z.string() });
