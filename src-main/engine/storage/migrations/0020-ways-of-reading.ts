import type { Migration } from '../migrate.ts';

/**
 * Which tiers a document was read with, settings of the machine as versions, and the reader a person asked for. The index holds all that
 * the numbers of reading need: `body_json` before those columns would have to be walked through otherwise.
 */
export const waysOfReading: Migration = {
  version: 20,
  statements: [
    `ALTER TABLE readings ADD COLUMN tiers_json TEXT NOT NULL DEFAULT '{}'`,
    `CREATE INDEX readings_by_time ON readings (created_at, tiers_json)`,
    `ALTER TABLE documents ADD COLUMN wanted_reader TEXT`,
    `CREATE TABLE settings (version INTEGER PRIMARY KEY, body_json TEXT NOT NULL, actor TEXT NOT NULL, created_at TEXT NOT NULL)`,
  ],
};
