import { type Client, EngineError, type NewClient } from '../../contract/index.ts';
import { changeClient, createClient, freeName, getClient, listClients } from '../clients/index.ts';
import type { EngineContext } from '../context.ts';
import { checkInfos, getPolicy, policySchema, setPolicy } from '../controls/index.ts';
import { clientOverview, supplierInfos } from '../insight/index.ts';
import { assertOwnBooks, connectionFor, connectorOf } from '../ledgers/index.ts';
import { listExamples } from '../review/index.ts';
import { type ApiParts, os } from './base.ts';
import { makeDemo } from './demo.ts';
import { makeWatchedFolder } from './watched-folder.ts';

export function clientHandlers(parts: ApiParts) {
  const { context } = parts;
  const { db } = context.store;
  return {
    list: os.clients.list.handler(async () => Promise.all((await listClients(db)).map((client) => clientOverview(context, client)))),
    get: os.clients.get.handler(({ input }) => getClient(db, input.id)),
    create: os.clients.create.handler(({ input, context: call }) => addClient(parts, input, call.actor)),
    change: os.clients.change.handler(async ({ input, context: call }) => {
      const { ledger } = input.change;
      if (ledger !== undefined) {
        await assertOwnBooks(context, ledger, input.id);
        await (await connectionFor(context, input.id, ledger)).test();
      }
      return context.store.write((work) => changeClient(context, work, call.actor, input.id, definedOf(input.change)));
    }),
    demo: os.clients.demo.handler(({ context: call }) => makeDemo(parts, call.actor)),
    examples: os.clients.examples.handler(async ({ input }) => {
      await getClient(db, input.id);
      return listExamples(db, input);
    }),
    suppliers: os.clients.suppliers.handler(({ input }) => supplierInfos(context, input.id)),
  };
}

export function policyHandlers({ context }: ApiParts) {
  return {
    get: os.policy.get.handler(async ({ input }) => ({
      ...(await policyOf(context, input.id)),
      checks: checkInfos(),
      schema: policySchema(),
    })),
    set: os.policy.set.handler(({ input, context: call }) =>
      setPolicy(context, input.id, { policy: input.policy, version: input.version }, call.actor),
    ),
  };
}

/** @throws EngineError `not_found` */
async function policyOf(context: EngineContext, clientId: string) {
  await getClient(context.store.db, clientId);
  return getPolicy(context.store.db, clientId);
}

/** Adds a client, with its books tried first and its folder made and watched. */
export async function addClient(parts: ApiParts, input: NewClient & { demo?: boolean }, actor: string): Promise<Client> {
  const { context, sources } = parts;
  // What can be refused is refused before anything is made on the disk.
  await freeName(context.store.db, input.name);
  await assertOwnBooks(context, input.ledger);
  const { connector } = connectorOf(context, input.ledger);
  if (connector.parse === undefined)
    throw new EngineError('invalid_input', {
      note: `${connector.title} needs more than an address: add the client with books in a file, then connect this ledger on its page.`,
      details: { field: 'ledger' },
    });
  // The samples' folder is made with the samples, below the data folder.
  if (input.watch !== undefined && input.demo !== true) await makeWatchedFolder(parts, undefined, input.watch);
  await (await connectionFor(context, 'new', input.ledger)).test();
  const settings = { ...input, demo: input.demo ?? false, finish: connector.finish };
  const client = await context.store.write((work) => createClient(context, work, actor, settings));
  if (input.watch !== undefined)
    await sources.add({ clientId: client.id, kind: 'folder', title: input.watch, config: { path: input.watch }, actor });
  return client;
}

function definedOf<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Value;
}
