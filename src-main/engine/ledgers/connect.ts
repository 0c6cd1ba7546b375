import { EngineError, type Finish, type LedgerConnectionInfo, type LedgerKind, type SettingValues } from '../../contract/index.ts';
import { changeClient, getClient, listClients } from '../clients/index.ts';
import { type EngineContext, record } from '../context.ts';
import { wakeJobs } from '../pipeline/index.ts';
import type { LedgerConnection, LedgerConnector } from '../ports.ts';
import { knownBooks, refreshBooks } from './books.ts';
import { connectionFor, connectionRow, connectorOf, secretsOf, settingsOf, trialConnection } from './connections.ts';
import { checkSettings, settingFields } from './setting-fields.ts';
import type { SignIns } from './sign-in.ts';

/** Every kind of ledger, with the form that its settings make. */
export function ledgerKinds(context: EngineContext): LedgerKind[] {
  return [...context.ledgers.values()].map((connector) => ({
    id: connector.id,
    title: connector.title,
    about: connector.about,
    fields: settingFields(connector),
    finish: connector.finish,
    signsIn: connector.signIn !== undefined,
  }));
}

/** A client's ledger as its page shows it. Asks nothing of the ledger itself. @throws EngineError `not_found` */
export async function describeLedger(context: EngineContext, clientId: string): Promise<LedgerConnectionInfo> {
  const client = await getClient(context.store.db, clientId);
  const { connector, rest } = connectorOf(context, client.ledger);
  const row = await connectionRow(context.store.db, clientId, client.ledger);
  const { books, problem, comparedAt } = await knownBooks(context.store.db, clientId, client.ledger);
  const connection = await connectionFor(context, clientId, client.ledger).catch(() => undefined);
  return {
    clientId: client.id,
    kind: connector.id,
    title: connector.title,
    address: rest,
    settings: row === undefined ? addressSettings(connector, rest) : settingsOf(row),
    secrets: row === undefined ? [] : Object.keys(secretsOf(row)),
    finish: client.finish,
    abilities: abilitiesOf(connection),
    ...(books === undefined ? {} : { books }),
    ...(problem === undefined ? {} : { problem }),
    ...(comparedAt === undefined ? {} : { comparedAt }),
  };
}

/** Settings of books that are told by their address alone, for the form. */
function addressSettings(connector: LedgerConnector, rest: string): SettingValues {
  const parsed = connector.parse?.(rest);
  const given = typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  const known = new Set(settingFields(connector).map(({ name }) => name));
  return Object.fromEntries(
    Object.entries(given).filter(
      (entry): entry is [string, string | number | boolean] =>
        known.has(entry[0]) && ['string', 'number', 'boolean'].includes(typeof entry[1]),
    ),
  );
}

function abilitiesOf(connection: LedgerConnection | undefined): LedgerConnectionInfo['abilities'] {
  return {
    drafts: connection?.capabilities.drafts ?? false,
    attachments: connection?.attachments !== undefined,
    suppliers: connection?.suppliers !== undefined,
    lists: connection?.lists !== undefined,
    undo: connection?.undo === undefined ? 'none' : connection.capabilities.undo,
    batches: connection?.batches !== undefined,
    history: connection?.history !== undefined,
    log: connection?.log !== undefined,
  };
}

function kindOf(context: EngineContext, kind: string): LedgerConnector {
  return connectorOf(context, `${kind}:`).connector;
}

type Wanted = { readonly kind: string; readonly settings: SettingValues; readonly clientId?: string | undefined };

/** Secrets that were not typed again are those that are kept for the same address of the client's ledger. */
async function withKeptSecrets(context: EngineContext, connector: LedgerConnector, wanted: Wanted) {
  const given = Object.fromEntries(Object.entries(wanted.settings).filter(([, value]) => value !== ''));
  const kept = wanted.clientId === undefined ? undefined : await keptSecrets(context, wanted.clientId, connector, given);
  return { checked: checkSettings(connector, { ...kept, ...given }), kept: kept ?? {} };
}

/** Only what goes to the same place: another address in the form must not be sent the password or the token of this one. */
async function keptSecrets(
  context: EngineContext,
  clientId: string,
  connector: LedgerConnector,
  given: SettingValues,
): Promise<Record<string, string> | undefined> {
  const client = await getClient(context.store.db, clientId);
  const row = await connectionRow(context.store.db, clientId, client.ledger);
  if (row?.kind !== connector.id) return undefined;
  const before = settingsOf(row);
  const addresses = settingFields(connector).filter(({ kind }) => kind === 'url');
  const isSame = addresses.every(({ name, initial = '' }) => (given[name] ?? initial) === (before[name] ?? initial));
  return isSame ? secretsOf(row) : undefined;
}

/** Tries settings and keeps nothing. @throws EngineError of the ledger, `invalid_input` */
export async function testLedger(context: EngineContext, wanted: Wanted): Promise<string> {
  const connector = kindOf(context, wanted.kind);
  const { checked, kept } = await withKeptSecrets(context, connector, wanted);
  await assertOwnBooks(context, `${connector.id}:${connector.address(checked.config)}`, wanted.clientId);
  const trial = trialConnection(context, connector, checked.config, { ...kept, ...checked.secrets });
  try {
    return await trial.connection.test();
  } finally {
    await trial.connection.close?.();
  }
}

/**
 * Keeps a client's books in a ledger from now on: tried first, then stored, its lists asked, and what waited for it woken. Entries that are
 * posted already stay where they are.
 * @throws EngineError of the ledger, `invalid_input`, `not_found`
 */
export async function connectLedger(
  context: EngineContext,
  signIns: SignIns,
  wanted: Wanted & { readonly clientId: string; readonly finish?: Finish | undefined; readonly signIn?: string | undefined },
  actor: string,
): Promise<LedgerConnectionInfo> {
  const connector = kindOf(context, wanted.kind);
  const signedIn = wanted.signIn === undefined ? undefined : signIns.take(wanted.signIn);
  const settings = { ...wanted.settings, ...signedIn?.settings };
  const { checked, kept } = await withKeptSecrets(context, connector, { ...wanted, settings });
  const secrets = { ...kept, ...checked.secrets, ...signedIn?.secrets };
  const ledger = `${connector.id}:${connector.address(checked.config)}`;
  await assertOwnBooks(context, ledger, wanted.clientId);
  const trial = trialConnection(context, connector, checked.config, secrets);
  try {
    await trial.connection.test();
  } finally {
    await trial.connection.close?.();
  }
  await context.store.write(async (work) => {
    const now = context.clock.now();
    const values = {
      kind: connector.id,
      settings_json: JSON.stringify(checked.settings),
      secret_json: JSON.stringify(trial.secrets()),
      changed_at: now,
    };
    await work.tx
      .insertInto('ledger_connections')
      .values({ client_id: wanted.clientId, ledger, id: context.ids.next(), created_at: now, ...values })
      .onConflict((conflict) => conflict.columns(['client_id', 'ledger']).doUpdateSet(values))
      .execute();
    const finish = wanted.finish ?? connector.finish;
    await changeClient(context, work, actor, wanted.clientId, { ledger, finish });
    await record(context, work, {
      actor,
      event: 'ledger.connected',
      subject: wanted.clientId,
      words: `Books are kept in ${connector.title}: ${connector.address(checked.config)}.`,
    });
    await wakeJobs(context, work, ledger);
  });
  await refreshBooks(context, wanted.clientId, ledger).catch((error: unknown) => {
    context.log.info('books not asked', { kind: connector.id, code: error instanceof EngineError ? error.code : 'internal' });
  });
  return describeLedger(context, wanted.clientId);
}

/** No two clients in one set of books: their entries could not be told apart. @throws EngineError `invalid_input` */
export async function assertOwnBooks(context: EngineContext, ledger: string, clientId?: string): Promise<void> {
  const owner = (await listClients(context.store.db)).find((client) => client.ledger === ledger && client.id !== clientId);
  if (owner === undefined) return;
  throw new EngineError('invalid_input', {
    note: `These are the books of ${owner.name}. Choose another file, so that the entries of the two stay apart.`,
    details: { field: 'ledger' },
  });
}
