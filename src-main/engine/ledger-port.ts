/**
 * What the engine needs from a ledger: the outside system of record that entries are posted to. Connectors implement it, the saga under
 * `engine/posting` drives it. What a ledger can do is told by which members are there, so that a capability cannot contradict the code.
 *
 * Every method throws EngineError and nothing else for what is to be expected:
 * `ledger_unreachable` (network, 5xx, no such path), `ledger_busy` (429, locked; with `retryAfterMs`), `ledger_login_failed`,
 * `ledger_rejected` (the ledger's own no, in its own words), `ledger_period_locked`, `ledger_duplicate`, `ledger_broken` (cannot take
 * anything until a person mends it), `permission_denied`, `disk_full`. A failure after which the request may still have been carried out
 * is `ledger_unreachable`: the saga settles, searches by key and only then sends again.
 */
import type { z } from 'zod';
import type { Currency, LocalDate } from '../contract/index.ts';
import type { Clock, Log } from './ports.ts';

/** Key of a posting, kept inside the ledger's document: `<document id>:g<generation>`, at most 48 characters of `[a-z0-9:_-]`. */
export type PostingKey = string & { readonly __brand: 'PostingKey' };

/** One leg of an entry. Positive amounts debit the account. `account` is the ledger's own name. */
export type EntryLeg = { readonly account: string; readonly minor: number };

/** Who the bill is from, as the document says and a person confirmed. `key` names the supplier within the client, whatever its spelling. */
export type BillSupplier = {
  readonly key: string;
  readonly name: string;
  readonly taxNumber?: string;
  readonly iban?: string;
  readonly address?: string;
};

/**
 * One line of a bill. `net` + `tax` of all lines is the bill's total; both carry its sign (negative on a credit note). `account` and
 * `taxCode` are the ledger's own names; `tax` is what is recovered, other tax stays in `net`.
 */
export type BillLine = {
  readonly description: string;
  readonly account: string;
  readonly net: number;
  readonly tax: number;
  readonly taxCode?: string;
  /** Decimal text in percent ("20", "7.7"). */
  readonly taxRate?: string;
  /** Ledger's name of the account that recovered tax is debited to. */
  readonly taxAccount?: string;
};

/** The document as a bill, for ledgers that keep bills and suppliers. Amounts are whole minor units of the entry's currency. */
export type Bill = {
  readonly kind: 'bill' | 'credit-note' | 'receipt';
  readonly supplier: BillSupplier;
  readonly dueDate?: LocalDate;
  readonly lines: readonly BillLine[];
  readonly total: number;
  /** True where it was paid on the spot from `contra`; false where it is owed and `contra` is the payable account. */
  readonly paid: boolean;
  readonly contra: string;
};

/** What is to be written. Legs sum to zero; amounts are whole minor units of `currency`. `legs` and `bill` say the same in two forms. */
export type LedgerEntry = {
  readonly key: PostingKey;
  readonly date: LocalDate;
  readonly payee: string;
  readonly number?: string;
  readonly description: string;
  readonly currency: Currency;
  readonly legs: readonly EntryLeg[];
  readonly document: { readonly name: string; readonly sha256: string; readonly mediaType?: string; readonly size?: number };
  /** Accounts and their kinds that the ledger must know; a plain-text connector declares what is missing. */
  readonly accounts: readonly { readonly account: string; readonly kind: 'expense' | 'asset' | 'liability' | 'equity' | 'income' }[];
  /** Absent only in entries that were approved before bills were kept. */
  readonly bill?: Bill;
  /** `draft` leaves the last step to a person in the ledger, where the ledger knows drafts. Absent means final. */
  readonly finish?: 'draft' | 'final';
  /** A person has seen that the ledger may hold this bill already and wants it written all the same. */
  readonly acceptsDuplicate?: boolean;
};

/** `reference` is the ledger's own id, used in later calls; `name` is what a person finds it by, where that differs. */
export type LedgerReference = { readonly reference: string; readonly name?: string; readonly state?: 'draft' | 'posted' };

/** The original, to be attached. `bytes` reads it from the store when it is really needed. */
export type LedgerFile = {
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly size: number;
  bytes(): Promise<Uint8Array>;
};

export type LedgerCapabilities = {
  /**
   * Longest time in ms that a request may go on running in the ledger after we lost it; recovery waits this long before it searches.
   * Zero where a killed writer cannot have anything running.
   */
  readonly settleMs: number;
  /** Longest time in ms that the ledger finds nothing of what it has already acknowledged (search indexes). Absent is zero. */
  readonly indexMs?: number;
  /** What can be done with a posted entry. Drafts can be deleted wherever `drafts` is true. */
  readonly undo: 'void' | 'reverse' | 'delete' | 'none';
  /** True where `create` makes a draft and `finalise` posts it. */
  readonly drafts: boolean;
  /** `false`: entries in another currency than the books' are refused before they are sent. */
  readonly foreignCurrency: boolean;
};

/** Why an entry cannot be posted as it is. `words` are for a person; `existing` is what a duplicate was found to be. */
export type EntryProblem = {
  readonly code: 'period_locked' | 'currency' | 'account' | 'tax' | 'supplier' | 'duplicate' | 'amount' | 'attachment';
  readonly words: string;
  readonly existing?: LedgerReference;
};

/** A supplier as the ledger keeps it. `externalId` is the one we gave it when we made it. */
export type SupplierRecord = {
  readonly id: string;
  readonly name: string;
  readonly taxNumber?: string;
  readonly iban?: string;
  readonly externalId?: string;
};

/** The ledger's suppliers, where it keeps them as records. */
export interface SupplierRecords {
  /** Candidates: all active records with that external id, tax number or IBAN, and those whose name is alike. The saga decides. */
  find(query: { readonly supplier: BillSupplier; readonly externalId: string }): Promise<readonly SupplierRecord[]>;
  create(supplier: BillSupplier, externalId: string): Promise<SupplierRecord>;
  /** Makes a record that was made twice by a lost request unusable. Only records that carry our external id are ever passed. */
  retire?(id: string): Promise<void>;
}

export type LedgerAttachment = { readonly id: string; readonly name: string; readonly key?: string; readonly size?: number };

/** Files of an entry, where they are stored by a call of their own. */
export interface LedgerAttachments {
  /** A larger or other file is refused before anything is sent. */
  readonly maxBytes: number;
  readonly mediaTypes: readonly string[];
  list(reference: LedgerReference): Promise<readonly LedgerAttachment[]>;
  /** Stores the file with the key beside it, so that `list` can tell it from a person's own. */
  attach(reference: LedgerReference, file: LedgerFile, key: PostingKey): Promise<LedgerAttachment>;
  remove?(reference: LedgerReference, attachment: LedgerAttachment): Promise<void>;
  /** The bytes as the ledger gives them back; for verification and tests. */
  read?(reference: LedgerReference, attachment: LedgerAttachment): Promise<Uint8Array>;
}

export type LedgerAccount = {
  /** What `Account.ledgerName` must hold. */
  readonly ref: string;
  readonly name: string;
  readonly kind?: 'expense' | 'asset' | 'liability' | 'equity' | 'income';
};
/** `rate` is decimal text in percent. */
export type LedgerTaxCode = { readonly ref: string; readonly name: string; readonly rate?: string };

/** What the books say about themselves. Read as a whole and kept by the engine with its age. */
export type LedgerLists = {
  readonly organisation: string;
  readonly currency?: Currency;
  /** Nothing may be written on or before this day. */
  readonly lockedThrough?: LocalDate;
  readonly accounts: readonly LedgerAccount[];
  readonly taxCodes: readonly LedgerTaxCode[];
  readonly suppliers: readonly SupplierRecord[];
};

/** What writing the entry would change, target by target (a file, a record). `before` is absent for what is new. */
export type LedgerPlan = { readonly changes: readonly { readonly target: string; readonly before?: string; readonly after: string }[] };

/** An entry that somebody made before, from which the coding can learn. */
export type PastEntry = { readonly date: LocalDate; readonly payee: string; readonly account: string; readonly description: string };

/** A file of entries for another program to read in. `sha256` is of its bytes; exporting it again gives the same bytes. */
export type LedgerBatch = {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly entries: number;
  readonly sha256: string;
};

/** Ledgers that are fed by files: entries are collected, and an export makes a numbered batch of those in no batch yet. */
export interface LedgerBatches {
  /** Entries that stand in no batch yet. */
  pending(): Promise<number>;
  /** Newest first. */
  list(): Promise<readonly LedgerBatch[]>;
  /** Undefined where nothing is pending. */
  export(): Promise<LedgerBatch | undefined>;
  file(id: string): Promise<{ readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }>;
}

/** One attempt to hand an entry over, for ledgers that keep a log of their own. */
export type LedgerLogLine = { readonly at: string; readonly key?: string; readonly ok: boolean; readonly words: string };

export type UndoOutcome = 'deleted' | 'voided' | 'reversed' | 'already-gone';

/** A connection to one set of books. */
export interface LedgerConnection {
  readonly capabilities: LedgerCapabilities;
  /** Checks that the books can be reached and written, creating what a new set needs. Resolves to a line for the user. */
  test(): Promise<string>;
  lists?(): Promise<LedgerLists>;
  /** Pure reads: what would keep the entry from being posted. Empty where nothing is known to. */
  preflight?(entry: LedgerEntry): Promise<readonly EntryProblem[]>;
  readonly suppliers?: SupplierRecords;
  /** All entries that carry the key, drafts and posted, not those that were voided or deleted. More than one is a legal answer. */
  findByKey(key: PostingKey): Promise<readonly LedgerReference[]>;
  /**
   * Writes the entry once, as a draft where `drafts` is true. The key must stand in the document. Where the ledger can, writing the same
   * key again returns the entry that is there. `supplier` is the id of `suppliers`; `file` is for ledgers without `attachments`.
   */
  create(entry: LedgerEntry, parts?: { readonly supplier?: string; readonly file?: LedgerFile }): Promise<LedgerReference>;
  readonly attachments?: LedgerAttachments;
  /** Posts a draft. Doing so twice changes nothing. */
  finalise?(reference: LedgerReference): Promise<LedgerReference>;
  /**
   * Takes an entry out of the books: deletes a draft, voids, reverses or deletes a posted one. Doing so twice changes nothing. `today` dates
   * a reversal. After it `findByKey` no longer finds the entry.
   */
  undo?(reference: LedgerReference, entry: LedgerEntry, how: { readonly reason: string; readonly today: LocalDate }): Promise<UndoOutcome>;
  /** Reads it back and compares totals, tax, currency, supplier, date and state; the differences in words, none where it is as written. */
  verify(reference: LedgerReference, entry: LedgerEntry): Promise<readonly string[]>;
  /** The entry as the ledger would show it, without asking the ledger. */
  preview(entry: LedgerEntry): string;
  /** The changes that `create` would make, asked of the ledger as it is now. */
  plan?(entry: LedgerEntry): Promise<LedgerPlan>;
  /** Entries that people made before, newest first, for the coding to learn from. */
  history?(): Promise<readonly PastEntry[]>;
  readonly batches?: LedgerBatches;
  log?(): Promise<readonly LedgerLogLine[]>;
  close?(): Promise<void>;
}

/** Secrets of one connection that change while it is used (tokens). `write` resolves when they are safe on the disk. */
export interface LedgerVault {
  read(): Promise<Readonly<Record<string, string>>>;
  write(secrets: Readonly<Record<string, string>>): Promise<void>;
}

export type LedgerPorts = {
  readonly clock: Clock;
  readonly log: Log;
  readonly vault: LedgerVault;
  /** A private folder for what the connector must remember itself (a register, a delivery log). Made by the connector when it is needed. */
  readonly folder: string;
};

/**
 * Signing in with the person's own browser. `url` is to be opened; `done` resolves after the redirect to the loopback address with the
 * settings that it taught (the organisation) and the secrets for the vault. Aborting `signal` closes the listener.
 */
export type LedgerSignIn = {
  readonly url: string;
  readonly done: Promise<{ readonly settings: Readonly<Record<string, string>>; readonly secrets: Readonly<Record<string, string>> }>;
};

/**
 * A kind of ledger. The settings form, the command line flags and the documentation follow from `config`: a flat zod object whose members
 * carry `.meta({ title, description, secret?: true, placeholder?: string, kind?: 'path' | 'url' | 'date' | 'columns' })`; of `columns`
 * also `columns` (contract `ColumnChoices`). Secret members are kept apart and never given out.
 */
export interface LedgerConnector<Config = unknown> {
  readonly id: string;
  readonly title: string;
  /** One or two sentences for the person who chooses: what it is, what it needs. */
  readonly about: string;
  readonly config: z.ZodType<Config>;
  /** How entries are left unless the client's settings say otherwise. */
  readonly finish: 'draft' | 'final';
  /** What names these books among all books of this kind (a path, an address and a company): no secret, stable. `<id>:<address>` is stored. */
  address(config: Config): string;
  /** Reads `--ledger id:REST`, where all settings can be told in one text. */
  parse?(rest: string): Config;
  signIn?(config: Config, ports: { readonly clock: Clock; readonly log: Log; readonly signal: AbortSignal }): Promise<LedgerSignIn>;
  connect(config: Config, ports: LedgerPorts): LedgerConnection;
}
