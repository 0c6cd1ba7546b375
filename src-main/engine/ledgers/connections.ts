import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import { EngineError, SettingValues } from '../../contract/index.ts';
import type { EngineContext } from '../context.ts';
import type { LedgerConnection, LedgerConnector, LedgerPorts, LedgerVault } from '../ports.ts';
import type { LedgerConnectionsTable, Reads } from '../storage/index.ts';
import { checkSettings } from './setting-fields.ts';

export type ConnectionRow = Selectable<LedgerConnectionsTable>;
const Secrets = z.record(z.string(), z.string());

/** Entries that are written side by side to books of files; their connector gathers them into few checks. */
const PLACES_OF_FILES = 48;

type Known = { readonly connection: LedgerConnection; readonly changedAt: string };
const connections = new WeakMap<EngineContext, Map<string, Known>>();

/** `kind:address` taken apart. @throws EngineError `invalid_input` where no connector has that id */
export function connectorOf(context: EngineContext, ledger: string): { readonly connector: LedgerConnector; readonly rest: string } {
  const separator = ledger.indexOf(':');
  const kind = separator < 0 ? ledger : ledger.slice(0, separator);
  const connector = context.ledgers.get(kind);
  if (connector) return { connector, rest: ledger.slice(separator + 1) };
  throw new EngineError('invalid_input', {
    note: `There is no ledger of the kind "${kind}". There are: ${[...context.ledgers.keys()].join(', ')}.`,
    details: { field: 'ledger' },
  });
}

export async function connectionRow(db: Reads, clientId: string, ledger: string): Promise<ConnectionRow | undefined> {
  return db.selectFrom('ledger_connections').selectAll().where('client_id', '=', clientId).where('ledger', '=', ledger).executeTakeFirst();
}

/** Settings of the books of a client, secrets included; those that are told by `kind:address` alone need no row. */
export async function configOf(context: EngineContext, clientId: string, ledger: string): Promise<unknown> {
  const { connector, rest } = connectorOf(context, ledger);
  const row = await connectionRow(context.store.db, clientId, ledger);
  if (row !== undefined) return checkSettings(connector, { ...settingsOf(row), ...secretsOf(row) }).config;
  if (connector.parse !== undefined) return connector.parse(rest);
  throw new EngineError('ledger_login_failed', { note: `Connect the client's books in ${connector.title} first.` });
}

export function settingsOf(row: ConnectionRow): SettingValues {
  return SettingValues.parse(JSON.parse(row.settings_json));
}

export function secretsOf(row: ConnectionRow): Record<string, string> {
  return Secrets.parse(JSON.parse(row.secret_json));
}

/**
 * The connection to a client's books, made once and again when its settings change.
 * @throws EngineError `invalid_input`, `ledger_login_failed` where the settings are missing
 */
export async function connectionFor(context: EngineContext, clientId: string, ledger: string): Promise<LedgerConnection> {
  const known = connections.get(context) ?? new Map<string, Known>();
  connections.set(context, known);
  const row = await connectionRow(context.store.db, clientId, ledger);
  const changedAt = row?.changed_at ?? '';
  const key = `${clientId} ${ledger}`;
  const existing = known.get(key);
  if (existing?.changedAt === changedAt) return existing.connection;
  const config = await configOf(context, clientId, ledger);
  // Another call may have made it meanwhile.
  const raced = known.get(key);
  if (raced?.changedAt === changedAt) return raced.connection;
  const { connector } = connectorOf(context, ledger);
  const connection = connector.connect(config, connectionPorts(context, clientId, ledger));
  known.set(key, { connection, changedAt });
  void raced?.connection.close?.().catch(() => undefined);
  return connection;
}

/**
 * A connection for trying settings: nothing of it is kept. `secrets` begins as the vault's content and ends as what the ledger made of it
 * (a token that was renewed on the way).
 */
export function trialConnection(
  context: EngineContext,
  connector: LedgerConnector,
  config: unknown,
  secrets: Readonly<Record<string, string>>,
): { readonly connection: LedgerConnection; secrets(): Readonly<Record<string, string>> } {
  let held = secrets;
  const vault: LedgerVault = {
    read: async () => held,
    write: async (next) => {
      held = { ...next };
    },
  };
  const folder = folderOf(context, 'trial', connector.address(config));
  const connection = connector.connect(config, { clock: context.clock, log: context.log, vault, folder });
  return { connection, secrets: () => held };
}

function connectionPorts(context: EngineContext, clientId: string, ledger: string): LedgerPorts {
  return { clock: context.clock, log: context.log, vault: vaultOf(context, clientId, ledger), folder: folderOf(context, clientId, ledger) };
}

/** Addresses are no file names, so the folder is named by their hash. */
function folderOf(context: EngineContext, clientId: string, ledger: string): string {
  const name = createHash('sha256').update(`${clientId} ${ledger}`).digest('hex').slice(0, 32);
  return join(context.config.dataFolder, 'ledgers', name);
}

/** Tokens live in the encrypted store. `changed_at` stays: a rotated token is no reason to connect anew. */
function vaultOf(context: EngineContext, clientId: string, ledger: string): LedgerVault {
  return {
    async read() {
      const row = await connectionRow(context.store.db, clientId, ledger);
      return row === undefined ? {} : secretsOf(row);
    },
    async write(secrets) {
      await context.store.write(async ({ tx }) => {
        await tx
          .updateTable('ledger_connections')
          .set({ secret_json: JSON.stringify(secrets) })
          .where('client_id', '=', clientId)
          .where('ledger', '=', ledger)
          .execute();
      });
    },
  };
}

/** How many entries may be on their way to these books at once: one where suppliers could be made twice, several where they are files. */
export function placesFor(context: EngineContext, ledger: string): number {
  const known = [...(connections.get(context) ?? [])].find(([key]) => key.endsWith(` ${ledger}`));
  if (known === undefined) return 1;
  return known[1].connection.suppliers === undefined && known[1].connection.capabilities.settleMs === 0 ? PLACES_OF_FILES : 1;
}

export async function closeConnections(context: EngineContext): Promise<void> {
  const known = [...(connections.get(context)?.values() ?? [])];
  connections.delete(context);
  await Promise.allSettled(known.map(({ connection }) => connection.close?.()));
}
