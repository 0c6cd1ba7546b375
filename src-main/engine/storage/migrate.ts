import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { EngineError } from '../../contract/index.ts';
import { firstTables } from './migrations/0010-first-tables.ts';
import { waysOfReading } from './migrations/0020-ways-of-reading.ts';
import { suppliers } from './migrations/0030-suppliers.ts';
import { ledgers } from './migrations/0040-ledgers.ts';

/** One step of the schema. Versions grow by ten and never change once released; a step runs in one transaction. */
export type Migration = { readonly version: number; readonly statements: readonly string[] };

/** All steps, oldest first. Adding one: `docs/recipes.md`, "add a migration". */
export const MIGRATIONS: readonly Migration[] = [firstTables, waysOfReading, suppliers, ledgers];

/**
 * Brings the schema up to date. Before the first step on existing data a copy is made beside the database (`store.before-<version>.db`),
 * so that a failed update can go back.
 * @throws EngineError `store_newer` where the data come from a later release.
 */
export function migrate(db: Database, file: string): void {
  const current = Number(db.pragma('user_version', { simple: true }));
  const newest = MIGRATIONS.at(-1)?.version ?? 0;
  if (current > newest) {
    throw new EngineError('store_newer', { details: { data: String(current), program: String(newest) } });
  }
  const pending = MIGRATIONS.filter(({ version }) => version > current);
  const copy = `${file.replace(/\.db$/, '')}.before-${newest}.db`;
  if (current > 0 && pending.length > 0 && !existsSync(copy)) db.prepare('VACUUM INTO ?').run(copy);
  for (const { version, statements } of pending) {
    db.transaction(() => {
      for (const statement of statements) db.exec(statement);
      db.pragma(`user_version = ${version}`);
    }).immediate();
  }
}
