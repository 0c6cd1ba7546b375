import { z } from 'zod';
import { Currency, DecimalText } from './money.ts';
import { LocalDate } from './time.ts';

/** Rules of EN 16931 about sums (6.4.3, "co-occurrence"): what has to add up within an e-invoice. */
export const NormRule = z.enum(['BR-CO-10', 'BR-CO-13', 'BR-CO-14', 'BR-CO-15', 'BR-CO-16']);
export type NormRule = z.infer<typeof NormRule>;

const Text = z.string().min(1).max(500);

/**
 * An e-invoice as data, in the terms of EN 16931 (BT numbers). Amounts are decimal text with the currency's digits; those of a credit note
 * are NEGATIVE, as everywhere in Tickmark, although the norm writes them positive. What the e-invoice does not say is absent.
 */
export const InvoiceData = z.object({
  /** How it is written: UN/CEFACT Cross Industry Invoice (ZUGFeRD, Factur-X, XRechnung) or OASIS UBL. */
  syntax: z.enum(['cii', 'ubl']),
  /** BT-24, the rules it follows. */
  profile: Text.optional(),
  type: z.enum(['invoice', 'credit-note']),
  /** BT-3, a code of UNTDID 1001. */
  typeCode: z.string().max(10).optional(),
  /** BT-1. */
  number: Text.optional(),
  /** BT-2, BT-9. */
  issueDate: LocalDate.optional(),
  dueDate: LocalDate.optional(),
  /** BT-72 to BT-74: when it was delivered, or the period that it is for. */
  deliveryDates: z.array(LocalDate).max(3),
  /** BT-5. */
  currency: Currency.optional(),
  seller: z.object({
    /** BT-27. */
    name: Text.optional(),
    /** BT-35 to BT-38 on one line. */
    address: Text.optional(),
    /** BT-31, without spaces; BT-32 where there is no other. */
    taxId: z.string().max(40).optional(),
  }),
  /** BT-84: accounts to pay to, without spaces. */
  ibans: z.array(z.string().max(40)).max(10),
  /** BT-109, BT-110, BT-112. */
  net: DecimalText.optional(),
  tax: DecimalText.optional(),
  total: DecimalText.optional(),
  /** BT-113, BT-115: what was paid before, and what is left to pay. */
  prepaid: DecimalText.optional(),
  due: DecimalText.optional(),
  /** BG-23: per rate its percentage (BT-119), net (BT-116) and tax (BT-117). */
  taxes: z.array(z.object({ rate: DecimalText.optional(), net: DecimalText.optional(), tax: DecimalText })).max(50),
  /** BG-25: description (BT-153), quantity (BT-129), price (BT-146), net of the line (BT-131). */
  lines: z
    .array(
      z.object({
        description: z.string().max(200),
        quantity: DecimalText.optional(),
        unitPrice: DecimalText.optional(),
        net: DecimalText,
      }),
    )
    .max(1_000),
  /** The sums whose parts are all there. */
  sums: z.array(z.object({ rule: NormRule, holds: z.boolean(), note: z.string().max(300) })).max(5),
});
export type InvoiceData = z.infer<typeof InvoiceData>;
