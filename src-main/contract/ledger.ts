import { z } from 'zod';
import { AccountKind, Finish } from './client.ts';
import { COLUMN_FORMATS } from './column-format.ts';
import { ClientId } from './ids.ts';
import { Currency, DecimalText } from './money.ts';
import { Instant, LocalDate } from './time.ts';

/** A setting whose choices stand for marks: `comma` for `,`. */
const MarkSetting = z.object({ setting: z.string(), marks: z.record(z.string(), z.string()) });

/** What an editor of a mapping (`column-text.ts`) offers: what may stand in a column, and mappings to begin with. */
export const ColumnChoices = z.object({
  values: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      description: z.string().optional(),
      /** What stands behind the colon; absent where nothing does. */
      format: z.enum(COLUMN_FORMATS).optional(),
      /** Of the sample row: a day as `YYYY-MM-DD`, an amount with a point. */
      example: z.string(),
      /** One of `groups`. */
      group: z.string().optional(),
    }),
  ),
  /** Values of two groups do not stand in one mapping, and one group must. `label` says what a row is then. */
  groups: z.array(z.object({ id: z.string(), label: z.string() })).default([]),
  /** `id` may stand for `text` in the setting. */
  presets: z.array(z.object({ id: z.string(), label: z.string(), text: z.string() })),
  /** Settings of the same form that change how a row looks. */
  separator: MarkSetting.optional(),
  decimalMark: MarkSetting.optional(),
});
export type ColumnChoices = z.infer<typeof ColumnChoices>;

/** A setting of a connector, as a form shows it and a command line flag takes it. `name` is the flag and the key of the answer. */
export const SettingField = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string().optional(),
  kind: z.enum(['text', 'secret', 'number', 'switch', 'choice', 'path', 'url', 'date', 'columns']),
  /** Of `columns`: what its editor offers. The value stays text. */
  columns: ColumnChoices.optional(),
  choices: z.array(z.object({ id: z.string(), label: z.string() })).optional(),
  required: z.boolean(),
  placeholder: z.string().optional(),
  /** Text of the default, as it would be typed. */
  initial: z.string().optional(),
});
export type SettingField = z.infer<typeof SettingField>;

/** What a form sends back: texts as typed, switches as booleans. Parsed by the connector's own schema. */
export const SettingValues = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
export type SettingValues = z.infer<typeof SettingValues>;

/** A kind of ledger that a client's books can be kept in. */
export const LedgerKind = z.object({
  id: z.string(),
  title: z.string(),
  about: z.string(),
  fields: z.array(SettingField),
  finish: Finish,
  /** True where a person signs in with the browser instead of typing a secret. */
  signsIn: z.boolean(),
});
export type LedgerKind = z.infer<typeof LedgerKind>;

/** Rows of `LedgerBooks`: what the ledger holds, by its own names. `ref` is what `Account.ledgerName` and `TaxCode.ledgerCode` hold. */
export const LedgerAccountInfo = z.object({ ref: z.string(), name: z.string(), kind: AccountKind.optional() });
export const LedgerTaxCodeInfo = z.object({ ref: z.string(), name: z.string(), rate: DecimalText.optional() });
export const LedgerSupplierInfo = z.object({
  id: z.string(),
  name: z.string(),
  taxNumber: z.string().optional(),
  /** The supplier of this client that it was found to be. */
  linkedTo: z.string().optional(),
});

/** What the books said about themselves when they were last asked. */
export const LedgerBooks = z.object({
  organisation: z.string(),
  currency: Currency.optional(),
  lockedThrough: LocalDate.optional(),
  accounts: z.array(LedgerAccountInfo),
  taxCodes: z.array(LedgerTaxCodeInfo),
  suppliers: z.array(LedgerSupplierInfo),
  /** When it was asked. */
  at: Instant,
});
export type LedgerBooks = z.infer<typeof LedgerBooks>;

/** What a connection can do, in the words that decide what a page offers. */
export const LedgerAbilities = z.object({
  drafts: z.boolean(),
  attachments: z.boolean(),
  suppliers: z.boolean(),
  lists: z.boolean(),
  undo: z.enum(['void', 'reverse', 'delete', 'none']),
  batches: z.boolean(),
  history: z.boolean(),
  log: z.boolean(),
});
export type LedgerAbilities = z.infer<typeof LedgerAbilities>;

/** A client's ledger. `settings` never holds a secret; `secrets` names those that are kept. */
export const LedgerConnectionInfo = z.object({
  clientId: ClientId,
  kind: z.string(),
  title: z.string(),
  address: z.string(),
  settings: SettingValues,
  secrets: z.array(z.string()),
  finish: Finish,
  abilities: LedgerAbilities,
  books: LedgerBooks.optional(),
  /** Why the last question to the ledger failed, in words. */
  problem: z.string().optional(),
  /** When its entries were last compared with what was posted. */
  comparedAt: Instant.optional(),
});
export type LedgerConnectionInfo = z.infer<typeof LedgerConnectionInfo>;

/** A change that posting would make: `before` is absent for what is new. */
export const PlannedChange = z.object({ target: z.string(), before: z.string().optional(), after: z.string() });
export type PlannedChange = z.infer<typeof PlannedChange>;

/** A dry run: what would be written, and what would keep it from being written. */
export const PostingPlan = z.object({
  ledger: z.string(),
  finish: Finish,
  changes: z.array(PlannedChange),
  problems: z.array(z.object({ code: z.string(), words: z.string() })),
});
export type PostingPlan = z.infer<typeof PostingPlan>;

/** A file of entries for another program. */
export const LedgerBatchInfo = z.object({ id: z.string(), name: z.string(), createdAt: Instant, entries: z.int(), sha256: z.string() });
export type LedgerBatchInfo = z.infer<typeof LedgerBatchInfo>;

export const LedgerLogInfo = z.object({ at: Instant, key: z.string().optional(), ok: z.boolean(), words: z.string() });
export type LedgerLogInfo = z.infer<typeof LedgerLogInfo>;

/** What a comparison of posted entries with the ledger found. */
export const Comparison = z.object({
  at: Instant,
  compared: z.int(),
  /** Keys of entries that were changed or deleted there since. */
  drifted: z.array(z.string()),
  /** Entries that could not be asked about now. */
  failed: z.int(),
});
export type Comparison = z.infer<typeof Comparison>;

/** A sign-in with the browser: open `url`; then ask for its state until it is done. */
export const SignInState = z.object({
  id: z.string(),
  url: z.string(),
  state: z.enum(['waiting', 'done', 'failed']),
  words: z.string().optional(),
});
export type SignInState = z.infer<typeof SignInState>;
