import type { Selectable } from 'kysely';
import { z } from 'zod';
import {
  Account,
  Client,
  type ClientChange,
  ClientId,
  Currency,
  EngineError,
  type Finish,
  Instant,
  type NewClient,
  TaxCode,
} from '../../contract/index.ts';
import { type EngineContext, record } from '../context.ts';
import type { ClientsTable, Reads, Work } from '../storage/index.ts';
import { PAID_ACCOUNT, PAYABLE_ACCOUNT, starterAccounts, starterTaxCodes } from './starter-chart.ts';

const Accounts = z.array(Account);
const TaxCodes = z.array(TaxCode);

export async function listClients(db: Reads): Promise<Client[]> {
  const rows = await db.selectFrom('clients').selectAll().orderBy('name').execute();
  return rows.map(toClient);
}

/** @throws EngineError `not_found` */
export async function getClient(db: Reads, id: string): Promise<Client> {
  const row = await db.selectFrom('clients').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new EngineError('not_found', { details: { client: id } });
  return toClient(row);
}

/** The client of that name, whatever its case; undefined where there is none. */
export async function findClientByName(db: Reads, name: string): Promise<Client | undefined> {
  const wanted = name.trim().toLowerCase();
  return (await listClients(db)).find((client) => client.name.toLowerCase() === wanted);
}

/** @throws EngineError `invalid_input` where the name is taken */
export async function freeName(db: Reads, name: string): Promise<void> {
  if (await findClientByName(db, name)) throw nameTaken(name);
}

/** @throws EngineError `invalid_input` where the name is taken */
export async function createClient(
  context: EngineContext,
  work: Work,
  actor: string,
  input: NewClient & { demo: boolean; finish: Finish },
): Promise<Client> {
  await freeName(work.tx, input.name);
  const client: Client = {
    id: ClientId.parse(context.ids.next()),
    name: input.name,
    currency: input.currency,
    taxRegistered: input.taxRegistered,
    dateOrder: input.dateOrder,
    ledger: input.ledger,
    finish: input.finish,
    accounts: starterAccounts(),
    taxCodes: starterTaxCodes(),
    paidAccount: PAID_ACCOUNT,
    payableAccount: PAYABLE_ACCOUNT,
    demo: input.demo,
    createdAt: Instant.parse(context.clock.now()),
  };
  await work.tx.insertInto('clients').values(toRow(client)).execute();
  await record(context, work, {
    actor,
    event: 'client.created',
    subject: client.id,
    words: `Client ${client.name} was added.`,
    data: { ledger: client.ledger },
  });
  work.emit({ kind: 'client', clientId: client.id });
  return client;
}

/** @throws EngineError `not_found`, `invalid_input` where the name is taken or the changed chart lacks an account that is in use */
export async function changeClient(context: EngineContext, work: Work, actor: string, id: string, change: ClientChange): Promise<Client> {
  const before = await getClient(work.tx, id);
  const defined = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const client: Client = { ...before, ...defined };
  checkChart(client);
  const namesake = await findClientByName(work.tx, client.name);
  if (namesake && namesake.id !== id) throw nameTaken(client.name);
  await work.tx.updateTable('clients').set(toRow(client)).where('id', '=', id).execute();
  const changed = Object.keys(defined).join(', ');
  await record(context, work, {
    actor,
    event: 'client.changed',
    subject: id,
    words: `Settings of ${client.name} were changed: ${changed}.`,
  });
  work.emit({ kind: 'client', clientId: client.id });
  return client;
}

function nameTaken(name: string): EngineError {
  return new EngineError('invalid_input', { note: `There is a client named "${name}" already.`, details: { field: 'name' } });
}

function checkChart(client: Client): void {
  const refuse = (note: string, field: string) => new EngineError('invalid_input', { note, details: { field } });
  const codes = client.accounts.map(({ code }) => code);
  const names = client.accounts.map(({ ledgerName }) => ledgerName);
  if (new Set(codes).size !== codes.length) throw refuse('Two accounts have the same code.', 'accounts');
  if (new Set(names).size !== names.length) throw refuse('Two accounts have the same name in the ledger.', 'accounts');
  for (const [field, code] of [
    ['paidAccount', client.paidAccount],
    ['payableAccount', client.payableAccount],
  ] as const) {
    if (!codes.includes(code)) throw refuse(`Account ${code} is not in the chart.`, field);
  }
  for (const tax of client.taxCodes) {
    if (tax.recoverable && (tax.account === undefined || !codes.includes(tax.account)))
      throw refuse(`Tax code ${tax.code} needs an account of the chart.`, 'taxCodes');
  }
}

function toClient(row: Selectable<ClientsTable>): Client {
  return Client.parse({
    id: row.id,
    name: row.name,
    currency: Currency.parse(row.currency),
    taxRegistered: row.tax_registered === 1,
    dateOrder: row.date_order,
    ledger: row.ledger,
    finish: row.finish,
    accounts: Accounts.parse(JSON.parse(row.accounts_json)),
    taxCodes: TaxCodes.parse(JSON.parse(row.tax_codes_json)),
    paidAccount: row.paid_account,
    payableAccount: row.payable_account,
    demo: row.demo === 1,
    createdAt: row.created_at,
  });
}

function toRow(client: Client): ClientsTable {
  return {
    id: client.id,
    name: client.name,
    currency: client.currency,
    tax_registered: client.taxRegistered ? 1 : 0,
    date_order: client.dateOrder,
    ledger: client.ledger,
    finish: client.finish,
    accounts_json: JSON.stringify(client.accounts),
    tax_codes_json: JSON.stringify(client.taxCodes),
    paid_account: client.paidAccount,
    payable_account: client.payableAccount,
    demo: client.demo ? 1 : 0,
    created_at: client.createdAt,
  };
}
