import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { addMonths, type Client, Currency, LocalDate } from '../../contract/index.ts';
import { findClientByName, listClients } from '../clients/index.ts';
import { getPolicy, setPolicy } from '../controls/index.ts';
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
  await coverAge(parts, client, actor);
  for (const source of await parts.sources.list(client.id)) await parts.sources.rescan(source.id);
  return client;
}

const Manifest = z.object({ asOf: LocalDate });
/** The oldest sample is dated so many months before the manifest's day. */
const OLDEST_MONTHS = 2;

/**
 * The samples' days are printed on them, so a year after they were made every one would wait as an old document. Where they have come so
 * far, this client's rules allow the age that they have; the change stands in the audit like any other. After three years the reader of
 * dates itself begins to doubt such old ones, and the samples want making anew.
 */
async function coverAge({ context }: ApiParts, client: Client, actor: string): Promise<void> {
  const { asOf } = Manifest.parse(JSON.parse(await readFile(join(context.config.demoFolder, 'manifest.json'), 'utf8')));
  const { policy, version } = await getPolicy(context.store.db, client.id);
  const today = context.clock.today();
  let months = policy.staleMonths;
  // 120 months is the most that the rules allow.
  while (months < 120 && addMonths(asOf, months - OLDEST_MONTHS) < today) months++;
  if (months !== policy.staleMonths) await setPolicy(context, client.id, { policy: { ...policy, staleMonths: months }, version }, actor);
}
