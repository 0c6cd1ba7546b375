import type { Generated } from 'kysely';
import type { DocumentState, ErrorCode, Finish, PostingStage, PostingState, Severity } from '../../contract/index.ts';

/**
 * The shape of every table, by room. A room reads and writes its own tables only and asks other rooms through their `index.ts`.
 * Booleans are 0 and 1, instants are ISO text (text order is time order), amounts are whole minor units, `*_json` columns hold JSON that
 * is parsed with its schema on load. Nothing here is special to SQLite, so that a PostgreSQL store stays possible.
 */
export type Tables = {
  // clients
  clients: ClientsTable;
  // controls
  policies: PoliciesTable;
  // intake
  sources: SourcesTable;
  source_items: SourceItemsTable;
  arrivals: ArrivalsTable;
  // storage
  blobs: BlobsTable;
  // documents
  documents: DocumentsTable;
  // reading
  readings: ReadingsTable;
  pages: PagesTable;
  // extraction, coding, controls
  extractions: ExtractionsTable;
  codings: CodingsTable;
  coding_examples: CodingExamplesTable;
  findings: FindingsTable;
  // suppliers
  suppliers: SuppliersTable;
  supplier_marks: SupplierMarksTable;
  supplier_trigrams: SupplierTrigramsTable;
  // review
  labelled_examples: LabelledExamplesTable;
  decisions: DecisionsTable;
  // ledgers
  ledger_connections: LedgerConnectionsTable;
  ledger_books: LedgerBooksTable;
  ledger_suppliers: LedgerSuppliersTable;
  // posting
  postings: PostingsTable;
  posting_steps: PostingStepsTable;
  // pipeline
  jobs: JobsTable;
  // settings
  settings: SettingsTable;
  // audit
  audit: AuditTable;
};

export type ClientsTable = {
  id: string;
  name: string;
  currency: string;
  tax_registered: number;
  date_order: string;
  ledger: string;
  finish: Finish;
  accounts_json: string;
  tax_codes_json: string;
  paid_account: string;
  payable_account: string;
  demo: number;
  created_at: string;
};

/** Settings of the books named by `ledger` ("kind:address"). `secret_json` is never given out; connectors write rotated tokens there. */
export type LedgerConnectionsTable = {
  client_id: string;
  ledger: string;
  id: string;
  kind: string;
  settings_json: string;
  secret_json: string;
  created_at: string;
  changed_at: string;
};

/** What the books said when they were last asked (`body_json`), and why they could not be asked since. */
export type LedgerBooksTable = {
  client_id: string;
  ledger: string;
  body_json: string | null;
  at: string | null;
  problem: string | null;
  compared_at: string | null;
};

/** Which record of the ledger a supplier of ours is, and how that is known. */
export type LedgerSuppliersTable = {
  client_id: string;
  ledger: string;
  supplier_key: string;
  ledger_id: string;
  name: string;
  how: 'external id' | 'tax number' | 'iban' | 'created' | 'person';
  actor: string;
  at: string;
};

export type PoliciesTable = { client_id: string; version: number; body_json: string; actor: string; created_at: string };

/** `secret_json` holds passwords: the database is encrypted, and no procedure ever returns this column. */
export type SourcesTable = {
  id: string;
  client_id: string;
  kind: string;
  title: string;
  settings_json: string;
  secret_json: string | null;
  cursor: string | null;
  removed_at: string | null;
  created_at: string;
};

/** Keys of what a source handed over, so that a rescan is cheap. */
export type SourceItemsTable = { source_id: string; key: string; seen_at: string };

/** The intake ledger: one row for everything that ever arrived, never changed. */
export type ArrivalsTable = {
  id: string;
  at: string;
  client_id: string;
  source_id: string | null;
  via: 'folder' | 'mailbox' | 'upload' | 'command';
  name: string;
  origin: string;
  sha256: string | null;
  outcome: 'document' | 'duplicate' | 'ignored' | 'message';
  reason: string | null;
  document_id: string | null;
};

/** `data_key` is the blob's own AES-256 key in base64; deleting the row erases the blob for good. */
export type BlobsTable = { sha256: string; size: number; kind: 'original' | 'page' | 'message'; data_key: string; created_at: string };

export type DocumentsTable = {
  id: string;
  client_id: string;
  version: number;
  state: DocumentState;
  sha256: string;
  name: string;
  size: number;
  media_type: string;
  pages: number;
  type: string | null;
  supplier: string | null;
  supplier_key: string | null;
  date: string | null;
  number: string | null;
  total_minor: number | null;
  currency: string | null;
  iban: string | null;
  account: string | null;
  route: string | null;
  reason: string | null;
  group_name: string | null;
  severity: Severity | null;
  touchless: number;
  priority: number;
  search_text: string;
  problem_json: string | null;
  undo_until: string | null;
  arrived_at: string;
  changed_at: string;
  /** The reader that a person asked for; null follows the settings. */
  wanted_reader: string | null;
};

export type ReadingsTable = {
  document_id: string;
  source: string;
  reader: string;
  body_json: string;
  decode_ms: number;
  ocr_ms: number;
  created_at: string;
  /** Uses of each tier; `{}` for readings of the first release. */
  tiers_json: string;
};

export type PagesTable = {
  document_id: string;
  page: number;
  width: number;
  height: number;
  sha256: string;
  dhash: string;
  sharpness: number;
};

/** `typed_json` lists the fields whose value a person gave: a new reading never overwrites them. */
export type ExtractionsTable = { document_id: string; body_json: string; typed_json: string; extract_ms: number };

export type CodingsTable = { document_id: string; body_json: string; typed: number };

/** What a person (or a cleared document) coded for a supplier; the supplier's own history outranks the classifier. */
export type CodingExamplesTable = {
  client_id: string;
  supplier_key: string;
  document_id: string;
  account: string;
  tax_code: string;
  by_person: number;
  at: string;
};

export type FindingsTable = { document_id: string; body_json: string };

/**
 * A supplier is known by the documents on their way to the ledger or in it: `documents` counts them, `approved` those that a person approved.
 * `name` is the books' own: of the latest document that a person approved, else of the latest. `key` is `supplierKey(name)`.
 */
export type SuppliersTable = {
  id: string;
  client_id: string;
  key: string;
  name: string;
  address: string | null;
  first_seen: string;
  last_seen: string;
  documents: number;
  approved: number;
};

/** What a known supplier's documents bear beside the name. */
export type SupplierMarksTable = {
  document_id: string;
  client_id: string;
  supplier_key: string;
  kind: 'tax number' | 'iban' | 'domain';
  value: string;
};

/** Three-letter parts of the keys, with a space before and behind, by which misread names are found. */
export type SupplierTrigramsTable = { client_id: string; trigram: string; supplier_key: string };

/**
 * A value that a person typed over a read one; no model learns from it yet. An empty `typed_value` means "not on the document"; `read_value`
 * is null where nothing was read, `page` and `box_json` are where it stood. `document_version` is that of the decision which undo looks for.
 */
export type LabelledExamplesTable = {
  id: string;
  document_id: string;
  client_id: string;
  document_version: number;
  field: string;
  read_value: string | null;
  read_p: number | null;
  typed_value: string;
  page: number | null;
  box_json: string | null;
  models_json: string;
  actor: string;
  at: string;
};

/** `before_json` is what undo restores. */
export type DecisionsTable = {
  id: string;
  document_id: string;
  kind: 'approve' | 'correct' | 'reject' | 'clear';
  policy_version: number;
  document_version: number;
  before_json: string;
  note: string | null;
  actor: string;
  at: string;
  undone_at: string | null;
};

export type PostingsTable = {
  key: string;
  document_id: string;
  client_id: string;
  generation: number;
  state: PostingState;
  ledger: string;
  entry_json: string;
  entry_sha256: string;
  sent_at: string | null;
  reference: string | null;
  problem: string | null;
  attempts: number;
  created_at: string;
  posted_at: string | null;
  stage: PostingStage;
  /** What a person finds it by in the ledger, where that differs from the reference. */
  reference_name: string | null;
  is_draft: number;
  /** The ledger's id of the supplier. */
  supplier_id: string | null;
  /** Suppliers that a person is to choose from. */
  choices_json: string | null;
  problem_code: ErrorCode | null;
  /** Why and to what end it is being taken out of the ledger. */
  undo_json: string | null;
  /** Differences from the ledger that a person has accepted, word for word. */
  accepted: string | null;
  compared_at: string | null;
};

/** The way of an entry, for people; `sequence` counts from 1. */
export type PostingStepsTable = { posting_key: string; sequence: number; at: string; stage: PostingStage; words: string };

/** `starts` counts starts since the last clean end, so that a crash counts; `failures` counts clean failures and sets the back-off. */
export type JobsTable = {
  id: Generated<number>;
  subject: string;
  step: string;
  input_version: number;
  lane: string;
  priority: number;
  due_at: string;
  state: 'due' | 'running' | 'done' | 'quarantined' | 'cancelled';
  lease_owner: string | null;
  lease_until: string | null;
  starts: number;
  failures: number;
  last_code: string | null;
  created_at: string;
  ended_at: string | null;
  /** What shares a place limit within the lane (a ledger); null shares none. */
  group_name: string | null;
};

/** Settings of the machine; the highest version holds. */
export type SettingsTable = { version: number; body_json: string; actor: string; created_at: string };

export type AuditTable = {
  sequence: number;
  at: string;
  actor: string;
  event: string;
  subject: string;
  words: string;
  data_json: string;
  previous_hash: string;
  hash: string;
};
