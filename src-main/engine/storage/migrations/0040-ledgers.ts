import type { Migration } from '../migrate.ts';

/**
 * Ledgers with settings and secrets of their own, what their books said last, which of their suppliers is which of ours, and the finer way of
 * an entry: stages, steps with times, choices for a person, drift. Postings of earlier releases get the stage that their state implies.
 * Jobs get a group, so that one slow ledger cannot fill the lane of all.
 */
export const ledgers: Migration = {
  version: 40,
  statements: [
    `CREATE TABLE ledger_connections (
      client_id TEXT NOT NULL, ledger TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, settings_json TEXT NOT NULL,
      secret_json TEXT NOT NULL, created_at TEXT NOT NULL, changed_at TEXT NOT NULL, PRIMARY KEY (client_id, ledger)
    )`,
    `CREATE TABLE ledger_books (
      client_id TEXT NOT NULL, ledger TEXT NOT NULL, body_json TEXT, at TEXT, problem TEXT, compared_at TEXT, PRIMARY KEY (client_id, ledger)
    )`,
    `CREATE TABLE ledger_suppliers (
      client_id TEXT NOT NULL, ledger TEXT NOT NULL, supplier_key TEXT NOT NULL, ledger_id TEXT NOT NULL, name TEXT NOT NULL, how TEXT NOT NULL,
      actor TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (client_id, ledger, supplier_key)
    )`,
    `CREATE TABLE posting_steps (
      posting_key TEXT NOT NULL, sequence INTEGER NOT NULL, at TEXT NOT NULL, stage TEXT NOT NULL, words TEXT NOT NULL,
      PRIMARY KEY (posting_key, sequence)
    ) WITHOUT ROWID`,
    `ALTER TABLE postings ADD COLUMN stage TEXT NOT NULL DEFAULT 'queued'`,
    `ALTER TABLE postings ADD COLUMN reference_name TEXT`,
    `ALTER TABLE postings ADD COLUMN is_draft INTEGER NOT NULL DEFAULT 0`,
    `ALTER TABLE postings ADD COLUMN supplier_id TEXT`,
    `ALTER TABLE postings ADD COLUMN choices_json TEXT`,
    `ALTER TABLE postings ADD COLUMN problem_code TEXT`,
    `ALTER TABLE postings ADD COLUMN undo_json TEXT`,
    `ALTER TABLE postings ADD COLUMN accepted TEXT`,
    `ALTER TABLE postings ADD COLUMN compared_at TEXT`,
    `UPDATE postings SET stage = CASE
      WHEN state = 'verified' THEN 'verified' WHEN reference IS NOT NULL THEN 'posted' WHEN sent_at IS NOT NULL THEN 'create_sent' ELSE 'queued' END`,
    `CREATE INDEX postings_to_compare ON postings (client_id, ledger, state, compared_at)`,
    `ALTER TABLE clients ADD COLUMN finish TEXT NOT NULL DEFAULT 'final'`,
    `ALTER TABLE jobs ADD COLUMN group_name TEXT`,
  ],
};
