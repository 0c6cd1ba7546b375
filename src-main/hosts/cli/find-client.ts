import { type Client, EngineError } from '../../contract/index.ts';
import type { ContractClient } from '../transports/in-process.ts';

/** The client that `--client` names: by id, by name, or by the beginning of one name. @throws EngineError `not_found`, naming those there are */
export async function findClient(api: ContractClient, wanted: string): Promise<Client> {
  const clients = (await api.clients.list()).map(({ client }) => client);
  const plain = (text: string) => text.normalize('NFKC').toLocaleLowerCase();
  const exact = clients.find(({ id, name }) => id === wanted || plain(name) === plain(wanted));
  const beginning = clients.filter(({ name }) => plain(name).startsWith(plain(wanted)));
  const found = exact ?? (beginning.length === 1 ? beginning[0] : undefined);
  if (found !== undefined) return found;
  const names = clients.map(({ name }) => `"${name}"`).join(', ');
  throw new EngineError('not_found', {
    note: clients.length === 0 ? 'There is no client yet; add one with `client add`.' : `No client "${wanted}"; there are ${names}.`,
  });
}
