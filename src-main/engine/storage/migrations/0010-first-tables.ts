import type { Migration } from '../migrate.ts';

/**
 * The tables of the first release. Text primary keys are ids of the engine; `jobs.id` grows by itself because the order of
 * enqueueing breaks ties of priority and time. The audit table refuses everything but growing by trigger (reliability, I2).
 */
export const firstTables: Migration = {
  version: 10,
  statements: [
    `CREATE TABLE clients (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, currency TEXT NOT NULL, tax_registered INTEGER NOT NULL, date_order TEXT NOT NULL,
      ledger TEXT NOT NULL, accounts_json TEXT NOT NULL, tax_codes_json TEXT NOT NULL, paid_account TEXT NOT NULL,
      payable_account TEXT NOT NULL, demo INTEGER NOT NULL, created_at TEXT NOT NULL
    )`,
    `CREATE UNIQUE INDEX clients_by_name ON clients (lower(name))`,
    `CREATE TABLE policies (
      client_id TEXT NOT NULL, version INTEGER NOT NULL, body_json TEXT NOT NULL, actor TEXT NOT NULL, created_at TEXT NOT NULL,
      PRIMARY KEY (client_id, version)
    )`,
    `CREATE TABLE sources (
      id TEXT PRIMARY KEY, client_id TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, settings_json TEXT NOT NULL,
      secret_json TEXT, cursor TEXT, removed_at TEXT, created_at TEXT NOT NULL
    )`,
    `CREATE TABLE source_items (source_id TEXT NOT NULL, key TEXT NOT NULL, seen_at TEXT NOT NULL, PRIMARY KEY (source_id, key))`,
    `CREATE TABLE arrivals (
      id TEXT PRIMARY KEY, at TEXT NOT NULL, client_id TEXT NOT NULL, source_id TEXT, via TEXT NOT NULL, name TEXT NOT NULL,
      origin TEXT NOT NULL, sha256 TEXT, outcome TEXT NOT NULL, reason TEXT, document_id TEXT
    )`,
    `CREATE INDEX arrivals_by_document ON arrivals (document_id)`,
    `CREATE INDEX arrivals_by_client ON arrivals (client_id, at)`,
    `CREATE INDEX arrivals_by_source ON arrivals (source_id, at)`,
    `CREATE TABLE blobs (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, kind TEXT NOT NULL, data_key TEXT NOT NULL, created_at TEXT NOT NULL)`,
    `CREATE TABLE documents (
      id TEXT PRIMARY KEY, client_id TEXT NOT NULL, version INTEGER NOT NULL, state TEXT NOT NULL, sha256 TEXT NOT NULL,
      name TEXT NOT NULL, size INTEGER NOT NULL, media_type TEXT NOT NULL, pages INTEGER NOT NULL, type TEXT, supplier TEXT,
      supplier_key TEXT, date TEXT, number TEXT, total_minor INTEGER, currency TEXT, iban TEXT, account TEXT, route TEXT, reason TEXT,
      group_name TEXT, severity TEXT, touchless INTEGER NOT NULL, priority INTEGER NOT NULL, search_text TEXT NOT NULL,
      problem_json TEXT, undo_until TEXT, arrived_at TEXT NOT NULL, changed_at TEXT NOT NULL
    )`,
    `CREATE UNIQUE INDEX documents_by_bytes ON documents (client_id, sha256)`,
    `CREATE INDEX documents_by_state ON documents (state, client_id, id)`,
    `CREATE INDEX documents_by_client ON documents (client_id, id)`,
    `CREATE INDEX documents_by_supplier ON documents (client_id, supplier_key, id)`,
    `CREATE INDEX documents_by_change ON documents (changed_at)`,
    `CREATE TABLE readings (
      document_id TEXT PRIMARY KEY, source TEXT NOT NULL, reader TEXT NOT NULL, body_json TEXT NOT NULL, decode_ms REAL NOT NULL,
      ocr_ms REAL NOT NULL, created_at TEXT NOT NULL
    )`,
    `CREATE TABLE pages (
      document_id TEXT NOT NULL, page INTEGER NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, sha256 TEXT NOT NULL,
      dhash TEXT NOT NULL, sharpness REAL NOT NULL, PRIMARY KEY (document_id, page)
    )`,
    `CREATE TABLE extractions (document_id TEXT PRIMARY KEY, body_json TEXT NOT NULL, typed_json TEXT NOT NULL, extract_ms REAL NOT NULL)`,
    `CREATE TABLE codings (document_id TEXT PRIMARY KEY, body_json TEXT NOT NULL, typed INTEGER NOT NULL)`,
    `CREATE TABLE coding_examples (
      client_id TEXT NOT NULL, supplier_key TEXT NOT NULL, document_id TEXT NOT NULL, account TEXT NOT NULL, tax_code TEXT NOT NULL,
      by_person INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY (client_id, supplier_key, document_id)
    )`,
    `CREATE TABLE findings (document_id TEXT PRIMARY KEY, body_json TEXT NOT NULL)`,
    `CREATE TABLE decisions (
      id TEXT PRIMARY KEY, document_id TEXT NOT NULL, kind TEXT NOT NULL, policy_version INTEGER NOT NULL, document_version INTEGER NOT NULL,
      before_json TEXT NOT NULL, note TEXT, actor TEXT NOT NULL, at TEXT NOT NULL, undone_at TEXT
    )`,
    `CREATE INDEX decisions_by_document ON decisions (document_id, id)`,
    `CREATE INDEX decisions_by_time ON decisions (at)`,
    `CREATE TABLE postings (
      key TEXT PRIMARY KEY, document_id TEXT NOT NULL, client_id TEXT NOT NULL, generation INTEGER NOT NULL, state TEXT NOT NULL,
      ledger TEXT NOT NULL, entry_json TEXT NOT NULL, entry_sha256 TEXT NOT NULL, sent_at TEXT, reference TEXT, problem TEXT,
      attempts INTEGER NOT NULL, created_at TEXT NOT NULL, posted_at TEXT
    )`,
    `CREATE UNIQUE INDEX postings_by_document ON postings (document_id, generation)`,
    `CREATE INDEX postings_by_state ON postings (state, client_id, created_at)`,
    `CREATE TABLE jobs (
      id INTEGER PRIMARY KEY AUTOINCREMENT, subject TEXT NOT NULL, step TEXT NOT NULL, input_version INTEGER NOT NULL, lane TEXT NOT NULL,
      priority INTEGER NOT NULL, due_at TEXT NOT NULL, state TEXT NOT NULL, lease_owner TEXT, lease_until TEXT, starts INTEGER NOT NULL,
      failures INTEGER NOT NULL, last_code TEXT, created_at TEXT NOT NULL, ended_at TEXT
    )`,
    `CREATE UNIQUE INDEX jobs_by_key ON jobs (subject, step, input_version)`,
    `CREATE INDEX jobs_due ON jobs (lane, state, priority DESC, due_at, id)`,
    `CREATE TABLE audit (
      sequence INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, event TEXT NOT NULL, subject TEXT NOT NULL, words TEXT NOT NULL,
      data_json TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL
    )`,
    `CREATE INDEX audit_by_subject ON audit (subject, sequence)`,
    `CREATE TRIGGER audit_is_append_only BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END`,
    // Without it INSERT OR REPLACE would change a row past the two others.
    `CREATE TRIGGER audit_grows_at_its_end BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE sequence >= NEW.sequence)
      BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END`,
    `CREATE TRIGGER audit_keeps_rows BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END`,
  ],
};
