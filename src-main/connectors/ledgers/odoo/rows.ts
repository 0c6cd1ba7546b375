/** Rows of Odoo's models, only the fields that are used. Empty fields come as `false`, relations as `[id, name]` (odoo/odoo `odoo/fields.py`). */
import { z } from 'zod';

const text = z.union([z.string(), z.literal(false)]).transform((value) => (value === false ? undefined : value));
const relation = z
  .union([z.tuple([z.int(), z.string()]), z.literal(false)])
  .transform((value) => (value === false ? undefined : { id: value[0], name: value[1] }));

/** `account.move`: bills (`in_invoice`), credit notes (`in_refund`) and receipts (`in_receipt`). */
export const MoveRow = z.object({
  id: z.int(),
  name: text,
  state: z.enum(['draft', 'posted', 'cancel']),
  move_type: z.string(),
  ref: text,
  invoice_origin: text,
  invoice_date: text,
  date: text,
  partner_id: relation,
  currency_id: relation,
  amount_total: z.number(),
  amount_tax: z.number(),
  invoice_line_ids: z.array(z.int()),
  payment_state: text,
  posted_before: z.boolean(),
});
export type MoveRow = z.infer<typeof MoveRow>;
export const MOVE_FIELDS = Object.keys(MoveRow.shape);

export const TaxLineRow = z.object({ id: z.int(), amount_currency: z.number() });
export const AccountRow = z.object({ id: z.int(), code: text, name: z.string(), internal_group: text });
export const TaxRow = z.object({ id: z.int(), name: z.string(), amount: z.number(), amount_type: z.string(), price_include: z.boolean() });
export type TaxRow = z.infer<typeof TaxRow>;
export const CurrencyRow = z.object({ id: z.int(), name: z.string() });
export const CompanyRow = z.object({ id: z.int(), name: z.string(), currency_id: relation });
export const PartnerRow = z.object({ id: z.int(), name: text, vat: text, ref: text });
export const BankRow = z.object({ partner_id: relation, acc_number: text });
export const AttachmentRow = z.object({ id: z.int(), name: z.string(), description: text, file_size: z.int().catch(0) });
export const BytesRow = z.object({ id: z.int(), datas: text });
export const LineRow = z.object({ date: text, partner_id: relation, account_id: relation, name: text });

/** Ids of created records, in the order of what was given. */
export const Ids = z.array(z.int());
/** Of methods whose answer says nothing (True, False, None, or an action for the web client). */
export const Anything = z.unknown();
/** `fields_get`: which fields a model of this version has. */
export const Fields = z.record(z.string(), z.unknown());
