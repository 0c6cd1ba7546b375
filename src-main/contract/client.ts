import { z } from 'zod';
import { ErrorInfo } from './errors.ts';
import { ClientId, SourceId } from './ids.ts';
import { Currency, DecimalText } from './money.ts';
import { Instant, LocalDate } from './time.ts';

/** How far the last step of posting goes: a draft that a person finishes in the ledger, or a final entry. */
export const Finish = z.enum(['draft', 'final']);
export type Finish = z.infer<typeof Finish>;

/** What an account is, in the words of double entry. */
export const AccountKind = z.enum(['expense', 'asset', 'liability', 'equity', 'income']);
export type AccountKind = z.infer<typeof AccountKind>;

/** An account of a client's chart. `code` is what people type, `ledgerName` what the ledger calls it. */
export const Account = z.object({
  code: z.string().regex(/^[0-9A-Za-z.-]{1,12}$/, 'letters, digits, dot and dash, 12 at most'),
  name: z.string().trim().min(1).max(80),
  ledgerName: z
    .string()
    .regex(
      /^[\p{L}\p{N}][\p{L}\p{N} &'.,()/%+#_-]*(:[\p{L}\p{N}][\p{L}\p{N} &'.,()/%+#_-]*)*$/u,
      'names parted by ":", for example expenses:travel',
    )
    .refine((name) => !/ {2}| :|: | $/.test(name), 'single spaces only')
    .max(120),
  kind: AccountKind,
  /** Categories of the text classifier that lead here by default. */
  categories: z.array(z.string()).default([]),
  active: z.boolean().default(true),
});
export type Account = z.infer<typeof Account>;

/** What happens with the tax of a bill. `recoverable` tax is posted to `account`, other tax stays in the expense. */
export const TaxCode = z.object({
  code: z.string().regex(/^[0-9A-Za-z.-]{1,12}$/),
  name: z.string().trim().min(1).max(80),
  rate: DecimalText.optional(),
  recoverable: z.boolean(),
  account: z.string().optional(),
  /** What the ledger calls this tax, where it keeps tax codes. */
  ledgerCode: z.string().trim().min(1).max(80).optional(),
});
export type TaxCode = z.infer<typeof TaxCode>;

/** A business whose books are kept. `ledger` is `id:rest`, for example `hledger:/books/harbour.journal`. */
export const Client = z.object({
  id: ClientId,
  name: z.string(),
  currency: Currency,
  taxRegistered: z.boolean(),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']),
  ledger: z.string(),
  /** Whether entries are left as drafts in the ledger, where it knows drafts. */
  finish: Finish,
  accounts: z.array(Account),
  taxCodes: z.array(TaxCode),
  /** Ledger account that a paid receipt is credited to, and the one for bills still to be paid. Codes of the chart. */
  paidAccount: z.string(),
  payableAccount: z.string(),
  demo: z.boolean(),
  createdAt: Instant,
});
export type Client = z.infer<typeof Client>;

const NAME_WORDS = 'a name of 1 to 120 characters, in one line';
const ClientName = z
  .string()
  .trim()
  .min(1, NAME_WORDS)
  .max(120, NAME_WORDS)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, NAME_WORDS);

export const NewClient = z.object({
  name: ClientName,
  currency: Currency,
  watch: z.string().trim().min(1).optional(),
  ledger: z.string().regex(/^[a-z][a-z0-9-]*:.+$/, 'a ledger such as hledger:/books/client.journal'),
  taxRegistered: z.boolean().default(true),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']).default('dmy'),
});
export type NewClient = z.infer<typeof NewClient>;

/** What a client's owner or bookkeeper may change later. */
export const ClientChange = Client.pick({
  taxRegistered: true,
  dateOrder: true,
  accounts: true,
  taxCodes: true,
  paidAccount: true,
  payableAccount: true,
  finish: true,
})
  .extend({ name: ClientName, ledger: NewClient.shape.ledger })
  .partial();
export type ClientChange = z.infer<typeof ClientChange>;

/** A client with the figures that a bookkeeper looks at. */
export const ClientOverview = z.object({
  client: Client,
  toReview: z.int(),
  inProgress: z.int(),
  oldestWaiting: Instant.optional(),
  arrivedThisMonth: z.int(),
  arrivedLastMonth: z.int(),
  posted: z.int(),
  failedPostings: z.int(),
});
export type ClientOverview = z.infer<typeof ClientOverview>;

/** A watched folder or mailbox. `settings` never holds a password. `problem` is what keeps it from working now. */
export const Source = z.object({
  id: SourceId,
  clientId: ClientId,
  kind: z.string(),
  title: z.string(),
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  problem: ErrorInfo.optional(),
  lastSeenAt: Instant.optional(),
  arrived: z.int(),
});
export type Source = z.infer<typeof Source>;

export const MailboxSettings = z.object({
  host: z.string().trim().min(1, 'the name of the mail server'),
  port: z.int().min(1).max(65_535).default(993),
  security: z.enum(['tls', 'starttls', 'plain-loopback']).default('tls'),
  user: z.string().trim().min(1, 'the user name'),
  password: z.string().min(1, 'the password'),
  folder: z.string().trim().min(1).default('INBOX'),
});
export type MailboxSettings = z.infer<typeof MailboxSettings>;

/**
 * The rules that turn findings and probabilities into a route. Kept per client, versioned; each decision names the version.
 * Amounts are decimal text in the client's currency.
 */
export const Policy = z.object({
  /** Lowest probability at which a field passes without a person. */
  minimum: z
    .object({
      supplier: z.number().min(0).max(1).default(0.8),
      date: z.number().min(0).max(1).default(0.8),
      total: z.number().min(0).max(1).default(0.8),
      /** Of the tax, where it is recovered: a wrong one is a wrong claim. */
      tax: z.number().min(0).max(1).default(0.7),
      currency: z.number().min(0).max(1).default(0.5),
      account: z.number().min(0).max(1).default(0.4),
      /** Of supplier, date, currency and total all being right. */
      whole: z.number().min(0).max(1).default(0.7),
    })
    .prefault({}),
  /** A paid receipt of a new supplier may pass up to this amount; a bill to be paid always waits. */
  newSupplierLimit: DecimalText.default('150.00'),
  /** Documents above this amount always wait. */
  reviewAbove: DecimalText.default('2000.00'),
  /** Supplier names that always wait. */
  alwaysReview: z.array(z.string()).default([]),
  /** Controls that are switched off, by id. Switching one off is written to the audit. */
  disabledChecks: z.array(z.string()).default([]),
  /** Older documents wait. */
  staleMonths: z.int().min(1).max(120).default(12),
  /** An amount this many times the supplier's median is unusual. */
  unusualFactor: z.number().min(1.5).max(100).default(4),
  /** How long an approval can be taken back before it is written to the ledger. */
  undoSeconds: z.int().min(0).max(3600).default(6),
  /** How much work reading may cost: the second reader looks only at rows that decide something and that the first was unsure of. */
  reading: z
    .object({
      secondReader: z.enum(['doubtful', 'never']).default('doubtful'),
      /** Rows of one page that the second reader may look at. */
      maxSecondRows: z.int().min(0).max(200).default(12),
      /** Milliseconds that the second reader may take on one page. */
      budgetMs: z.int().min(0).max(60_000).default(5000),
    })
    .prefault({}),
});
export type Policy = z.infer<typeof Policy>;

/** A control as the policy screen lists it. */
export const CheckInfo = z.object({ id: z.string(), title: z.string(), explanation: z.string() });
export type CheckInfo = z.infer<typeof CheckInfo>;

/** A supplier as the client's history knows it. */
export const SupplierInfo = z.object({
  name: z.string(),
  documents: z.int(),
  lastDate: LocalDate.optional(),
  account: z.string().optional(),
});
export type SupplierInfo = z.infer<typeof SupplierInfo>;
