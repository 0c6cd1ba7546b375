import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Client, Currency } from '../../contract/index.ts';
import { findClientByName, listClients } from '../clients/index.ts';
import type { ApiParts } from './base.ts';
import { addClient } from './clients.ts';

const NAME = 'Harbour Café Ltd';

/** The sample client, its books and its watched folder with the sample documents, below the data folder. Asked again, the same client. */
export async function makeDemo(parts: ApiParts, actor: string): Promise<Client> {
  const { config, store, ledgers } = parts.context;
  const existing = (await listClients(store.db)).find(({ demo }) => demo);
  if (existing) return existing;
  // The first of the registry keeps its books in a file and needs no account anywhere.
  const [plainText] = ledgers.keys();
  const home = join(config.dataFolder, 'demo');
  const watch = join(home, 'arriving');
  await mkdir(watch, { recursive: true });
  // Before the client, so that a kill in between leaves a folder without a client and not a client without samples.
  for (const file of (await readdir(config.demoFolder)).sort()) {
    if (!file.startsWith('manifest')) await copyFile(join(config.demoFolder, file), join(watch, file));
  }
  const name = (await findClientByName(store.db, NAME)) ? `${NAME} (samples)` : NAME;
  const client = await addClient(
    parts,
    {
      name,
      currency: Currency.parse('GBP'),
      watch,
      ledger: `${plainText}:${join(home, 'books', 'harbour-cafe.journal')}`,
      taxRegistered: true,
      dateOrder: 'dmy',
      demo: true,
    },
    actor,
  );
  for (const source of await parts.sources.list(client.id)) await parts.sources.rescan(source.id);
  return client;
}
