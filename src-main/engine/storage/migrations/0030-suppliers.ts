import type { Migration } from '../migrate.ts';

/** Documents that make a supplier known: those on their way to the ledger or in it. */
const KNOWN = `d.state IN ('posting', 'posted') AND d.supplier_key IS NOT NULL AND d.supplier_key <> ''`;
/** A value of the stored fields, where it was more probable than not. */
const field = (name: string) =>
  `CASE WHEN json_extract(e.body_json, '$.fields.${name}.p') >= 0.5 THEN json_extract(e.body_json, '$.fields.${name}.value') END`;

/**
 * The client's suppliers, the marks that their documents bear, and the three-letter parts of their names, filled from what was decided
 * before; and what people corrected, as labelled examples. A supplier takes the id of its first document. Marks and examples go with
 * their document.
 *
 * The parts of names are a plain table and not FTS5 with its trigram tokenizer: FTS5 has one index for all clients, and ranking 40,000 names
 * of 80 clients took 21 ms where this table, which begins with the client, takes 0.4 ms.
 */
export const suppliers: Migration = {
  version: 30,
  statements: [
    `CREATE TABLE suppliers (
      id TEXT PRIMARY KEY, client_id TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, address TEXT, first_seen TEXT NOT NULL,
      last_seen TEXT NOT NULL, documents INTEGER NOT NULL, approved INTEGER NOT NULL
    )`,
    `CREATE UNIQUE INDEX suppliers_by_key ON suppliers (client_id, key)`,
    `CREATE TABLE supplier_marks (
      document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, client_id TEXT NOT NULL, supplier_key TEXT NOT NULL,
      kind TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (document_id, kind, value)
    )`,
    `CREATE INDEX supplier_marks_by_value ON supplier_marks (client_id, kind, value)`,
    `CREATE INDEX supplier_marks_by_supplier ON supplier_marks (client_id, supplier_key)`,
    `CREATE TABLE supplier_trigrams (
      client_id TEXT NOT NULL, trigram TEXT NOT NULL, supplier_key TEXT NOT NULL, PRIMARY KEY (client_id, trigram, supplier_key)
    ) WITHOUT ROWID`,
    `CREATE INDEX supplier_trigrams_by_supplier ON supplier_trigrams (client_id, supplier_key)`,
    `CREATE TABLE labelled_examples (
      id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, client_id TEXT NOT NULL,
      document_version INTEGER NOT NULL, field TEXT NOT NULL, read_value TEXT, read_p REAL, typed_value TEXT NOT NULL, page INTEGER,
      box_json TEXT, models_json TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL
    )`,
    `CREATE INDEX labelled_examples_by_client ON labelled_examples (client_id, id)`,
    `CREATE INDEX labelled_examples_by_document ON labelled_examples (document_id)`,
    `INSERT INTO suppliers
      SELECT min(d.id), d.client_id, d.supplier_key, '', NULL, min(d.arrived_at), max(d.arrived_at), count(*), sum(d.touchless = 0)
      FROM documents d WHERE ${KNOWN} GROUP BY d.client_id, d.supplier_key`,
    `UPDATE suppliers SET (name, address) = (
      SELECT coalesce(d.supplier, ''), json_extract(e.body_json, '$.fields.address.value')
      FROM documents d LEFT JOIN extractions e ON e.document_id = d.id
      WHERE d.client_id = suppliers.client_id AND d.supplier_key = suppliers.key AND ${KNOWN} ORDER BY d.touchless, d.id DESC LIMIT 1
    )`,
    `INSERT INTO supplier_marks
      SELECT d.id, d.client_id, d.supplier_key, 'iban', d.iban FROM documents d WHERE ${KNOWN} AND d.iban IS NOT NULL`,
    `INSERT INTO supplier_marks
      SELECT d.id, d.client_id, d.supplier_key, 'tax number', ${field('supplierTaxId')}
      FROM documents d JOIN extractions e ON e.document_id = d.id WHERE ${KNOWN} AND ${field('supplierTaxId')} IS NOT NULL`,
    `INSERT OR IGNORE INTO supplier_trigrams
      WITH RECURSIVE places (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM places WHERE at < 120)
      SELECT client_id, substr(' ' || key || ' ', at, 3), key FROM suppliers JOIN places ON at <= length(key)`,
  ],
};
