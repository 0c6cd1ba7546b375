/**
 * The members of Xero's answers that are used, after its public OpenAPI file (`test/fixtures/xero`). That file declares nothing as always
 * present, so that everything may be absent here that can be done without. Amounts are JSON numbers; dates are `/Date(ms+0000)/`.
 */
import { z } from 'zod';

const Text = z.string().nullish();
const Amount = z.number().nullish();
const Messages = z.array(z.object({ Message: Text })).nullish();

export const Connections = z.array(z.object({ tenantId: z.string(), tenantName: Text, tenantType: Text }));

const LineItem = z.object({ Description: Text, LineAmount: Amount, TaxAmount: Amount, TaxType: Text, AccountCode: Text, AccountID: Text });

/** How far a list goes. */
const Paged = z.object({ pagination: z.object({ pageCount: z.number().int() }).nullish() });

/** What invoices and credit notes share. */
const Document = z.object({
  Type: Text,
  Status: Text,
  Contact: z.object({ ContactID: Text, Name: Text }).nullish(),
  Date: Text,
  DueDate: Text,
  CurrencyCode: Text,
  LineItems: z.array(LineItem).nullish(),
  SubTotal: Amount,
  TotalTax: Amount,
  Total: Amount,
  HasErrors: z.boolean().nullish(),
  StatusAttributeString: Text,
  ValidationErrors: Messages,
});

export const Invoices = Paged.extend({
  Invoices: z.array(Document.extend({ InvoiceID: Text, InvoiceNumber: Text, Url: Text, AmountPaid: Amount, AmountCredited: Amount })),
});
export const CreditNotes = Paged.extend({
  CreditNotes: z.array(Document.extend({ CreditNoteID: Text, CreditNoteNumber: Text, RemainingCredit: Amount })),
});

const Contact = z.object({
  ContactID: Text,
  ContactNumber: Text,
  ContactStatus: Text,
  Name: Text,
  TaxNumber: Text,
  BankAccountDetails: Text,
  HasValidationErrors: z.boolean().nullish(),
  StatusAttributeString: Text,
  ValidationErrors: Messages,
});
export type Contact = z.infer<typeof Contact>;
export const Contacts = Paged.extend({ Contacts: z.array(Contact) });

const Attachment = z.object({ AttachmentID: Text, FileName: Text, MimeType: Text, ContentLength: z.number().nullish() });
export const Attachments = z.object({ Attachments: z.array(Attachment) });

export const Accounts = z.object({
  Accounts: z.array(z.object({ AccountID: Text, Code: Text, Name: Text, Status: Text, Class: Text, Type: Text })),
});
export const TaxRates = z.object({
  TaxRates: z.array(
    z.object({ Name: Text, TaxType: Text, Status: Text, CanApplyToExpenses: z.boolean().nullish(), EffectiveRate: Amount }),
  ),
});
export const Currencies = z.object({ Currencies: z.array(z.object({ Code: Text })).default([]) });
export const Organisations = z.object({
  Organisations: z.array(z.object({ Name: Text, BaseCurrency: Text, PeriodLockDate: Text, EndOfYearLockDate: Text })).min(1),
});

/** True after the last page. A page may be smaller than was asked for, so that only the count of pages or an empty one is the end. */
export function isLastPage(page: number, items: number, { pagination }: z.infer<typeof Paged>): boolean {
  return items === 0 || (pagination ? page >= pagination.pageCount : false);
}

/** How Xero says no: with status 400, and in an element of an answer with status 200. */
export const Refusal = z.object({
  ErrorNumber: z.number().nullish(),
  Type: Text,
  Message: Text,
  Title: Text,
  Detail: Text,
  Elements: z.array(z.object({ ValidationErrors: Messages })).nullish(),
});
